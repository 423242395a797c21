import type { Block } from '#app/articles/article.ts';
import { HAN, hanNumber } from '#app/consistency/han-number.ts';

/** A number of something. */
export type Quantity = {
  start: number;
  end: number;
  found: string;
  value: number;
  /** What is counted, by one name for all its names; empty for what we don't know. */
  unit: string;
  /** The unit's name here, where it has several; empty otherwise. */
  written: string;
  /** How the number is written. */
  form: string;
  /** Too small, or of too unknown a thing, to be asked about. */
  plain: boolean;
};

/** Units with more than one name. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['公里', '千米', 'km'],
  ['公斤', '千克', 'kg'],
  ['平方米', '平米', '㎡', 'm²'],
  ['立方米', '立米', 'm³'],
  ['厘米', '公分', 'cm'],
  ['毫米', 'mm'],
  ['摄氏度', '℃', '°C'],
  ['千瓦时', 'kWh'],
  ['小时', '钟头'],
  ['美元', '美金'],
  ['%', '％'],
  ['kilometres', 'kilometers'],
  ['per cent', 'percent'],
  ['litres', 'liters'],
  ['metres', 'meters'],
];

/** Those with one. */
const COUNTED = [
  ...['人次', '人', '个', '名', '位', '家', '间', '座', '部', '件', '条', '场'],
  ...['项', '次', '天', '岁', '页', '层', '倍', '成', '册', '本', '套', '户'],
  ...[
    '元',
    '欧元',
    '日元',
    '英镑',
    '港元',
    '亩',
    '公顷',
    '吨',
    '米',
    '升',
    '克',
  ],
  ...[
    '分钟',
    '秒',
    '年',
    '个月',
    '周',
    '字',
    '字节',
    '台',
    '辆',
    '架',
    '艘',
    '盏',
  ],
  ...['所', '处', '起', '例', '票', '股', '篇', '张', '把', '棵', '头', '只'],
];

const NAMES = [...SYNONYMS.flat(), ...COUNTED].sort(
  (a, b) => b.length - a.length,
);
const UNIT = new RegExp(
  `^\\s?(${NAMES.map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
);

const NUMBER = new RegExp(
  [
    `百分之(?<percent>[${HAN}点]+)`,
    `(?<arabic>[0-9０-９](?:[0-9０-９,，.．]*[0-9０-９])?)(?<big>(?:[百千](?![米克瓦]))?[万亿]{0,2})`,
    `(?<han>[${HAN}]+(?:点[零〇一二三四五六七八九]+)?)`,
  ].join('|'),
  'g',
);

/** Said of about as many: 三百多, 十几, 余. */
const ABOUT = /^[多余几来]/;
/** Beneath this, Han numerals are words like others. */
const LEAST = 11;

const BIG: Record<string, number> = {
  ...{ 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8, 万亿: 1e12 },
  ...{ 百万: 1e6, 千万: 1e7, 百亿: 1e10, 千亿: 1e11 },
};

/** The numbers of a text that are of something. */
export function quantitiesIn(blocks: readonly Block[]): Quantity[] {
  return blocks.flatMap(({ text, start: from }) =>
    [...text.matchAll(NUMBER)].flatMap(match => {
      const one = quantityAt(text, match);
      return one
        ? [{ ...one, start: from + one.start, end: from + one.end }]
        : [];
    }),
  );
}

function quantityAt(text: string, match: RegExpExecArray): Quantity | null {
  const { percent, arabic, han, big = '' } = match.groups ?? {};
  const start = match.index;
  // 第三十八, version 3.2, a code, the time: of nothing that is counted.
  const before = text.slice(Math.max(0, start - 2), start);
  if (/[第\w.\-—/]$|\d[:：]$/.test(before)) return null;
  const after = text.slice(start + match[0].length);
  if (ABOUT.test(after)) return null;
  if (percent !== undefined) {
    const value = hanNumber(percent);
    return value === null
      ? null
      : {
          ...{ start, end: start + match[0].length, found: match[0], value },
          ...{ unit: '%', written: '', form: 'han', plain: false },
        };
  }
  const named = UNIT.exec(after);
  const name = named?.[1] ?? '';
  const value =
    han === undefined ? arabicValue(arabic ?? '', big) : hanNumber(han);
  if (value === null || name === '') return null;
  // A year, or the time of day.
  if (name === '年' && /^[12]\d{3}$/.test(String(value))) return null;
  const family = SYNONYMS.find(names => names.includes(name));
  const end = start + match[0].length + (named?.[0].length ?? 0);
  return {
    ...{ start, end, found: text.slice(start, end), value },
    unit: family?.[0] ?? name,
    written: family ? name : '',
    form: han === undefined ? `${formOf(arabic ?? '')}${big}` : 'han',
    plain: value < LEAST && name !== '%' && name !== '％',
  };
}

function arabicValue(digits: string, big: string): number | null {
  const plain = digits
    .replace(/[０-９．，]/g, one =>
      String.fromCharCode(one.charCodeAt(0) - 0xfee0),
    )
    .replace(/,(?=\d{3}(?!\d))/g, '');
  const value = Number(plain);
  const times = big === '' ? 1 : BIG[big];
  return Number.isFinite(value) && times !== undefined
    ? Number((value * times).toPrecision(15))
    : null;
}

/** Full-width, with or without separators. */
function formOf(digits: string): string {
  if (/[０-９]/.test(digits)) return 'full';
  return digits.includes(',') ? 'grouped' : 'arabic';
}
