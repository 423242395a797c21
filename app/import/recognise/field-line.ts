import type { Line, Meta } from '#app/import/page.ts';
import type { MarkedLine } from '#app/import/reading.ts';
import { furniture } from '#app/import/recognise/furniture.ts';
import {
  emptyFields,
  isEndOfWay,
  sectionIn,
  takeFields,
  type Header,
} from '#app/import/recognise/header.ts';
import { mark } from '#app/import/recognise/marking.ts';
import { endsSentence, units } from '#app/import/recognise/measure.ts';
import {
  isChineseName,
  isCredit,
  isEnglishName,
  isShortName,
  readNames,
} from '#app/import/recognise/names.ts';
import { findTime } from '#app/import/recognise/time.ts';
import { bareTitle } from '#app/import/recognise/title.ts';

/** Takes a line of fields; false when it is none. */
export function takeLine(
  line: Line,
  header: Header,
  marked: MarkedLine[],
  i: number,
  language: string,
  meta: Meta,
): boolean {
  if (line.elsewhere) return false;
  // A picture says when and from whom it is, not the article.
  if (line.as === 'caption' && !isCredit(line.apart ?? line.text)) return false;
  const section = sectionIn(line.text, header.title ?? '');
  if (section !== null) {
    header.section ??= section;
    mark(marked[i], 'section');
    return true;
  }
  // A page names the box around a date as it likes; what is not of the article, it is not.
  const hinted = line.hint ?? line.parts?.find(part => part.hint);
  const shown = line.apart ?? line.text;
  const said =
    hinted !== undefined ||
    isCredit(shown) ||
    IS_SOURCE.test(shown) ||
    isDated(line.text, language) ||
    saysWhoAndWhen(shown, language);
  if (line.out === 'comment' || (line.out === 'related' && !said)) return false;
  const people = header.byline.length + header.credits.length;
  let found = takeFields(header, shown, language);
  const told = header.byline.length + header.credits.length > people;
  for (const part of line.parts ?? []) {
    if (told && part.hint === 'byline') continue;
    if (takeHinted(part.text, part.hint, header, language)) found = true;
  }
  const spaced =
    line.hint === 'section' || line.hint === 'byline'
      ? (line.apart ?? line.text)
      : line.text;
  if (!told && takeHinted(spaced, line.hint, header, language)) found = true;
  if (takeTold(line, meta, header)) found = true;
  if (!found && takeNamed(line, header)) found = true;
  if (!found) {
    const site = meta.siteName && line.text === meta.siteName;
    if (!site) return false;
    header.publisher ??= line.text;
  }
  const dated = findTime(line.text, language) !== null;
  mark(
    marked[i],
    dated || /来源|source/i.test(line.text) ? 'dateline' : 'byline',
  );
  return true;
}

/** Whether a line says when something was, and little else. */
const isDated = (text: string, language: string): boolean =>
  (findTime(text, language)?.length ?? 0) * 2 > text.length;

const IS_SOURCE = /^(来源|來源|source)\s*[:：]/i;

/** Whether a line of links says when something was written and by whom: Posted on … by … */
function saysWhoAndWhen(text: string, language: string): boolean {
  const found = emptyFields();
  return (
    takeFields(found, text, language) &&
    found.publishedAt !== null &&
    found.byline.length > 0
  );
}

/** A person and where they write, side by side: Jane Roe | The Ledger; 原创 许鹿 江城慢报. */
function takeNamed(line: Line, header: Header): boolean {
  const shown = line.apart ?? line.text;
  const pieces = shown
    .split(/\s*[|｜·•]\s*|\s{2,}/)
    .filter(piece => piece !== '' && !BESIDE_ACCOUNT.test(piece));
  const size = pieces.reduce((sum, piece) => sum + units(piece), 0);
  if (pieces.length < 2 || size > 12) return false;
  const marked = pieces[0] === '原创';
  const told = marked ? pieces.slice(1) : pieces;
  const names = told
    .slice(0, -1)
    .flatMap(piece => (isEnglishName(piece) ? [piece] : piece.split(/\s+/)));
  const last = told.at(-1) ?? '';
  if (endsSentence(line.text)) return false;
  if (names.length === 0) return marked;
  const persons =
    (names.length === 1 && names.every(isEnglishName)) ||
    (names.every(isShortName) && isAccount(last));
  if (persons && header.byline.length === 0) {
    header.byline.push(...names);
    return true;
  }
  return marked;
}

/** When, in this year, and how often it was read. */
const BESIDE_ACCOUNT =
  /^(\d{1,2}[月-]\d{1,2}日?(\s*\d{1,2}:\d{2})?|(阅读|浏览|点赞|评论|收藏)(量|数)?\s*[\d.]+\s*[万wk]?\+?)$/i;

/** What may be the name of an account or a paper, and of no person. */
const isAccount = (name: string): boolean =>
  /\p{Script=Han}/u.test(name) && units(name) <= 10 && !isShortName(name);

/** A line that begins with a name of which the page's head says that it wrote this. */
function takeTold(line: Line, { authors }: Meta, header: Header): boolean {
  if (units(line.text) > 12) return false;
  const names = authors.filter(
    name =>
      line.text.startsWith(name) &&
      (isEnglishName(name) || isChineseName(name)),
  );
  for (const name of names) {
    if (!header.byline.includes(name)) header.byline.push(name);
  }
  return names.length > 0;
}

/** Takes what a stretch's markup calls by name and its words alone don't show. */
export function takeHinted(
  text: string,
  hint: Line['hint'],
  header: Header,
  language: string,
): boolean {
  if (hint === 'byline') {
    const names = readNames(text);
    if (names.length === 0) return false;
    for (const name of names) {
      if (!header.byline.includes(name)) header.byline.push(name);
    }
    return true;
  }
  if (hint === 'time') {
    const time = findTime(text, language);
    if (!time || text.length > 60) return false;
    header.publishedAt ??= time.instant;
    return true;
  }
  if (hint === 'source' && units(text) <= 14 && !findTime(text, language)) {
    const name = text.replace(/^(来源|source|from)\s*[:：]?\s*/i, '').trim();
    if (!/\p{L}/u.test(name) || /[。！？]|^by\b/i.test(name)) return false;
    if (isChineseName(name) && !/[报社网台刊]$/.test(name)) return false;
    if (isEnglishName(name)) return false;
    header.source ??= name;
    return true;
  }
  const longest = /\p{Script=Han}/u.test(text) ? 8 : 5;
  if (hint === 'section' && units(text) <= longest && !/[。！？]/.test(text)) {
    const way = text.split(/\s*[>›»/|｜]\s*| {2,}/).filter(step => step !== '');
    // The last step of the way may be the article itself.
    const own = bareTitle(header.title ?? '');
    const name = way
      .filter(step => !isEndOfWay(step) && bareTitle(step) !== own)
      .at(-1);
    if (name && furniture(name)) return false;
    if (name) header.section ??= name;
    return true;
  }
  return false;
}
