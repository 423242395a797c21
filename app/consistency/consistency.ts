import type { Block, Span } from '#app/articles/article.ts';
import { datesIn, weekdayOf, type DateFound } from '#app/consistency/dates.ts';
import { namesIn } from '#app/consistency/names.ts';
import { quantitiesIn, type Quantity } from '#app/consistency/quantities.ts';
import { hanInteger, hanNumber } from '#app/consistency/han-number.ts';
import { unclosedIn } from '#app/consistency/brackets.ts';

/** What in an article does not go together with the rest of it. */
export const CONSISTENCY_RULES = [
  'number',
  'unit',
  'date',
  'name',
  'title',
  'percent',
  'weekday',
  'age',
  'span',
  'bracket',
] as const;
export type ConsistencyRule = (typeof CONSISTENCY_RULES)[number];

/** What becomes of a suggestion, once for all: taken up, or not. */
export const CONSISTENCY_DECISIONS = ['accepted', 'dismissed'] as const;
export type ConsistencyDecision = (typeof CONSISTENCY_DECISIONS)[number];

/** A question, not a finding: two ways of writing one thing, or a sum that comes out otherwise. */
export type Suggestion = {
  rule: ConsistencyRule;
  /** Names it from version to version: what is written, not where. */
  key: string;
  /** The place that is asked about: UTF-16 offsets into the version's text, half-open. */
  start: number;
  end: number;
  /** The words there. */
  found: string;
  /** What they are held against: another writing, the right weekday, a sum; empty for none. */
  against: string;
};

export type Facts = {
  blocks: readonly Block[];
  sentences: readonly Span[];
  text: string;
  /** The year that a date without one is of, and ages are counted in; null for unknown. */
  year: number | null;
  /** Names that are known to be right: speakers, byline. */
  names: readonly string[];
};

/**
 * What an article says in two ways, or what doesn't add up, by where it is. Told
 * from its form alone, without any model: one thing is asked about once, at the
 * rarer writing.
 */
export function inconsistenciesIn(facts: Facts): Suggestion[] {
  const quantities = quantitiesIn(facts.blocks);
  const dates = datesIn(facts.blocks);
  const all = [
    ...numberForms(quantities),
    ...unitForms(quantities),
    ...dateForms(dates),
    ...weekdays(dates, facts.year),
    ...percents(facts),
    ...ages(facts),
    ...spansOfYears(facts),
    ...namesIn(facts).map(one => suggestion(one.rule, one)),
    ...unclosedIn(facts.blocks).map(one => suggestion('bracket', one)),
  ];
  const seen = new Set<string>();
  return all
    .filter(({ key }) => !seen.has(key) && seen.add(key))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

export type Found = {
  start: number;
  end: number;
  found: string;
  against: string;
};

const suggestion = (rule: ConsistencyRule, one: Found): Suggestion => ({
  rule,
  key: `${rule}:${one.found}:${one.against}`.slice(0, 200),
  ...{ start: one.start, end: one.end, found: one.found, against: one.against },
});

/** Groups that are written in more than one way: each other way, held against the commonest. */
function* otherWays<T extends { start: number; end: number; found: string }>(
  items: readonly T[],
  same: (item: T) => string,
  way: (item: T) => string,
): Generator<Found> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = same(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  for (const group of groups.values()) {
    const ways = new Map<string, T[]>();
    for (const item of group) {
      ways.set(way(item), [...(ways.get(way(item)) ?? []), item]);
    }
    const [common, ...others] = [...ways.values()].sort(
      (a, b) => b.length - a.length,
    );
    for (const [first] of others) {
      if (first && common?.[0]) yield { ...first, against: common[0].found };
    }
  }
}

/** The same number of the same thing, once in Han numerals and once in Arabic ones, or with another 万, 亿. */
const numberForms = (quantities: readonly Quantity[]): Suggestion[] =>
  [
    ...otherWays(
      quantities.filter(({ plain }) => !plain),
      ({ value, unit }) => `${value} ${unit}`,
      ({ form }) => form,
    ),
  ].map(one => suggestion('number', one));

/** One unit under two names: 公里 and 千米. */
const unitForms = (quantities: readonly Quantity[]): Suggestion[] =>
  [
    ...otherWays(
      quantities.filter(({ unit, written }) => unit !== '' && written !== ''),
      ({ unit }) => unit,
      ({ written }) => written,
    ),
  ]
    .filter(({ found }) => found !== '')
    .map(one => suggestion('unit', one));

/** One day written in two ways. */
const dateForms = (dates: readonly DateFound[]): Suggestion[] =>
  [
    ...otherWays(
      dates.filter(({ year, day }) => year !== null && day !== null),
      ({ year, month, day }) => `${year}-${month}-${day}`,
      ({ form }) => form,
    ),
  ].map(one => suggestion('date', one));

/** A weekday beside a date that fell on another. */
function weekdays(
  dates: readonly DateFound[],
  ofYear: number | null,
): Suggestion[] {
  return dates.flatMap(date => {
    const year = date.year ?? ofYear;
    if (date.weekday === null || date.day === null || year === null) return [];
    const right = weekdayOf(year, date.month, date.day);
    if (right === null || right === date.weekday) return [];
    const against = date.weekdayNames[right] ?? '';
    return [suggestion('weekday', { ...date, against })];
  });
}

const REST = /其余|剩余|剩下|余下|各占|the rest|the remaining|remainder/i;
const PERCENT =
  /(?:百分之([零〇一二三四五六七八九十百两点]+))|(\d+(?:\.\d+)?)\s*(?:[%％]|per cent|percent)/g;
/** Said of a change or a bound, not of a share. */
const CHANGE =
  /[增涨升降跌减]|提高|以上|以下|超过|不到|至少|同比|环比|rose|fell|grew|more than|less than|over|under|up|down/i;

/** Shares of one whole, the rest among them, that make more or less than a hundred. */
function percents({ text, sentences }: Facts): Suggestion[] {
  return sentences.flatMap(([start, end]) => {
    const sentence = text.slice(start, end);
    if (!REST.test(sentence) || CHANGE.test(sentence)) return [];
    const shares = [...sentence.matchAll(PERCENT)];
    if (shares.length < 2) return [];
    const sum = shares.reduce(
      (total, [, han, arabic]) =>
        total +
        (arabic === undefined ? (hanNumber(han ?? '') ?? 0) : Number(arabic)),
      0,
    );
    // Rounded shares miss the hundred by a little.
    if (Math.abs(sum - 100) <= 0.5 * shares.length) return [];
    const last = shares.at(-1);
    const rest = sentence.search(REST);
    // “其余 30%” has to come last, or it is another whole's.
    if (!last || last.index < rest) return [];
    const at = start + (shares[0]?.index ?? 0);
    const to = start + last.index + last[0].length;
    return [
      suggestion('percent', {
        ...{ start: at, end: to, found: text.slice(at, to) },
        against: `${Number(sum.toFixed(2))}%`,
      }),
    ];
  });
}

const YEAR = '(\\d{4}|[零〇一二三四五六七八九]{4})年';
const BORN = new RegExp(
  `${YEAR}(?:\\d+月(?:\\d+日)?)?(?:出生|生于|生人)|(?:生于|出生于)${YEAR}`,
);
const AGE =
  /(?:今年|现年|如今|，|,)\s*(\d{1,3}|[一二三四五六七八九十百]{2,5})岁/;

/** Somebody's age that the year of birth beside it does not bear out, by the year of publication. */
function ages({ text, sentences, year }: Facts): Suggestion[] {
  if (year === null) return [];
  return sentences.flatMap(([start, end]) => {
    const sentence = text.slice(start, end);
    const born = BORN.exec(sentence);
    const age = AGE.exec(sentence);
    if (!born || !age) return [];
    // “那年她 20 岁” is of another year than this.
    if (/那年|当年|时年|当时|享年/.test(sentence)) return [];
    const from = yearOf(born[1] ?? born[2] ?? '');
    const years = numberOf(age[1] ?? '');
    if (from === null || years === null) return [];
    const exact = year - from;
    // Before the birthday, and in 虚岁, it is one off.
    if (Math.abs(exact - years) <= 1) return [];
    const at = start + age.index + age[0].indexOf(age[1] ?? '');
    const to = start + age.index + age[0].length;
    return [
      suggestion('age', {
        ...{ start: at, end: to, found: text.slice(at, to) },
        against: String(exact),
      }),
    ];
  });
}

const BETWEEN = new RegExp(
  `(?:从|自)?${YEAR}(?:到|至|—|–|-|~)${YEAR}[，,]?的?(?:这|整整|前后)?(\\d{1,3}|[一二三四五六七八九十]{1,4})年(?:间|里|来|中|时间)`,
  'g',
);

/** So many years between two that are not so far apart. */
function spansOfYears({ text, sentences }: Facts): Suggestion[] {
  return sentences.flatMap(([start, end]) =>
    [...text.slice(start, end).matchAll(BETWEEN)].flatMap(match => {
      const [whole, a = '', b = '', n = ''] = match;
      const [from, to, years] = [yearOf(a), yearOf(b), numberOf(n)];
      if (from === null || to === null || years === null) return [];
      // Both ends counted, or one.
      if (years === to - from || years === to - from + 1) return [];
      const at = start + match.index;
      return [
        suggestion('span', {
          ...{ start: at, end: at + whole.length, found: whole },
          against: String(to - from),
        }),
      ];
    }),
  );
}

const yearOf = (text: string): number | null =>
  text.length === 4 ? numberOf(text) : null;

const numberOf = (text: string): number | null =>
  /^\d+$/.test(text) ? Number(text) : hanInteger(text);
