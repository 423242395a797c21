import type { Block, Span } from '#app/articles/article.ts';
import { isSettled, type CoverageRun } from '#app/claims/coverage.ts';
import { quotationsIn } from '#app/claims/quotations.ts';

/** What in a text asks most to be checked. */
export const FACT_KINDS = ['number', 'date', 'name', 'quotation'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** UTF-16 offsets into the version's text, half-open. */
export type Fact = { kind: FactKind; start: number; end: number };

const HAN = '零〇一二三四五六七八九十百千万亿两';

const DATE = new RegExp(
  [
    `[0-9０-９${HAN}]{2,4}年(?:[0-9０-９${HAN}]{1,3}月(?:[0-9０-９${HAN}]{1,3}[日号])?)?`,
    `[0-9０-９${HAN}]{1,3}月(?:[0-9０-９${HAN}]{1,3}[日号])?`,
    `(?:周|星期|礼拜)[一二三四五六日天]`,
    `\\d{4}-\\d{1,2}-\\d{1,2}`,
    `(?:\\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \\d{1,2})?(?:,? \\d{4})?`,
    `\\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b`,
  ].join('|'),
  'g',
);

/** What a single Han numeral counts: without it, 一 and 两 are words like others. */
const COUNTED =
  '年月日号天周时分秒岁人次个名位家间座部场件条页层倍成元角亿万千百吨米里亩度级届期版章';

const NUMBER = new RegExp(
  [
    `百分之[0-9０-９${HAN}点]+`,
    `第[0-9０-９${HAN}]+`,
    `[0-9０-９](?:[0-9０-９.,．，:：/]*[0-9０-９])?(?:[万亿千百]+)?[%％‰]?`,
    `[${HAN}]{2,}(?:点[${HAN}]+)?`,
    `[二三四五六七八九十百千](?=[${COUNTED}])`,
    `一(?=[成倍亿万千百])`,
    `\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half)\\b`,
  ].join('|'),
  'gi',
);

/** Words that say nothing with their numerals. */
const IDIOM =
  /千万别|千万不要|一一|万一|十分|百般|千方百计|三番五次|九牛一毛|一万个/g;

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';

/** Names by what stands beside them: a title before, speech or a title after. */
const NAME = new RegExp(
  [
    `(?<=馆长|部长|局长|主任|校长|院长|教授|记者|总裁|董事长|经理|书记|市长|省长|医生|律师)[${SURNAMES}]\\p{Script=Han}{1,2}(?=[说称道，、：表认告介指坦回在和与])`,
    `[${SURNAMES}]\\p{Script=Han}{1,2}(?=说|表示|认为|告诉|介绍|指出|坦言|回忆|先生|女士|教授|主任|馆长)`,
    `(?<=[\\p{L}\\p{N},;”’] )\\p{Lu}\\p{Ll}+(?:[-'’ ]\\p{Lu}\\p{Ll}+)+`,
  ].join('|'),
  'gu',
);

/**
 * Numbers, dates, names and quotations of a text, by where they begin. They are
 * taken from their form: a question each, not a finding.
 */
export function factsIn(blocks: readonly Block[]): Fact[] {
  const facts: Fact[] = [];
  for (const { text, start: from } of blocks) {
    const taken: Span[] = [...text.matchAll(IDIOM)].map(spanOf);
    const find = (kind: FactKind, pattern: RegExp): void => {
      for (const match of text.matchAll(pattern)) {
        const [start, end] = spanOf(match);
        if (taken.some(([s, e]) => s < end && start < e)) continue;
        taken.push([start, end]);
        facts.push({ kind, start: from + start, end: from + end });
      }
    };
    find('date', DATE);
    find('number', NUMBER);
    find('name', NAME);
  }
  for (const [start, end] of quotationsIn(blocks)) {
    facts.push({ kind: 'quotation', start, end });
  }
  return facts.sort((a, b) => a.start - b.start || b.end - a.end);
}

const spanOf = (match: RegExpExecArray): Span => [
  match.index,
  match.index + match[0].length,
];

/** Those that no check and no decided claim covers whole. */
export function uncheckedOf(
  facts: readonly Fact[],
  runs: readonly CoverageRun[],
): Fact[] {
  let at = 0;
  return facts.filter(({ start, end }) => {
    while (at < runs.length && (runs[at]?.end ?? 0) <= start) at += 1;
    for (let i = at; (runs[i]?.start ?? Infinity) < end; i += 1) {
      const run = runs[i];
      if (run && !isSettled(run.state)) return true;
    }
    return false;
  });
}
