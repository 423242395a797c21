import type { PlacedLine } from '#app/import/html/lines.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';

/** How much running text a line has, in units; a list of links has none. */
export function proseIn({ links, as, text }: PlacedLine): number {
  if (links >= 0.5 || as === 'heading') return 0;
  if (isProse(text)) return units(text);
  // What is said in a dialogue is short.
  return endsSentence(text) ? Math.max(0, units(text) - SHORT) : 0;
}

/** A sentence no longer than this, in units, may be anything. */
const SHORT = 6;

/** `[0, a, a + b, …]`: what lies in `[i, j)` is a difference. */
export function sums(values: number[]): number[] {
  const total = [0];
  for (const value of values) total.push((total.at(-1) ?? 0) + value);
  return total;
}

/** The prose that lies in lines `[from, to)`, by the sums of all. */
export const within = (prose: number[], from: number, to: number): number =>
  (prose[to] ?? 0) - (prose[from] ?? 0);

/** As much prose as makes an article, in units: what is left of a page has it, or nothing is taken away. */
export const ARTICLE = 40;

/** A page's title: its first large heading that leads nowhere, or what is named for one; -1 where it has none. */
export function titleIn(lines: PlacedLine[]): number {
  const stands = ({ links, out }: PlacedLine): boolean => links < 0.8 && !out;
  const large = lines.findIndex(line => line.level === 1 && stands(line));
  return large >= 0
    ? large
    : lines.findIndex(line => line.hint === 'title' && stands(line));
}
