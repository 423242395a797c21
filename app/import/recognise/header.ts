import type { Credit, Discarded } from '#app/articles/article.ts';
import { headFurniture } from '#app/import/recognise/furniture.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';
import { readPeople } from '#app/import/recognise/names.ts';
import { findTime } from '#app/import/recognise/time.ts';
import { readLabel } from '#app/import/recognise/turns.ts';

/** Fields that stand above an article's words. */
export type Fields = {
  byline: string[];
  publishedAt: string | null;
  publisher: string | null;
  source: string | null;
  section: string | null;
  credits: Credit[];
};

export type Header = Fields & {
  /** Null when the caller sent a title and the page shows none. */
  title: string | null;
  /** Lines between title and fields that sum the article up. */
  deck: string[];
  /** Index of the first line of the body. */
  bodyStart: number;
  discarded: Discarded[];
};

/** How far below its title an article's fields may stand, in lines. */
const REACH = 8;

/**
 * Reads what stands above an article's words: navigation, title, byline, date,
 * source, section. A page that shows none of these fields has its title in its
 * first line.
 */
export function readHeader(
  lines: string[],
  language: string,
  sentTitle?: string,
): Header {
  const header: Header = {
    title: null,
    deck: [],
    bodyStart: 0,
    discarded: [],
    byline: [],
    publishedAt: null,
    publisher: null,
    source: null,
    section: null,
    credits: [],
  };
  const end = headerEnd(lines, language);
  const candidates: number[] = [];
  for (let i = 0; i < end; i += 1) {
    const line = lines[i] ?? '';
    const path = breadcrumb(line);
    const reason = path === null ? headFurniture(line) : null;
    if (path !== null) header.section ??= path;
    else if (reason) header.discarded.push({ text: line, reason });
    else if (!takeFields(header, line, language)) candidates.push(i);
  }
  const rest = lines.slice(end);
  header.bodyStart = end;
  if (candidates.length === 0 && sentTitle === undefined) {
    // Fields came before the title, or nothing but furniture did.
    header.title = rest[0] ?? lines[0] ?? null;
    if (rest.length > 0) header.bodyStart = end + 1;
    return header;
  }
  const [first] = candidates;
  const fields = header.publishedAt ?? header.source ?? header.section;
  const bare = fields === null && header.byline.length === 0;
  if (sentTitle !== undefined && bare && lines[first ?? 0] !== sentTitle) {
    // No page around it: the title was sent, so every line is text.
    header.bodyStart = first ?? end;
    return header;
  }
  const chosen = chooseTitle(candidates, lines, sentTitle);
  for (const i of candidates) {
    const line = lines[i] ?? '';
    if (i === chosen) header.title = line;
    else if (chosen !== null && i < chosen) {
      header.discarded.push({ text: line, reason: 'navigation' });
    } else if (isOrganisation(line) && !header.publisher) {
      header.publisher = line;
    } else header.deck.push(line);
  }
  return header;
}

/**
 * Where the body begins: after the last line of fields that stands near enough
 * to the top, or after the first line that can be a title.
 */
function headerEnd(lines: string[], language: string): number {
  let titleAt = -1;
  let fieldsAt = -1;
  let prose = 0;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const blank = emptyFields();
    if (breadcrumb(line) !== null || takeFields(blank, line, language)) {
      // A paragraph stands between: only a line of date or people is still header.
      const strong = blank.publishedAt !== null || blank.byline.length > 0;
      if (prose === 0 || (strong && prose < 2)) fieldsAt = i;
      continue;
    }
    if (headFurniture(line)) {
      if (titleAt >= 0 && i === fieldsAt + 1 && fieldsAt > titleAt)
        fieldsAt = i;
      continue;
    }
    if (titleAt < 0) {
      titleAt = i;
      continue;
    }
    const anchor = Math.max(titleAt, fieldsAt);
    if (isProse(line) || (readLabel(line)?.text ?? '') !== '') prose += 1;
    if (prose >= 2 || i > anchor + REACH) break;
    // Once the fields have been seen below the title, whatever follows is body.
    if (fieldsAt > titleAt && prose >= 1) break;
  }
  if (fieldsAt >= 0 && titleAt >= 0 && fieldsAt < titleAt) return titleAt + 1;
  return fieldsAt >= 0
    ? fieldsAt + 1
    : titleAt < 0
      ? lines.length
      : titleAt + 1;
}

function chooseTitle(
  candidates: number[],
  lines: string[],
  sentTitle?: string,
): number | null {
  const same = candidates.find(i => lines[i] === sentTitle);
  if (same !== undefined) return same;
  const score = (i: number): number => {
    const line = lines[i] ?? '';
    const length = units(line) * (/\p{Script=Han}/u.test(line) ? 1 : 2);
    const sentence = /[。.；;]$/.test(line) || line.startsWith('——') ? 15 : 0;
    return Math.min(length, 20) - sentence;
  };
  const best = Math.max(...candidates.map(score));
  return candidates.find(i => score(i) >= best * 0.6) ?? candidates[0] ?? null;
}

const emptyFields = (): Fields => ({
  byline: [],
  publishedAt: null,
  publisher: null,
  source: null,
  section: null,
  credits: [],
});

const SOURCE =
  /(?:文章|稿件|信息|新闻|内容)?来源\s*[:：]\s*([^\s\u3000|｜]+(?: [A-Za-z][^\s\u3000|｜]*)*)|\bsource\s*:\s*([^|｜]+)$/iu;
const TIME_WORDS =
  /(发布|更新|发表|刊发|首发|最后更新)?(时间|日期)\s*[:：]?|(发布|更新|发表|首发|刊发)(于|在)?\s*[:：]?|\b(first )?(published|posted|updated|last updated|modified)( on| at)?\s*:?/giu;
const LEFT_OVER =
  /(字号|字体|大\s*中\s*小|打印|分享|收藏|评论|听新闻|朗读|阅读)\s*[:：]?\s*\d*|[|｜·•丨,，:：/／()（）\-—\s]+/gu;

/** Takes the fields out of a line into `into`; false when the line is none of fields. */
function takeFields(into: Fields, line: string, language: string): boolean {
  if (units(line) > 60) return false;
  let rest = line;
  const time = findTime(rest, language);
  let found = false;
  if (time) {
    rest = `${rest.slice(0, time.index)}  ${rest.slice(time.index + time.length)}`;
    const second = findTime(rest, language);
    if (second) {
      rest = `${rest.slice(0, second.index)}  ${rest.slice(second.index + second.length)}`;
    }
    rest = rest.replace(TIME_WORDS, '  ');
    found = true;
  }
  const source = SOURCE.exec(rest);
  const sourceName = (source?.[1] ?? source?.[2])?.trim();
  if (source && sourceName) {
    rest = `${rest.slice(0, source.index)}  ${rest.slice(source.index + source[0].length)}`;
    found = true;
  }
  const people = readPeople(rest.trim());
  if (people) {
    rest = people.rest;
    found = true;
  }
  if (!found) return false;
  const left = rest.replace(LEFT_OVER, ' ').trim();
  if (units(left) > 12 || /[。！？!?]/.test(left)) return false;
  if (time && !sourceName && !people && units(left) > 8) return false;
  if (people && left !== '' && !time && !sourceName) return false;
  // "更新" beside a date is a later one than that of publication.
  if (time && (into.publishedAt === null || /发布|publish/i.test(line))) {
    into.publishedAt = time.instant;
  }
  if (sourceName) into.source ??= sourceName;
  if (people) {
    for (const name of people.byline) {
      if (!into.byline.includes(name)) into.byline.push(name);
    }
    into.credits.push(...people.credits);
    into.publisher ??= people.publisher;
  }
  if (left !== '' && isOrganisation(left)) into.publisher ??= left;
  return true;
}

/** A short name with no digits in it and no sentence about it. */
function isOrganisation(line: string): boolean {
  const length = units(line);
  return (
    length >= 2 &&
    length <= 12 &&
    !/[\d，。！？?!,]/.test(line) &&
    !endsSentence(line)
  );
}

const ENDS = /^(首页|主页|正文|当前位置[:：]?|您的位置[:：]?|home)$/i;

/** The section that `首页 > 财经 > 正文` or `财经 >` names; null when a line is no such path. */
function breadcrumb(line: string): string | null {
  if (!/[>›»]/.test(line) || line.length > 60) return null;
  const items = line
    .replace(/^(当前位置|您的位置|位置)\s*[:：]?/, '')
    .split(/\s*[>›»]+\s*/)
    .filter(item => item !== '');
  if (
    items.length === 0 ||
    !items.every(item => /^[\p{L}\p{N}%·&' -]+$/u.test(item)) ||
    items.some(item => units(item) > 8 || /[。，！？]/.test(item))
  ) {
    return null;
  }
  return items.filter(item => !ENDS.test(item)).at(-1) ?? null;
}
