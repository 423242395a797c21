import type { Credit } from '#app/articles/article.ts';
import type { Line } from '#app/import/page.ts';
import type { MarkedLine } from '#app/import/reading.ts';
import {
  headFurniture,
  isSectionWord,
} from '#app/import/recognise/furniture.ts';
import { leaveOut, mark } from '#app/import/recognise/marking.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';
import {
  calm,
  isEnglishName,
  isPost,
  isShortName,
  namesAlone,
  PROVINCES,
  readPeople,
} from '#app/import/recognise/names.ts';
import { firstWords, titleAmong } from '#app/import/recognise/plain-title.ts';
import { findTime } from '#app/import/recognise/time.ts';
import { bareTitle } from '#app/import/recognise/title.ts';
import { readLabel } from '#app/import/recognise/turns.ts';

/** Fields that stand around an article's words. */
export type HeaderFields = {
  byline: string[];
  publishedAt: string | null;
  publisher: string | null;
  source: string | null;
  section: string | null;
  credits: Credit[];
};

export type Header = HeaderFields & {
  /** Null when the caller sent a title and the page shows none. */
  title: string | null;
  /** Index of the first line of the body. */
  bodyStart: number;
};

/** How far below its title an article's fields may stand, in lines. */
const REACH = 8;
/** And a name without a word about it. */
const BELOW = 4;

/**
 * Reads what stands above an article's words in a page copied as text:
 * navigation, title, byline, date, source, section. A page that shows none of
 * these fields has its title in its first line.
 */
export function markHeader(
  page: Line[],
  marked: MarkedLine[],
  language: string,
  sentTitle?: string,
): Header {
  const lines = page.map(line => line.text);
  const fieldsOf = (i: number): string => page[i]?.apart ?? lines[i] ?? '';
  const header: Header = { ...emptyFields(), title: null, bodyStart: 0 };
  const titleAt = findTitle(lines, fieldsOf, language, sentTitle);
  const end = headerEnd(lines, fieldsOf, titleAt, language);
  const candidates: number[] = [];
  // What stands below the title says more of the article than what stands above.
  const from = titleAt ?? 0;
  const order = [
    ...Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i),
    ...Array.from({ length: Math.min(from, end) }, (_, i) => from - 1 - i),
  ];
  for (const i of order) {
    const line = lines[i] ?? '';
    const path = sectionIn(line);
    const timed = findTime(line, language) !== null;
    const plain = path === null && !timed && !saysWho(fieldsOf(i), language);
    const reason = plain ? headFurniture(line) : null;
    if (i === titleAt) candidates.push(i);
    else if (path !== null) {
      header.section ??= path;
      mark(marked[i], 'section');
    } else if (reason) {
      leaveOut(marked[i], reason);
    } else if (takeFields(header, fieldsOf(i), language)) {
      mark(marked[i], timed ? 'dateline' : roleOfFields(line));
    } else candidates.push(i);
  }
  candidates.sort((a, b) => a - b);
  header.bodyStart = end;
  if (candidates.length === 0 && sentTitle === undefined) {
    // Fields came before the title, or nothing but furniture did.
    const at = end < lines.length ? end : 0;
    header.title = lines[at] ?? null;
    mark(marked[at], 'title');
    if (end < lines.length) header.bodyStart = end + 1;
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
  const chosen = titleAt ?? candidates[0] ?? null;
  const isDated = (i: number): boolean =>
    findTime(lines[i] ?? '', language) !== null;
  // A Chinese name needs a date beside it: houses have short names, too.
  const alone = (i: number): string[] => {
    const line = fieldsOf(i);
    const dated = isDated(i - 1) || isDated(i + 1);
    const below = chosen === null || i > chosen;
    return below && dated && isPersonAlone(line) ? [line] : namesAlone(line);
  };
  for (const i of candidates) {
    const line = lines[i] ?? '';
    if (i === chosen) {
      header.title = line;
      mark(marked[i], 'title');
    } else if (chosen !== null && i < chosen) {
      leaveOut(marked[i], 'navigation');
    } else if (header.byline.length === 0 && alone(i).length > 0) {
      header.byline.push(...alone(i));
      mark(marked[i], 'byline');
    } else if (marked[i - 1]?.role === 'byline' && isPost(line)) {
      leaveOut(marked[i], 'control');
    } else if (isOrganisation(line) && !header.publisher) {
      header.publisher = line;
      mark(marked[i], 'dateline');
    } else mark(marked[i], 'lede');
  }
  // Who wrote it may stand above the title, beside its date.
  for (const i of [1, 2, 3].map(up => (chosen ?? 0) - up)) {
    const dated = isDated(i - 1) || isDated(i + 1);
    const names = dated && header.byline.length === 0 ? alone(i) : [];
    if (names.length === 0) continue;
    header.byline.push(...names);
    mark(marked[i], 'byline');
  }
  return header;
}

/** Whether a line of fields names who wrote it, whatever else it says. */
function saysWho(line: string, language: string): boolean {
  const found = emptyFields();
  return takeFields(found, line, language) && found.byline.length > 0;
}

const roleOfFields = (line: string): 'byline' | 'dateline' =>
  /来源|source/i.test(line) ? 'dateline' : 'byline';

/** The line that a page's title stands in; null where no line is left for one. */
function findTitle(
  lines: string[],
  fieldsOf: (i: number) => string,
  language: string,
  sentTitle?: string,
): number | null {
  const isField = (i: number): boolean =>
    takeFields(emptyFields(), fieldsOf(i), language);
  const first = firstWords(lines, line => headFurniture(line) !== null);
  const candidates = lines
    .slice(0, first)
    .flatMap((line, i) =>
      sectionIn(line) !== null || headFurniture(line) || isField(i) ? [] : [i],
    );
  const sent = candidates.find(i => lines[i] === sentTitle);
  return sent ?? titleAmong(lines, candidates, first, isField);
}

/**
 * Where the body begins: after the last line of fields that stands near enough
 * to the title, or after the title.
 */
function headerEnd(
  lines: string[],
  fieldsOf: (i: number) => string,
  titleAt: number | null,
  language: string,
): number {
  const start = titleAt ?? -1;
  let fieldsAt = -1;
  let prose = 0;
  for (let i = start + 1; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const blank = emptyFields();
    const dated = findTime(lines[i + 1] ?? '', language) !== null;
    const near = i <= start + (dated ? REACH : BELOW);
    if (near && namesAlone(fieldsOf(i)).length > 0) {
      fieldsAt = i;
      continue;
    }
    if (sectionIn(line) !== null || takeFields(blank, fieldsOf(i), language)) {
      // A paragraph stands between: only a line of date or people is still header.
      const people = blank.byline.length + blank.credits.length > 0;
      const strong = blank.publishedAt !== null || people;
      if (prose === 0 || (strong && prose < 2)) fieldsAt = i;
      continue;
    }
    if (headFurniture(line)) {
      if (i === fieldsAt + 1 && fieldsAt > start) fieldsAt = i;
      continue;
    }
    if (isProse(line) || (readLabel(line)?.text ?? '') !== '') prose += 1;
    if (prose >= 2 || i > Math.max(start, fieldsAt) + REACH) break;
    // Once the fields have been seen below the title, whatever follows is body.
    const named = [i + 1, i + 2].some(n => saysWho(fieldsOf(n), language));
    if (fieldsAt > start && prose >= 1 && !named) break;
  }
  return fieldsAt >= 0 ? fieldsAt + 1 : start + 1;
}

export const emptyFields = (): HeaderFields => ({
  byline: [],
  publishedAt: null,
  publisher: null,
  source: null,
  section: null,
  credits: [],
});

const SOURCE =
  /(?<!图片|图像|照片|配图|图|视频|数据)(?:本文|文章|稿件|信息|新闻|内容)?(?:来源|來源|稿源|转载自|轉載自|转自)(?:于\s*[:：]?|\s*[:：｜|丨/／】]| {2,})\s*([^\s\u3000|｜]+(?: [A-Za-z][^\s\u3000|｜]*)*)/iu;
const SOURCE_IN_ENGLISH = /\bsource\s*:\s*([^|｜]+)$/i;
/** Who was asked, and wrote nothing: 访谈嘉宾：某人. */
const GUESTS =
  /(访谈|本期|对话|特邀|受访)?嘉宾\s*[:：]\s*[\p{Script=Han}、]{2,20}?(?=\s|[,，|｜;；]|来源|主持|访谈|时间|地点|$)/gu;
/** 本文来自某处，作者：某人，编辑：某人。 */
const REPRINT =
  /^本文(?:来自|转自|首发于?|来源于?|系)\s*[:：]?\s*(?:(?:微信)?公众号\s*[:：]?\s*)?(?<place>[^，,。（(]{0,30})(?:[（(][^）)]*[）)])?.{0,30}?(?<people>作者\s*[:：].*)$/u;
/** The section, as blogs name it. */
const CATEGORY =
  /(?:分类|栏目|频道)\s*[:：]\s*(?<chinese>[^\s|｜，。]{1,12})|^(?:filed under|category|section)\s*:\s*(?<english>\p{Lu}[\p{L}& ]{1,24})$|\b[Pp]osted in\s+(?<posted>\p{Lu}[\p{L}& ]{1,24}?)(?=\s+(?:on|by)\s|\s*[|•·]|\s*$)/iu;
const TIME_WORDS =
  /(发布|更新|发表|刊发|首发|最后更新|访谈|直播)?(时间|日期)\s*[:：]?|(发布|更新|发表|首发|刊发)(于|在)\s*[:：]?|(?<!\p{Script=Han})(发布|更新|发表|首发|刊发)\s*[:：]?|\b(first )?(published|posted|updated|last updated|modified|publication date)( on| at)?\s*:?/giu;
const LEFT_OVER =
  /(字号|字体|大\s*中\s*小|打印|分享|收藏|评论|听新闻|听报道|听全文|朗读|责任编辑|阅读|浏览|[上下]一[版期篇]|[约需共]*\s*\d+\s*(分钟|字)|\b[Rr]eading time:?\s*\d+ min\w*(\s*\(\d+ words\))?)\s*[:：(（]?\s*[\d.]*\s*[万wW]?\+?[)）]?|([|｜·•丨,，:：/／()（）—\s]|(?<!\p{L})-|-(?!\p{L}))+/gu;

/** Takes the fields out of a line into `into`; false when the line is none of fields. */
export function takeFields(
  into: HeaderFields,
  line: string,
  language: string,
): boolean {
  if (line.length > 300 || units(line) > 60) return false;
  let rest = line
    .replace(/\S+@\S+\.\w+/g, ' ')
    .replace(GUESTS, '  ')
    // 作 者：, as wide as three characters.
    .replace(
      /(?<!\p{Script=Han})([作记来编])\s{1,2}([者源辑])(?=\s*[:：])/gu,
      '$1$2',
    );
  const { place, people: by } = REPRINT.exec(rest)?.groups ?? {};
  const from = by ? readPeople(by) : null;
  if (from && from.byline.length > 0) {
    into.byline.push(...from.byline);
    into.credits.push(...from.credits);
    if (place && isOrganisation(place)) into.source ??= place;
    return true;
  }
  const category = CATEGORY.exec(rest);
  if (category) {
    const { chinese, english, posted } = category.groups ?? {};
    into.section ??= chinese ?? english ?? posted ?? null;
    rest = rest.replace(category[0], '  ');
  }
  const time = findTime(rest, language);
  let found = category !== null;
  if (time) {
    rest = `${rest.slice(0, time.index)}  ${rest.slice(time.index + time.length)}`;
    const second = findTime(rest, language);
    if (second) {
      rest = `${rest.slice(0, second.index)}  ${rest.slice(second.index + second.length)}`;
    }
    rest = rest.replace(TIME_WORDS, '  ');
    found = true;
  }
  const source =
    (/[来來稿转轉]/.test(rest) ? SOURCE.exec(rest) : null) ??
    SOURCE_IN_ENGLISH.exec(rest);
  const sourceName = source?.[1]?.trim().replace(/】$/, '');
  if (source && sourceName) {
    rest = `${rest.slice(0, source.index)}  ${rest.slice(source.index + source[0].length)}`;
    found = true;
  }
  const people = readPeople(
    rest
      .replace(/\b(on|at)(\s+[A-Z][a-z]{2,8},?)?\s*$/, '')
      .replace(/^(on|at|[\s|·•–—-])+(?=by\b)/i, '')
      .trim(),
  );
  if (people) {
    rest = people.rest;
    found = true;
  }
  if (!found) return false;
  const left = rest.replace(LEFT_OVER, ' ').trim();
  if (units(left) > 12 || /[。！？!?]|\p{Ll}{3}\.$/u.test(left)) return false;
  const much =
    time?.instant.slice(11, 16) === '00:00' || /[，、]/.test(left) ? 8 : 12;
  if (time && !sourceName && !people && units(left) > much) return false;
  // By Jane Roe | The Ledger
  const beside =
    people?.byline.length && units(left) <= 4 && /^by\b|\bby /i.test(line);
  if (people && left !== '' && !time && !sourceName && !beside) return false;
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
  const pieces = rest
    .split(/\s*[|｜·•丨/／]\s*|\s{2,}/)
    // Where it was written: Llanfyr, Wales.
    .filter(
      piece => !/^\p{Lu}[\p{L}'’-]+, \p{Lu}[\p{L} .]+$/u.test(piece.trim()),
    )
    .map(piece => piece.replace(LEFT_OVER, ' ').trim())
    .filter(piece => piece !== '');
  takeLeft(into, pieces, time !== null && !people);
  return true;
}

/** What stands beside fields without a word about it: a publisher, or it and a person. */
function takeLeft(into: HeaderFields, pieces: string[], dated: boolean): void {
  const words = pieces.flatMap(piece => {
    // From where somebody writes, beside the day: Jane Roe at Mill Lane.
    const name = /^(.+) (?:at|in) (?:the )?\p{Lu}[\p{L} ]*$/u.exec(piece)?.[1];
    const who = dated && name !== undefined && isEnglishName(name);
    if (who) return [name];
    return isEnglishName(piece) ? [piece] : piece.split(/\s+/);
  });
  const persons = dated ? words.filter(isPersonAlone) : [];
  const names = persons.map(calm);
  into.byline.push(...names.filter(one => !into.byline.includes(one)));
  const section = words.find(isSectionWord);
  into.section ??= section ?? null;
  const rest = words
    .filter(word => word !== section && !persons.includes(word))
    .filter(word => !PROVINCES.has(word) && !/^(原创|首发|独家)$/.test(word))
    .join(' ');
  if (rest === '' || isPost(rest)) return;
  if (isOrganisation(rest)) into.publisher ??= rest;
}

/** A name that stands beside a date without a word about it. */
const isPersonAlone = (left: string): boolean =>
  isEnglishName(left) ||
  (isShortName(left) &&
    !/[报社网台刊站号局院厅委部]$|^(今日|本地|社会|国际|财经|体育)|关注/.test(
      left,
    ));

/** A short name with no digits in it and no sentence about it. */
export function isOrganisation(line: string): boolean {
  const length = units(line);
  return (
    length >= 2 &&
    length <= 12 &&
    !/[\d，。！？?!,:：@]/.test(line) &&
    !SAYS_WHERE.test(line) &&
    !endsSentence(line)
  );
}
/** Where a report was sent from, what it was heard on: none of it a house. */
const SAYS_WHERE =
  /^(发自|發自)|^(heard|seen|aired|filed|reported|listen|watch|reporting) (on|in|from|to|by)\b/i;

const ENDS =
  /^(首页|主页|正文|文章(详情|内容|正文)?|详情(页)?|首頁|主頁|home|article|story|.{0,6}首页|(查看|返回|进入).+)$/i;
/** A step that says no more than that the site has news. */
const NEWS = /^(news|新闻|新聞)$/i;

/** Whether a step of the way to an article names no section: 首页, 正文. */
export const isEndOfWay = (step: string): boolean => ENDS.test(step);

/** The section that `首页 > 财经 > 正文` or `财经 >` names; null when a line is no such path. */
export function sectionIn(line: string, title = ''): string | null {
  // Strokes part many things; a way from the first page to the article, too.
  const stroked =
    /^((您|你)的位置\s*[:：]?\s*)?(首页|主页|首頁|主頁|home)\s*[/|｜→]|[/|｜→]\s*(正文|文章详情)$/i.test(
      line,
    );
  if (!/[>›»]/.test(line) && !stroked) return null;
  const way =
    title.length > 3 && line.endsWith(title)
      ? line.slice(0, -title.length).trim()
      : line;
  if (way.length > 60) return null;
  const items = way
    .replace(
      /^(?:您|你)?(?:当前|现在|目前)?的?(?:所在)?位置\s*[:：]?|^[∙·•]\s*/,
      '',
    )
    .split(stroked ? /\s*[>›»/|｜→]+\s*/ : /\s*[>›»]+\s*/)
    .filter(item => item !== '');
  if (
    items.length === 0 ||
    !items.every(item => /^[\p{L}\p{N}%·&'《》 -]+$/u.test(item)) ||
    items.some(item => units(item) > 8 || /[。，！？]/.test(item))
  ) {
    return null;
  }
  const last = bareTitle(title);
  const steps = items.filter(
    item => !ENDS.test(item) && bareTitle(item) !== last,
  );
  // Several beside each other between strokes, none of them the article, are a menu.
  const menu = !/[>›»→/]/.test(way) && way === line && !/正文|详情/.test(way);
  if (menu && steps.length > 1) return null;
  return steps.filter(item => !NEWS.test(item)).at(-1) ?? steps.at(-1) ?? null;
}
