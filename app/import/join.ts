import { endsSentence } from '#app/import/recognise/measure.ts';

/** A line as it is printed; distances in any unit, the same for all. */
export type PrintedLine = {
  text: string;
  left: number;
  right: number;
  /** Space above it, from line to line, in its own size; absent for a page's first. */
  gap?: number;
  size?: number;
  page?: number;
};

type Joined = { text: string; lines: PrintedLine[] };

/**
 * Lines that a page's width has broken, put together again into paragraphs. A
 * paragraph ends where the next line is set apart or in, is of another size, or
 * where its own last line ends short.
 */
export function joinWrapped(lines: PrintedLine[]): Joined[] {
  const margin = mode(lines.map(line => Math.round(line.left)));
  const edge = highest(lines.map(line => Math.round(line.right)));
  const usual = mode(lines.map(line => Math.round((line.gap ?? 0) * 10))) / 10;
  const joined: Joined[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const before = last?.lines.at(-1);
    if (last && before && goesOn(before, line, { margin, edge, usual })) {
      last.text = stitch(last.text, line.text);
      last.lines.push(line);
    } else joined.push({ text: line.text, lines: [line] });
  }
  return joined;
}

function goesOn(
  before: PrintedLine,
  line: PrintedLine,
  { margin, edge, usual }: { margin: number; edge: number; usual: number },
): boolean {
  const size = before.size ?? 1;
  if (Math.abs((line.size ?? 1) - size) > size * 0.08) return false;
  const turned = before.page !== line.page;
  const width = Math.max(edge - margin, 1);
  const short = before.right < edge - Math.max(size * 2.5, width * 0.08);
  const indented = line.left > margin + size * 1.2;
  // A page's foot says nothing of a paragraph's end: its last sentence does.
  if (turned) return !indented && !short && !endsSentence(before.text);
  if (usual > 0 && (line.gap ?? usual) > usual * 1.3) return false;
  const larger = size > 1 && before.left > margin + size * 1.2 && short;
  return (
    !indented && !larger && !(short && endsSentence(before.text)) && !short
  );
}

/** Two pieces of one sentence: nothing between Han characters, a word that was parted whole again. */
export function stitch(before: string, after: string): string {
  const han = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’—…]/u;
  if (/\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after)) {
    return before.slice(0, -1) + after;
  }
  const wide = han.test(before.slice(-1)) && han.test(after.charAt(0));
  return wide ? before + after : `${before} ${after}`;
}

function mode(values: number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** Where most long lines end: the right edge of the print. */
function highest(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.9)] ?? 0;
}
