import { invalid } from '#app/errors.ts';
import { namesIn } from '#app/import/zip.ts';

/** What an article can come in. */
export const IMPORT_FORMATS = [
  'text',
  'html',
  'markdown',
  'docx',
  'pdf',
  'epub',
] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** Formats whose bytes are no text. */
export const isBinary = (format: ImportFormat): boolean =>
  format === 'docx' || format === 'pdf' || format === 'epub';

/** How older Word's files, pictures and programs begin. */
const FOREIGN = [
  '\u00d0\u00cf\u0011\u00e0',
  '\u0089PNG',
  '\u00ff\u00d8\u00ff',
  'GIF8',
  '\u007fELF',
  'MZ\u0090',
];

/**
 * The format of some bytes: by what they begin with, whatever they are called.
 * Null where they may be a text.
 *
 * @throws AppError invalid for what is neither an article nor a text
 */
export function formatOfBytes(
  bytes: Uint8Array,
  field: string,
): ImportFormat | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\u0003\u0004')) {
    const names = namesIn(bytes, field);
    if (names.includes('word/document.xml')) return 'docx';
    if (names.includes('META-INF/container.xml')) return 'epub';
    throw invalid(field, 'file-unknown');
  }
  if (FOREIGN.some(start => head.startsWith(start))) {
    throw invalid(field, 'file-unknown');
  }
  return null;
}

/** The format of a text: by its file's name, or by what it looks like. */
export function formatOfText(text: string, name = ''): ImportFormat {
  if (/\.(html?|xhtml)$/i.test(name)) return 'html';
  if (/\.(md|markdown)$/i.test(name)) return 'markdown';
  if (/\.(txt|text)$/i.test(name)) return looksHtml(text) ? 'html' : 'text';
  if (looksHtml(text)) return 'html';
  return looksMarkdown(text) ? 'markdown' : 'text';
}

/** Whether it is the inside of something else, read as if it were a text. */
export function isBinaryText(text: string): boolean {
  const controls = text.slice(0, 100_000).match(/\p{Cc}/gu) ?? [];
  const odd =
    controls.filter(c => !/\s/.test(c)).length +
    text.split('\ufffd').length -
    1;
  return odd > 8 && odd > text.length / 50;
}

function looksHtml(text: string): boolean {
  if (
    /^\s*(<!doctype html|<html[\s>]|<\?xml[^>]*>\s*<!doctype html)/i.test(text)
  ) {
    return true;
  }
  const blockEnds = text.match(/<\/(p|div|section|article|li|h[1-6])>/gi);
  return (blockEnds?.length ?? 0) >= 3;
}

/** Its first line is a heading, or two of its lines are. */
function looksMarkdown(text: string): boolean {
  const headings = text.match(/^#{1,6} \S/gm)?.length ?? 0;
  return headings >= 2 || /^\s*#{1,2} \S/.test(text);
}
