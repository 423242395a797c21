import type { TextMap } from '#app/sources/locating.ts';

/** A stretch of a snapshot's text that is shown in one piece; UTF-16, half-open. */
export type Piece = {
  start: number;
  end: number;
  /** The page that begins with it, from 1; null where none does. */
  page: number | null;
  /** When what it says begins, in seconds; null where that is not known. */
  seconds: number | null;
};

/** As much as a piece without pages or times holds, about. */
const LENGTH = 2_000;

/**
 * A snapshot's text in pieces: its pages, what is said at each time, else some
 * paragraphs. They follow each other from 0 to its end; line ends belong to the
 * piece before them.
 */
export function piecesOf(text: string, { pages, times }: TextMap): Piece[] {
  if (text === '') return [];
  const starts = new Map<number, { page?: number; seconds?: number }>();
  pages.forEach((at, i) => starts.set(at, { page: i + 1 }));
  for (const [at, seconds] of times) {
    starts.set(at, { ...starts.get(at), seconds });
  }
  starts.set(0, starts.get(0) ?? {});
  const given = [...starts.keys()]
    .filter(at => at < text.length)
    .sort((a, b) => a - b);
  return given.flatMap((start, i): Piece[] => {
    const end = given[i + 1] ?? text.length;
    const { page = null, seconds = null } = starts.get(start) ?? {};
    const cuts = cutsIn(text, start, end);
    return cuts.map((from, n) => ({
      start: from,
      end: cuts[n + 1] ?? end,
      page: n === 0 ? page : null,
      seconds: n === 0 ? seconds : null,
    }));
  });
}

/** Where a long stretch is parted: at line ends, or where there are none, anywhere. */
function cutsIn(text: string, start: number, end: number): number[] {
  const cuts = [start];
  for (let from = start; end - from > LENGTH * 1.5;) {
    const line = text.indexOf('\n', from + LENGTH);
    const at = line < 0 || line - from > LENGTH * 3 ? from + LENGTH : line + 1;
    // Never between the halves of a surrogate pair.
    const unit = text.charCodeAt(at);
    from = unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
    if (from >= end) break;
    cuts.push(from);
  }
  return cuts;
}
