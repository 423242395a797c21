import { isProse, units } from '#app/import/recognise/measure.ts';
import { isEnglishName, namesAlone } from '#app/import/recognise/names.ts';
import { readLabel } from '#app/import/recognise/turns.ts';

/** How far above an article's first words its title may stand, in lines. */
const ABOVE = 40;
/** A picture's words say whose it is. */
const PICTURED =
  /(摄影|供图|攝影|供圖|资料图|資料圖|提供）|[^\s]摄[）)]?)|©|\bphoto(graph)?\b|\bcredit\b|\/[\p{Lu}][\p{L} ]+\)?$/iu;
/** Lines in which more of the article's words have to follow its first. */
const WITHIN = 8;
const HAN = /\p{Script=Han}/u;
/** A sentence's end, or the beginning of what no title begins with. */
const ENDS = /[。.；;][”"』」）)]?$|[.。] ?[\p{Lu}\p{Script=Han}]|^by\s|^——/iu;
/** Words that ran together. */
const JOINED = /\p{Ll}{2}\p{Lu}\p{Ll}/u;
/** A house's name, by what it is. */
const HOUSE =
  /(^|\s)(Inc\.?|Ltd|Herald|Courier|Times|Tribune|Gazette|Journal|Chronicle|Ledger|News|Post|Laboratory|University|Office|Agency|Magazine)$|[網网報报刊社]$/u;
const isParted = (line: string): boolean =>
  (line.match(/\s?[|/•·丨｜]\s?/g)?.length ?? 0) >= 2;
/** How a menu begins, or ends. */
const IN_MENU =
  /^(首页|首頁|主页|上一[版篇])|(登录|注册|登入|客户端|搜索|往期回顾|专栏视频)$/u;
const isMenu = (line: string): boolean =>
  JOINED.test(line) || IN_MENU.test(line) || isParted(line);
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
 * of is what the article speaks of, it is as long as titles are, its fields stand
 * beside it, and a subtitle below. Null where no line is left.
 *
 * How much each of these says was found by a conditional logit
 * (https://en.wikipedia.org/wiki/Discrete_choice) over the lines above the words of
 * 467 copied pages, whole and from their titles on; of a menu's words, by hand.
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
  // A verse, a list, a line or two above the words: the first is its title.
  const [top = null] = candidates;
  const alone = first <= 2 && candidates.length === first;
  if (first === lines.length || (alone && !isMenu(lines[0] ?? ''))) return top;
  const said = lines.slice(first);
  const words = said.filter(line => runs(line) || readLabel(line));
  const body = new Set(termsOf(words.join('\n').slice(0, MOST_READ)));
  const from = Math.max(0, first - ABOVE);
  const field = new Map<number, boolean>();
  for (let i = from - 2; i < first + 3; i += 1) field.set(i, isField(i));
  const lastField = Math.max(
    ...[...field].map(([i, is]) => (is && i < first ? i : -1)),
  );
  const free = new Set(candidates);
  /** Units of a line that might be a title itself; 0 of all others. */
  const likely = (i: number): number => {
    const line = lines[i] ?? '';
    const other =
      !free.has(i) ||
      ENDS.test(line) ||
      PICTURED.test(line) ||
      isMenu(line) ||
      isEnglishName(line);
    const least = HAN.test(line) ? 6 : 4;
    return !other && units(line) >= least ? units(line) : 0;
  };
  const score = (i: number): number => {
    const line = lines[i] ?? '';
    const han = HAN.test(line);
    const own = units(line);
    const length = own * (han ? 1 : 2);
    const terms = termsOf(line);
    const shared = terms.filter(term => body.has(term)).length;
    const [above, below] = [likely(i - 1), likely(i + 1)];
    const said: [weight: number, what: number | boolean | undefined][] = [
      // Two words in common are little where there are no more than two.
      [2.3, shared / (terms.length + 2)],
      [1.5, Math.min(shared, 4) / 4],
      [3, Math.min(length, 12) / 12],
      [1.8, field.get(i + 1)],
      [0.3, field.get(i + 2)],
      [0.6, field.get(i + 3)],
      [1.3, lastField > i],
      [-0.8, field.get(i - 1) || field.get(i - 2)],
      [-3.4, ENDS.test(line)],
      [-1.1, PICTURED.test(line)],
      [-0.6, isEnglishName(line) || namesAlone(line).length > 0],
      [-1.4, JOINED.test(line)],
      [-2.2, IN_MENU.test(line)],
      [-2.2, isParted(line)],
      [-1.3, !han && line.split(/\s+/).length <= 3],
      [-0.8, han && own <= 4],
      [-0.6, /^\p{Ll}/u.test(line)],
      [-1.1, HOUSE.test(line)],
      [-0.4, /\d/.test(line)],
      [0.9, /[：:“‘"「]/.test(line)],
      [1, free.has(i + 1)],
      [1.1, below > own],
      [-1.7, above > 0],
      [-1.9, above > own],
    ];
    return said.reduce(
      (sum, [weight, what]) => sum + weight * Number(what ?? 0),
      0,
    );
  };
  let best: number | null = null;
  let most = -Infinity;
  for (const i of candidates) {
    if (i >= first || i < from) continue;
    const here = score(i);
    if (here > most) [best, most] = [i, here];
  }
  return best;
}
