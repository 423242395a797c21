import type { Alarm } from '#app/anchoring/anchor.ts';

const NUMBERS =
  /[0-9０-９][0-9０-９.,．，:：/]*[0-9０-９]|[0-9０-９]|[零〇一二三四五六七八九十百千万亿两]+/g;

const NEGATIONS =
  /[不没未无非否别勿莫]|\b(?:not|no|never|none|nor|neither|nobody|nothing|without|cannot)\b|n['’]t\b/gi;

/** Idioms and nouns in which these characters deny nothing. */
const DENY_NOTHING =
  /不过|非常|非洲|无论|不仅|不但|别人|未来|特别|分别|区别|差别|性别|级别|识别|告别|无锡|莫非|是否|能否/g;

/** The hundred surnames that cover most people, and some of two characters. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';

const HAN_NAME = new RegExp(
  `(?:欧阳|司马|上官|诸葛|[${SURNAMES}])\\p{Script=Han}{1,2}`,
  'gu',
);
/** Words with a capital that no sentence begins with. */
const LATIN_NAME = /(?<=[\p{L}\p{N},;] )\p{Lu}\p{L}+(?:[-'’]\p{L}+)*/gu;

const all = (text: string, pattern: RegExp): string[] =>
  text.match(pattern) ?? [];

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** Digits of either kind and width as one, so that a change of style is none. */
const plainDigits = (text: string): string =>
  text.replace(/[０-９．，：]/g, c =>
    String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );

/**
 * What is other in `after` than in `before` that no eye may pass over: its
 * figures, what denies, whom it names. Names are taken from their form, which
 * finds some that are none; each is a question, not a finding.
 */
export function alarmsOf(before: string, after: string): Alarm[] {
  if (before === after) return [];
  const alarms: Alarm[] = [];
  const numbers = (text: string) => all(plainDigits(text), NUMBERS);
  if (!same(numbers(before), numbers(after))) alarms.push('number');
  const denials = (text: string) =>
    all(text.replace(DENY_NOTHING, ''), NEGATIONS).map(word =>
      word.toLowerCase(),
    );
  if (!same(denials(before), denials(after))) alarms.push('negation');
  if (namesDiffer(before, after)) alarms.push('name');
  return alarms;
}

/** Whether each has a name that the other has not: one went, another came. */
function namesDiffer(before: string, after: string): boolean {
  const missing = (from: string, to: string): boolean => {
    const there = to.toLowerCase();
    return [...all(from, HAN_NAME), ...all(from, LATIN_NAME)].some(
      name => !there.includes(name.toLowerCase()),
    );
  };
  return missing(before, after) && missing(after, before);
}
