/**
 * What two claims are compared by: runs of their letters, and their figures, each
 * hashed to 32 bits. Chinese says much in two characters; a run is of those.
 */
const RUN = 2;
/** As many hashes as a long claim is known by. */
const MOST = 256;

type Words = { statement: string; quote: string };

const lettersOf = (text: string): string =>
  text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Figures as they are written: 41.2, 1,400, 三十亿. */
const FIGURES =
  /\d[\d,]*(?:\.\d+)?\s*[%％万亿千百]*|[零〇一二两三四五六七八九十百千万亿]{2,}/g;

const figuresOf = (text: string): string[] =>
  (text.match(FIGURES) ?? []).map(figure => figure.replace(/[,\s]/g, ''));

/** FNV-1a over UTF-16 units; signed, as PostgreSQL's integer is. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value | 0;
}

/** The hashes of a claim's words, as it stands and as it is restated. */
export function sketchOfClaim({ statement, quote }: Words): number[] {
  const hashes = new Set<number>();
  for (const figure of figuresOf(`${statement} ${quote}`)) {
    hashes.add(hash(`# ${figure}`));
  }
  for (const text of [statement, quote]) {
    const letters = lettersOf(text);
    for (let i = 0; i + RUN <= letters.length; i += 1) {
      hashes.add(hash(letters.slice(i, i + RUN)));
    }
  }
  return [...hashes].slice(0, MOST);
}

/** What shares less than this with a claim does not say nearly the same. */
const NEARLY = 0.5;
/** What shares a figure may say less of the rest. */
const NEARLY_WITH_FIGURE = 0.3;

/**
 * How much one claim says what another does, 0–1; null where it is not nearly the
 * same. The shorter one's runs count: what restates a part of it is like it.
 */
export function resemblance(a: Words, b: Words): number | null {
  const one = runsOf(a);
  const other = runsOf(b);
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  if (few.size === 0) return null;
  let shared = 0;
  for (const run of few) if (many.has(run)) shared += 1;
  const share = shared / few.size;
  // A short one inside a long one is not yet the same thing said.
  const weight = share * Math.min(1, 0.5 + few.size / many.size);
  const figures = new Set(figuresOf(`${a.statement} ${a.quote}`));
  const figure = figuresOf(`${b.statement} ${b.quote}`).some(f =>
    figures.has(f),
  );
  return weight >= (figure ? NEARLY_WITH_FIGURE : NEARLY)
    ? Math.min(1, weight)
    : null;
}

/** Runs of what is restated, or else of the words as they stand. */
function runsOf({ statement, quote }: Words): Set<string> {
  const letters = lettersOf(statement || quote);
  const runs = new Set<string>();
  for (let i = 0; i + RUN <= letters.length; i += 1) {
    runs.add(letters.slice(i, i + RUN));
  }
  return runs;
}
