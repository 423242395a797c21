import {
  isColour,
  isVerdict,
  type Look,
  type Mark,
} from '#app/reader/marks/mark.ts';

/** A stretch of text between two neighbouring ends of marks. */
export type Segment = { start: number; end: number };

/**
 * What one look draws over neighbouring segments: a fill, or a line. Runs end
 * where a mark of the look begins or ends, so that neighbours stay apart.
 */
export type Run = {
  look: Look;
  /** Indices into the segments, half-open. */
  from: number;
  to: number;
  /** How many marks of this look lie here; 1, 2 or 3, which stands for more. */
  depth: number;
  /** For lines: how many other verdicts' lines lie inside this one, at most 2. */
  level: number;
  /** Whether a mark of this look begins, or ends, with the run. */
  begins: boolean;
  ends: boolean;
};

export type Sweep = { segments: Segment[]; runs: Run[] };

const DEEPEST = 3;
const HIGHEST = 2;

/**
 * Cuts `[start, end)` at every end of a mark and says what is drawn where.
 * However many marks lie on each other, what is drawn is bounded by the
 * characters and the looks, not by the marks.
 *
 * @param marks those that overlap the stretch
 */
export function sweep(marks: Mark[], start: number, end: number): Sweep {
  const cuts = new Set<number>();
  const byLook = new Map<Look, Mark[]>();
  for (const mark of marks) {
    cuts.add(Math.max(start, mark.start)).add(Math.min(end, mark.end));
    const same = byLook.get(mark.look);
    if (same) same.push(mark);
    else byLook.set(mark.look, [mark]);
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  const indexOf = new Map(bounds.map((at, i) => [at, i]));
  const segments = bounds
    .slice(1)
    .map((to, i): Segment => ({ start: bounds[i] ?? to, end: to }));
  const runs = [...byLook].flatMap(([look, same]) =>
    runsOf(look, same, indexOf, start, end),
  );
  stackLines(runs);
  return { segments, runs: runs.sort(byOrder) };
}

function runsOf(
  look: Look,
  marks: Mark[],
  indexOf: Map<number, number>,
  start: number,
  end: number,
): Run[] {
  const begin = new Map<number, number>();
  const finish = new Map<number, number>();
  const count = (map: Map<number, number>, at: number): unknown =>
    map.set(at, (map.get(at) ?? 0) + 1);
  for (const mark of marks) {
    count(begin, Math.max(start, mark.start));
    count(finish, Math.min(end, mark.end));
  }
  const starts = new Set(marks.map(mark => mark.start));
  const ends = new Set(marks.map(mark => mark.end));
  const bounds = [...new Set([...begin.keys(), ...finish.keys()])];
  bounds.sort((a, b) => a - b);
  const runs: Run[] = [];
  let depth = 0;
  bounds.forEach((at, i) => {
    depth += (begin.get(at) ?? 0) - (finish.get(at) ?? 0);
    const next = bounds[i + 1];
    if (depth === 0 || next === undefined) return;
    runs.push({
      look,
      from: indexOf.get(at) ?? 0,
      to: indexOf.get(next) ?? 0,
      depth: Math.min(depth, DEEPEST),
      level: 0,
      begins: starts.has(at),
      ends: ends.has(next),
    });
  });
  return runs;
}

/** Lines of different verdicts on the same words hang below each other. */
function stackLines(runs: Run[]): void {
  const lines = runs.filter(run => isVerdict(run.look));
  lines.forEach((line, i) => {
    const inner = new Set(
      lines
        .slice(0, i)
        .filter(other => other.from < line.to && other.to > line.from)
        .map(other => other.level),
    );
    let level = 0;
    while (inner.has(level) && level < HIGHEST) level += 1;
    line.level = level;
  });
}

/** Fills lie under lines. */
function byOrder(a: Run, b: Run): number {
  return Number(isColour(b.look)) - Number(isColour(a.look)) || a.from - b.from;
}
