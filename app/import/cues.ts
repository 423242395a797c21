import { canonicalCharacters } from '#app/articles/text.ts';

/** What is said in a transcript, and when; in seconds. */
export type Cue = { from: number; to: number; text: string };

const TIMING =
  /^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})/;

/** Whether a text is a transcript with times: WebVTT, or SubRip. */
export const isTranscript = (text: string): boolean =>
  /^\ufeff?WEBVTT/.test(text) ||
  /^\ufeff?\s*\d+\s*\r?\n\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->/.test(text);

/**
 * The cues of a transcript, WebVTT (https://www.w3.org/TR/webvtt1/) or SubRip, in
 * its order; without its markup, notes and styles.
 */
export function cuesOf(text: string): Cue[] {
  const cues: Cue[] = [];
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const lines = block.split('\n');
    const at = lines.findIndex(line => TIMING.test(line));
    const match = TIMING.exec(lines[at] ?? '');
    if (!match) continue;
    const said = lines
      .slice(at + 1)
      .map(plain)
      .filter(line => line !== '')
      .join('\n');
    if (said === '') continue;
    const [, from = '', to = ''] = match;
    cues.push({ from: seconds(from), to: seconds(to), text: said });
  }
  return cues;
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '',
  '&rlm;': '',
};

/** Whoever speaks stays: `<v 沈予安>` becomes `沈予安：`. */
const plain = (line: string): string =>
  canonicalCharacters(
    line
      .replace(/<v(?:\.[^\s>]*)?\s+([^>]+)>/g, '$1：')
      .replace(/<[^>]*>|\{\\[^}]*\}/g, '')
      .replace(/&\w+;/g, entity => ENTITIES[entity] ?? entity),
  ).trim();

function seconds(time: string): number {
  const parts = time.replace(',', '.').split(':').map(Number);
  return parts.reduce((sum, part) => sum * 60 + part, 0);
}
