/**
 * A note's Markdown as plain words, for a card at rest, a list, a title. Not a
 * parser: what it does not know stays as it was written.
 */
export function plainNote(body: string): string {
  return body
    .replace(/\\([!-/:-@[-`{-~])/g, (_, sign: string) => hide(sign))
    .replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+/gm, '· ')
    .replace(/^\s*>\s?/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`+)(?=\S)(.+?)(?<=\S)\1/gs, '$2')
    .replace(/(^|[^\p{L}\p{N}*])\*(?=\S)([^*]+?)(?<=\S)\*/gu, '$1$2')
    .replace(/[\uE021-\uE07E]/g, show);
}

/** An escaped sign means nothing: until the end it is a private character. */
const hide = (sign: string): string =>
  String.fromCharCode(0xe000 + sign.charCodeAt(0));
const show = (hidden: string): string =>
  String.fromCharCode(hidden.charCodeAt(0) - 0xe000);
