import { isProse, units } from '#app/import/recognise/measure.ts';
import { isEnglishName } from '#app/import/recognise/names.ts';
import { readLabel } from '#app/import/recognise/turns.ts';

/** How far above an article's first words its title may stand, in lines. */
const ABOVE = 40;
/** A picture's words say whose it is. */
const PICTURED =
  /(摄影|供图|攝影|供圖|资料图|資料圖|提供）|[^\s]摄[）)]?)|©|\bphoto(graph)?\b|\bcredit\b|\/[\p{Lu}][\p{L} ]+\)?$/iu;
/** Lines in which more of the article's words have to follow its first. */
const WITHIN = 8;
/** Such a share of what a title speaks of comes again below it. */
const LEAST_ABOUT = 0.1;
/** As much of the article as says what it is about, in UTF-16 units. */
const MOST_READ = 20_000;

/** Whether a line is running text; long lines of links have no marks in them. */
const runs = (line: string): boolean =>
  isProse(line) && /[，。；！？、,.;!?]/.test(line);

/**
 * Where the words of a page copied as text begin: its first line of running text,
 * or of a dialogue, that more follows; the number of lines where none runs.
 *
 * @param isLeft whether a line belongs to the page around the article
 */
export function firstWords(
  lines: string[],
  isLeft: (line: string) => boolean,
): number {
  const speakers = lines.map(line => {
    const label = readLabel(line);
    return label && label.text !== '' ? label.label : null;
  });
  const last = new Map(speakers.map((speaker, i) => [speaker, i]));
  // Who speaks once, or above a date, may be the first half of a title with a colon.
  const speaks = (i: number): boolean => {
    const speaker = speakers[i] ?? null;
    const beside = speakers[i + 1] ?? speakers[i - 1] ?? null;
    // A title may stand there twice.
    const again = lines[last.get(speaker) ?? i] !== lines[i];
    return speaker !== null && beside !== null && again;
  };
  const text = lines.map(
    (line, i) => (runs(line) && !isLeft(line)) || speaks(i),
  );
  const first = text.findIndex(
    (is, i) => is && text.slice(i + 1, i + 1 + WITHIN).includes(true),
  );
  if (first >= 0) return first;
  const only = text.indexOf(true);
  return only >= 0 ? only : lines.length;
}

/** What a text speaks of: pairs of Han characters, and words of four letters and more. */
function termsOf(text: string): string[] {
  const han = text.match(/\p{Script=Han}+/gu) ?? [];
  const pairs = han.flatMap(run =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, i) =>
      run.slice(i, i + 2),
    ),
  );
  return [
    ...pairs,
    ...(text.toLowerCase().match(/[\p{Script=Latin}\d]{4,}/gu) ?? []),
  ];
}

/**
 * Which of the lines above an article's first words is its title: what it speaks
 * of is what the article speaks of, it is as long as titles are, it stands near
 * to the words, and its fields beside it. The first of several that fit alike: a
 * subtitle stands below. Null where no line is left.
 *
 * @param candidates indices of lines that are no fields and no furniture
 * @param isField whether a line says who wrote it, when, or where it is from
 */
export function titleAmong(
  lines: string[],
  candidates: number[],
  first: number,
  isField: (i: number) => boolean,
): number | null {
  // A verse, a list, an article without a page around it: the first line is its title.
  if (first === lines.length || candidates.length === first) {
    return candidates[0] ?? null;
  }
  const said = lines.slice(first);
  const labels = new Set(said.map(line => readLabel(line)?.label));
  const words = said.filter(line => runs(line) || readLabel(line));
  const body = new Set(termsOf(words.join('\n').slice(0, MOST_READ)));
  const about = (i: number): number => {
    const terms = termsOf(lines[i] ?? '');
    const shared = terms.filter(term => body.has(term)).length;
    // Two words in common are little where there are no more than two.
    return shared / (terms.length + 2);
  };
  const score = (i: number): number => {
    const line = lines[i] ?? '';
    const length = units(line) * (/\p{Script=Han}/u.test(line) ? 1 : 2);
    const fields = [i + 1, i + 2].some(isField) || isField(i - 1);
    const other =
      labels.has(line) ||
      /[。.；;][”"』」）)]?$|[.。] ?[\p{Lu}\p{Script=Han}]|^by\s|^——/iu.test(
        line,
      ) ||
      PICTURED.test(line) ||
      isEnglishName(line);
    const below = isField(i - 1) || isField(i - 2) || isField(i - 3);
    return (
      about(i) * 10 +
      Math.min(length, 12) / 3 +
      (fields ? 3 : 0) -
      (below ? 2 : 0) -
      Math.min(first - i, 20) * 0.15 -
      (other ? 4 : 0)
    );
  };
  let best: number | null = null;
  for (const i of candidates) {
    if (i >= first || i < first - ABOVE) continue;
    if (best === null || score(i) > score(best)) best = i;
  }
  // A subtitle says more of the article than the title right above it.
  for (let i = (best ?? 0) - 1; candidates.includes(i); i -= 1) {
    const line = lines[i] ?? '';
    const han = /\p{Script=Han}/u.test(line);
    const likely =
      units(line) >= (han ? 3 : 4) &&
      about(i) >= Math.max(LEAST_ABOUT, about(i + 1) * 0.6);
    const long =
      units(line) >= (han ? 6 : 4) && about(i) >= (han ? 0.3 : LEAST_ABOUT);
    if (isEnglishName(line) || labels.has(line) || (!likely && !long)) break;
    best = i;
  }
  return best;
}
