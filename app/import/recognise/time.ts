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
  pht: '+08:00',
  myt: '+08:00',
  awst: '+08:00',
  wib: '+07:00',
  pkt: '+05:00',
  msk: '+03:00',
  eest: '+03:00',
  eet: '+02:00',
  sast: '+02:00',
  nzst: '+12:00',
  nzdt: '+13:00',
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
  akst: '-09:00',
  akdt: '-08:00',
  hst: '-10:00',
};

/** Zones that are named for summer and winter alike. */
const REGIONS: Record<string, string> = {
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
  uk: 'Europe/London',
};

/** By region: to make one takes longer than to read a page. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone,
    timeZoneName: 'longOffset',
  });
  formats.set(timeZone, made);
  return made;
}

/** A region's offset on a day: `-04:00`. */
function offsetIn(timeZone: string, wall: string): string {
  const part = formatOf(timeZone)
    .formatToParts(new Date(wall))
    .find(({ type }) => type === 'timeZoneName');
  return /[+-]\d\d:\d\d/.exec(part?.value ?? '')?.[0] ?? 'Z';
}

/** As pages print them; anything else behind a time is a word. */
const NAMED = [...Object.keys(ZONES), ...Object.keys(REGIONS)]
  .map(name => name.toUpperCase())
  .join('|');

/** Behind an hour, which then needs no minutes: 5 a.m. */
const HALF = String.raw`\s*[ap]\.?m\b\.?`;
const CLOCK = String.raw`(?:[T,，\s|·•∙–/-]*(?:at\s+)?(上午|下午|晚上?|早上?|中午|凌晨)?\s*(\d{1,2})(?:\s*[:：时点]\s*(\d{1,2})分?(?:[:：](\d{1,2})(?:\.\d+)?)?(?:秒)?|(?=${HALF}))\s*([ap])?\.?(?:m\b\.?)?)?`;
const ZONE = String.raw`(?:,?\s*\(?\s*([+-]\d{2}:?\d{2}|(?:${NAMED})\b)\)?)?`;

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
    String.raw`\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?<d>\d{1,2})(?:st|nd|rd|th|\.)?\s+${MONTH},?\s+(?<y>\d{4})` +
      CLOCK +
      ZONE,
    'iu',
  ),
];

/** 8.24am, 16.12 GMT. */
const DOTTED = new RegExp(
  String.raw`(\d)\.(\d{2}\s*(?:[ap]\.?m|${NAMED})\b)`,
  'gi',
);
/** 30 July 2026 08.50. */
const DOTTED_BEHIND =
  /(?<=\p{L}{3}\.?,? (?:\d{1,2},? )?20\d{2},? (?:at )?)(\d{1,2})\.(\d{2})(?![\d.])/gu;

/** English agencies: 8:14 PM EST, March 4, 2025. */
const CLOCK_FIRST = new RegExp(
  String.raw`(\d{1,2}(?::\d{2}(?:\s*[ap]\.?m\.?)?|${HALF}))(?:\s*([A-Z]{2,4}))?(?:,|\s*[•·|])?\s+(?:on\s+)?((?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:${MONTH}\s+\d{1,2}|\d{1,2}\s+${MONTH}),?\s+\d{4})`,
  'iu',
);
/** 13.04.2025; 4/13/2025, the month first unless it can be none. */
const NUMBERED = new RegExp(
  String.raw`(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2}(?=\s+\d{1,2}:))(?![\d./])([\s,|–-]*\d{1,2}(?::\d{2}(?:${HALF})?|${HALF})(?:\s+(?:${NAMED})\b)?)?`,
  'i',
);

/** 民國115年3月3日: the years since 1911, as offices in Taiwan write them. */
const REPUBLIC = /民[國国]\s*(\d{2,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/u;

/** A line in which a time is written in an order of its own, in one that the forms above know. */
function reordered(
  line: string,
): { text: string; index: number; length: number } | null {
  const republic = REPUBLIC.exec(line);
  if (republic) {
    const [whole, year = '', month = '', day = ''] = republic;
    const text = `${Number(year) + 1911}-${month}-${day}`;
    return { text, index: republic.index, length: whole.length };
  }
  const first = CLOCK_FIRST.exec(line);
  if (first) {
    const [whole, time = '', zone = '', date = ''] = first;
    const known = zone.toLowerCase() in { ...ZONES, ...REGIONS };
    const text = `${date} ${time}${known ? ` ${zone}` : ''}`;
    return { text, index: first.index, length: whole.length };
  }
  const numbered = NUMBERED.exec(line);
  if (numbered) {
    const [whole, a = '', separator, b = '', year = '', clock = ''] = numbered;
    const dayFirst = separator === '.' || Number(a) > 12;
    const [day, month] = dayFirst ? [a, b] : [b, a];
    const full = year.length === 2 ? `20${year}` : year;
    const named = MONTHS[Number(month) - 1] ?? '';
    const text = `${named} ${day}, ${full} ${clock.replace(/^[\s,|–-]+/, '')}`;
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
  if (!/\d{4}|\/\d{2} |民[國国]/.test(raw)) return null;
  // 8.24am, 16.12 GMT: British clocks; the places of all else stay.
  const line = raw.replace(DOTTED, '$1:$2').replace(DOTTED_BEHIND, '$1:$2');
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
    const zone = zoneOf(zoneText, language, `${date}T${time}Z`);
    const instant = `${date}T${time}${zone}`;
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

/** @param wall the clock's own time, written as if it were UTC */
function zoneOf(
  text: string | undefined,
  language: string,
  wall: string,
): string {
  if (text && /^[+-]/.test(text)) {
    return text.includes(':') ? text : `${text.slice(0, 3)}:${text.slice(3)}`;
  }
  const name = text?.toLowerCase() ?? '';
  const region = REGIONS[name];
  if (region) return offsetIn(region, wall);
  const named = ZONES[name];
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
  const swapped = dayFirst(shown, told);
  if (swapped) return finerTime(swapped, told);
  if (Date.parse(shown) === Date.parse(told)) return shown;
  const day = 10;
  const minute = 16;
  if (shown.slice(0, minute) === told.slice(0, minute)) {
    return shown.slice(0, 19) + told.slice(19);
  }
  const dateOnly = shown.slice(day + 1, 19) === '00:00:00';
  if (dateOnly) {
    if (shown.slice(0, day) === told.slice(0, day)) return told;
    const hours = hoursBetween(`${shown.slice(0, 19)}Z`, told);
    // Somewhere on earth it was that day.
    return /\d:\d\d/.test(told) && hours > -14 && hours < 36 ? told : shown;
  }
  // One moment, told in UTC, and by a clock whose zone the page does not show.
  const apart = hoursBetween(told, `${shown.slice(0, minute)}:00Z`);
  const assumed = /(Z|\+08:00)$/.test(shown) && /(Z|[+-]00:00)$/.test(told);
  const zoned = Math.abs(apart) <= 14 && Number.isInteger(apart * 4);
  return assumed && zoned ? shown.slice(0, 19) + offset(apart) : shown;
}

const hoursBetween = (from: string, to: string): number =>
  (Date.parse(`${to.slice(0, 16)}:00${to.slice(19)}`) -
    Date.parse(`${from.slice(0, 16)}:00${from.slice(19)}`)) /
  3_600_000;

/** 11/09/2025 where the page's head knows that it is the eleventh of September; null otherwise. */
function dayFirst(shown: string, told: string): string | null {
  const [year = '', month = '', day = ''] = shown.slice(0, 10).split('-');
  const other = `${year}-${day}-${month}`;
  if (month === day || other !== told.slice(0, 10)) return null;
  return other + shown.slice(10);
}

/** Hours as RFC 3339 writes them: 10 is +10:00. */
function offset(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  return `${hours < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
