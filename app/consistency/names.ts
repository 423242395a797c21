import type { Facts, Found } from '#app/consistency/consistency.ts';

const TITLES = [
  ...['总经理', '董事长', '负责人', '秘书长', '总编辑', '创始人', '研究员'],
  ...['馆长', '部长', '局长', '主任', '校长', '院长', '教授', '总裁', '经理'],
  ...['书记', '市长', '省长', '县长', '主编', '会长', '站长', '所长', '处长'],
];
const RANK = '常务副|副|前|原|代|首席|执行';
const TITLE = `(?<rank>${RANK})?(?<title>${TITLES.join('|')})`;
/** What stands after a name that is one. */
const SAYS =
  '说|表示|认为|告诉|介绍|指出|坦言|回忆|称|透露|强调|补充|解释|先生|女士|老师|教授';
const DOTS = /[·•・．‧]/g;

type Named = Found & { rule: 'name' | 'title' };

/** Names that are written in two ways, and people who are two ranks of one thing. */
export function namesIn(facts: Facts): Named[] {
  const known = knownIn(facts);
  return [
    ...misspelt(facts, known),
    ...misspeltSpeakers(facts),
    ...dotted(facts),
    ...western(facts),
    ...ranked(facts, known),
  ];
}

/** Names that are given, and those that stand before speech at least twice. */
function knownIn({ names, text }: Facts): Set<string> {
  const known = new Set(
    names.filter(name => /^\p{Script=Han}{2,4}$/u.test(name)),
  );
  const said = new Map<string, number>();
  for (const [name] of text.matchAll(
    new RegExp(
      `(?<=${TITLES.join('|')})\\p{Script=Han}{2,3}?(?=${SAYS})`,
      'gu',
    ),
  )) {
    said.set(name, (said.get(name) ?? 0) + 1);
  }
  for (const [name, times] of said) if (times > 1) known.add(name);
  return known;
}

/** A name of three characters with one of the last two another, where a name has to be. */
function misspelt({ text }: Facts, known: ReadonlySet<string>): Named[] {
  return [...known].flatMap(name => {
    const [family = '', second = '', third = ''] = [...name];
    if (third === '' || [...name].length !== 3) return [];
    const other = new RegExp(
      `${family}(?:${second}\\p{Script=Han}|\\p{Script=Han}${third})(?=${SAYS})`,
      'gu',
    );
    return [...text.matchAll(other)].flatMap(match => {
      const [found] = match;
      if (known.has(found)) return [];
      const start = match.index;
      return [
        {
          rule: 'name' as const,
          start,
          end: start + found.length,
          found,
          against: name,
        },
      ];
    });
  });
}

/** Of two speakers whose names differ in one character, the one who speaks less. */
function misspeltSpeakers({ blocks }: Facts): Named[] {
  const turns = new Map<
    string,
    { start: number; end: number; times: number }
  >();
  for (const { speaker, start, end } of blocks) {
    if (!speaker) continue;
    const one = turns.get(speaker) ?? { start, end, times: 0 };
    turns.set(speaker, { ...one, times: one.times + 1 });
  }
  const speakers = [...turns].sort((a, b) => b[1].times - a[1].times);
  return speakers.flatMap(([name, { start, end }], i) => {
    const like = speakers.slice(0, i).find(([other]) => isOneOff(name, other));
    return like && /^\p{Script=Han}{3}$/u.test(name)
      ? [{ rule: 'name' as const, start, end, found: name, against: like[0] }]
      : [];
  });
}

/** One family name, one length, and one character that is another. */
function isOneOff(a: string, b: string): boolean {
  const [left, right] = [[...a], [...b]];
  return (
    left.length === right.length &&
    left[0] === right[0] &&
    left.filter((one, i) => one !== right[i]).length === 1
  );
}

/** Foreign names with another dot between their parts, known by the two characters on each side of it. */
function dotted({ text }: Facts): Named[] {
  const first = new Map<string, string>();
  const pattern = /\p{Script=Han}{1,2}[·•・．‧]\p{Script=Han}{1,2}/gu;
  return [...text.matchAll(pattern)].flatMap(match => {
    const [found] = match;
    const name = found.replace(DOTS, '·');
    const against = first.get(name);
    if (against === undefined) first.set(name, found);
    if (against === undefined || against === found) return [];
    const start = match.index;
    const end = start + found.length;
    return [{ rule: 'name' as const, start, end, found, against }];
  });
}

/** Latin names of two words that share one, the other differing by a letter or a hyphen. */
function western({ text }: Facts): Named[] {
  const seen: string[] = [];
  const pattern = /\b\p{Lu}[\p{Ll}’']+ \p{Lu}[\p{L}’'-]{3,}/gu;
  return [...text.matchAll(pattern)].flatMap(match => {
    const [found] = match;
    if (seen.includes(found)) return [];
    const [given, family] = split(found);
    const like = seen.find(other => {
      const [g, f] = split(other);
      return (
        (g === given && isNear(f, family)) || (f === family && isNear(g, given))
      );
    });
    seen.push(found);
    const start = match.index;
    return like
      ? [
          {
            rule: 'name' as const,
            start,
            end: start + found.length,
            found,
            against: like,
          },
        ]
      : [];
  });
}

const split = (name: string): [string, string] => {
  const [given = '', family = ''] = name.split(' ');
  return [given, family];
};

/** One letter put in, left out or changed, in words long enough for that to be a slip. */
function isNear(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 5) return false;
  // A plural or a possessive is no other name.
  if (a.replace(/[’']?s$/, '') === b.replace(/[’']?s$/, '')) return false;
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let to = 0;
  while (
    to < Math.min(a.length, b.length) - from &&
    a.at(-1 - to) === b.at(-1 - to)
  ) {
    to += 1;
  }
  return Math.max(a.length, b.length) - from - to <= 1;
}

/** Somebody who is 馆长 here and 副馆长 there. */
function ranked({ text }: Facts, known: ReadonlySet<string>): Named[] {
  return [...known].flatMap(name => {
    const pattern = new RegExp(
      `${TITLE}${name}|${name}${TITLE.replace(/\?</g, '?<a')}`,
      'gu',
    );
    const first = new Map<string, { rank: string; found: string }>();
    return [...text.matchAll(pattern)].flatMap(match => {
      const { rank, title, arank, atitle } = match.groups ?? {};
      const [is, what] = [rank ?? arank ?? '', title ?? atitle ?? ''];
      const one = first.get(what);
      if (!one) first.set(what, { rank: is, found: match[0] });
      if (!one || one.rank === is) return [];
      const start = match.index;
      return [
        {
          rule: 'title' as const,
          ...{ start, end: start + match[0].length, found: match[0] },
          against: one.found,
        },
      ];
    });
  });
}
