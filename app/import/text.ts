import { canonicalCharacters, trimLine } from '#app/articles/text.ts';
import { stitch } from '#app/import/join.ts';
import { NO_META, type Page } from '#app/import/page.ts';
import { endsSentence } from '#app/import/recognise/measure.ts';

/** A plain text, as typed, saved or copied. */
export function textToPage(text: string): Page {
  const lines = unwrap(canonicalCharacters(text).split('\n').map(trimLine));
  return {
    lines: lines.map(line => ({ text: line })),
    meta: NO_META,
    remarks: [],
  };
}

/** Columns that a Han character takes. */
const width = (line: string): number =>
  [...line].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0);

/**
 * The lines that hold anything; those that a narrow column has broken, put
 * together. A text is broken so where most lines are followed by another without
 * an empty one, nearly all are as long as the longest, and many end in the
 * middle of a sentence.
 */
function unwrap(lines: string[]): string[] {
  const filled = lines.filter(line => line !== '');
  const widths = filled.map(width).sort((a, b) => a - b);
  const edge = widths[Math.floor(widths.length * 0.9)] ?? 0;
  const full = (line: string): boolean => {
    const own = width(line);
    return own <= edge * 1.1 && own >= edge * 0.8;
  };
  const broken = filled.filter(line => full(line) && !endsSentence(line));
  const wrapped =
    filled.length >= 6 &&
    edge >= 40 &&
    edge <= 120 &&
    broken.length >= filled.length * 0.4;
  if (!wrapped) return filled;
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    if (line === '') {
      open = false;
      continue;
    }
    const last = joined.length - 1;
    if (open && last >= 0) joined[last] = stitch(joined[last] ?? '', line);
    else joined.push(line);
    open = full(line);
  }
  return joined;
}
