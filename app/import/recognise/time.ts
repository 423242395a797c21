/** A point in time as found on a page. */
export type FoundTime = {
  /** RFC 3339. */
  instant: string;
  /** Where in the line it stands, to take it out. */
  index: number;
  length: number;
};

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

/** Names of zones as English pages print them. */
const ZONES: Record<string, string> = {
  z: 'Z',
  utc: 'Z',
  gmt: 'Z',
  bst: '+01:00',
  cet: '+01:00',
  cest: '+02:00',
  ist: '+05:30',
  hkt: '+08:00',
  sgt: '+08:00',
  jst: '+09:00',
  kst: '+09:00',
  aest: '+10:00',
  aedt: '+11:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
};

const CLOCK = String.raw`(?:[T,，\s|·–-]*(?:at\s+)?(上午|下午|晚上?|早上?|中午|凌晨)?\s*(\d{1,2})\s*[:：时点]\s*(\d{1,2})分?(?:[:：](\d{1,2})(?:\.\d+)?)?(?:秒)?\s*([ap])?\.?(?:m\b\.?)?)?`;
const ZONE = String.raw`(?:\s*\(?\s*([+-]\d{2}:?\d{2}|Z\b|[A-Z]{3,4}\b)\)?)?`;

const FORMS = [
  new RegExp(
    String.raw`(?<!\d)(?<y>\d{4})(?:\s*[-/.年]\s*|\s+(?=\d{1,2}\s*/))(?<m>\d{1,2})\s*[-/.月]\s*(?<d>\d{1,2})(?!\d)\s*日?(?:\s*[(（]?(?:星期|周|週)?[一二三四五六日天][)）]?)?` +
      CLOCK +
      ZONE,
    'u',
  ),
  new RegExp(
    String.raw`\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?${MONTH}\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>\d{4})` +
      CLOCK +
      ZONE,
    'iu',
  ),
  new RegExp(
    String.raw`\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?<d>\d{1,2})(?:st|nd|rd|th)?\s+${MONTH},?\s+(?<y>\d{4})` +
      CLOCK +
      ZONE,
    'iu',
  ),
];

/** English agencies: 8:14 PM EST, March 4, 2025. */
const CLOCK_FIRST = new RegExp(
  String.raw`(\d{1,2}:\d{2}\s*[ap]\.?m\.?)(?:\s*([A-Z]{2,4}))?,?\s+(?:on\s+)?((?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:${MONTH}\s+\d{1,2}|\d{1,2}\s+${MONTH}),?\s+\d{4})`,
  'iu',
);
/** 13.04.2025; 4/13/2025, the month first unless it can be none. */
const NUMBERED =
  /(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?![\d./])([\s,|–-]*\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?)?/i;

/** A line in which a time is written in an order of its own, in one that the forms above know. */
function reordered(
  line: string,
): { text: string; index: number; length: number } | null {
  const first = CLOCK_FIRST.exec(line);
  if (first) {
    const [whole, time = '', zone = '', date = ''] = first;
    const text = `${date} ${time}${zone.length > 2 ? ` ${zone}` : ''}`;
    return { text, index: first.index, length: whole.length };
  }
  const numbered = NUMBERED.exec(line);
  if (numbered) {
    const [whole, a = '', separator, b = '', year = '', clock = ''] = numbered;
    const dayFirst = separator === '.' || Number(a) > 12;
    const [day, month] = dayFirst ? [a, b] : [b, a];
    const text = `${year}-${month}-${day} ${clock.replace(/^[\s,|–-]+/, '')}`;
    return { text, index: numbered.index, length: whole.length };
  }
  return null;
}

/**
 * The first time in a line, in Chinese and English forms. A page without a zone
 * is +08:00 when Chinese, and UTC otherwise; a date without a time is midnight.
 * Null when there is none, or it is no date of the calendar.
 */
export function findTime(raw: string, language: string): FoundTime | null {
  if (!/\d{4}/.test(raw)) return null;
  // 8.24am: British clocks; the places of all else stay.
  const line = raw.replace(/(\d)\.(\d{2}\s*[ap]\.?m\b)/gi, '$1:$2');
  const other = reordered(line);
  const read = other ? findTime(other.text, language) : null;
  if (other && read) {
    return { ...read, index: other.index, length: other.length };
  }
  for (const form of FORMS) {
    const match = form.exec(line);
    if (!match?.groups) continue;
    const { y = '', d = '', m } = match.groups;
    const numbered = m === undefined ? 1 : 0;
    const groups = match.slice(1);
    const name = numbered
      ? groups.find(group => group && /^[a-z]{3,}$/i.test(group))
      : undefined;
    const month = m
      ? Number(m)
      : MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
    const clock = groups.slice(-6);
    const [half, hourText, minute = '0', second = '0', meridiem, zoneText] =
      clock;
    const date = [y, pad(month), pad(Number(d))].join('-');
    const hour = hourOf(Number(hourText ?? 0), half, meridiem);
    const time = `${pad(hour)}:${pad(Number(minute))}:${pad(Number(second))}`;
    if (!isReal(date, time)) continue;
    const instant = `${date}T${time}${zoneOf(zoneText, language)}`;
    return { instant, index: match.index, length: match[0].length };
  }
  return null;
}

function hourOf(hour: number, half?: string, meridiem?: string): number {
  const late =
    meridiem?.toLowerCase() === 'p' || (half && /下午|晚/.test(half));
  if (late) return hour < 12 ? hour + 12 : hour;
  return meridiem && hour === 12 ? 0 : hour;
}

function zoneOf(text: string | undefined, language: string): string {
  if (text && /^[+-]/.test(text)) {
    return text.includes(':') ? text : `${text.slice(0, 3)}:${text.slice(3)}`;
  }
  const named = text ? ZONES[text.toLowerCase()] : undefined;
  return named ?? (language === 'zh' ? '+08:00' : 'Z');
}

function isReal(date: string, time: string): boolean {
  const parsed = new Date(`${date}T${time}Z`);
  return (
    !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
  );
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** A time as a page's head writes it: ISO 8601, or as the page shows it. RFC 3339; null when it is none. */
export function readInstant(
  text: string | null,
  language: string,
): string | null {
  return text === null ? null : (findTime(text, language)?.instant ?? null);
}

/**
 * What the reader sees wins; the page's head adds what that leaves open: the hour
 * of the same day, or the zone of the same clock.
 */
export function finerTime(
  shown: string | null,
  told: string | null,
): string | null {
  if (shown === null || told === null) return shown ?? told;
  if (Date.parse(shown) === Date.parse(told)) return shown;
  const day = 10;
  const minute = 16;
  if (shown.slice(0, minute) === told.slice(0, minute)) {
    return shown.slice(0, 19) + told.slice(19);
  }
  const dateOnly = shown.slice(day + 1, 19) === '00:00:00';
  return dateOnly && shown.slice(0, day) === told.slice(0, day) ? told : shown;
}
