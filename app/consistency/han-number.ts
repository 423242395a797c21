const DIGITS: Record<string, number> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4 },
  ...{ 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
};
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** Every character that Han numerals are written with, for a regular expression's class. */
export const HAN = '零〇一二三四五六七八九十百千万亿两';

/**
 * What a whole number in Han numerals says: 三千零五十, 一万二 (12,000), 二〇二六.
 * Null where it says none, or about how many (三四十).
 */
export function hanInteger(text: string): number | null {
  const all = [...text];
  // Read digit by digit, as years are.
  if (all.length > 1 && all.every(one => one in DIGITS && one !== '两')) {
    return Number(all.map(one => DIGITS[one]).join(''));
  }
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  /** The unit that a last digit is a tenth of: in 三百五, tens. */
  let unit = 10;
  for (const one of all) {
    if (one in DIGITS) {
      if (digit) return null;
      digit = DIGITS[one] ?? 0;
      if (digit === 0) unit = 10;
    } else if (one === '万' || one === '亿') {
      section += digit ?? 0;
      if (section === 0 && total === 0) return null;
      unit = one === '万' ? 1e4 : 1e8;
      total = one === '万' ? total + section * unit : (total + section) * unit;
      section = 0;
      digit = null;
    } else {
      unit = UNITS[one] ?? Number.NaN;
      section += (digit || 1) * unit;
      digit = null;
    }
  }
  const value = total + section + ((digit ?? 0) * unit) / 10;
  return all.length > 0 && Number.isFinite(value) ? value : null;
}

/** The same with decimals: 三点五, 一百二十点零五. */
export function hanNumber(text: string): number | null {
  const [whole = '', decimals] = text.split('点');
  const value = hanInteger(whole);
  if (decimals === undefined || value === null) return value;
  const digits = [...decimals].map(one => DIGITS[one]);
  return digits.length > 0 && digits.every(one => one !== undefined)
    ? Number(`${value}.${digits.join('')}`)
    : null;
}
