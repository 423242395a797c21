import type { Line, Meta } from '#app/import/page.ts';
import type { MarkedLine } from '#app/import/reading.ts';
import {
  furniture,
  headFurniture,
  whole,
} from '#app/import/recognise/furniture.ts';
import {
  emptyFields,
  isEndOfWay,
  isOrganisation,
  sectionIn,
  takeFields,
  type Header,
} from '#app/import/recognise/header.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';
import {
  isChineseName,
  isCredit,
  isEnglishName,
  isOfHouse,
  readNames,
} from '#app/import/recognise/names.ts';
import { findTime } from '#app/import/recognise/time.ts';
import { bareTitle, fitsTitle, saysMost } from '#app/import/recognise/title.ts';
import { readLabel } from '#app/import/recognise/turns.ts';

/** How far above a title its section and date may stand, in lines. */
const ABOVE = 6;

/**
 * Reads what stands above an article's words in a page whose markup says where
 * those are: the title that the reader sees, and the fields around it.
 */
export function markStructured(
  lines: Line[],
  marked: MarkedLine[],
  meta: Meta,
  language: string,
  sentTitle?: string,
): Header {
  const header: Header = { ...emptyFields(), title: null, bodyStart: 0 };
  const titleAt = chooseTitle(
    lines,
    sentTitle ? [sentTitle] : meta.titles,
    meta,
  );
  const bodyAt = lines.findIndex(line => line.zone === 'body');
  const from = titleAt === null ? Math.max(0, bodyAt) : titleAt + 1;
  if (titleAt !== null) {
    mark(marked, titleAt, 'title');
    header.title = titleIn(lines[titleAt], meta.titles);
  }
  header.bodyStart = readBelow(lines, marked, header, from, language, meta);
  // The way to an article stands above it; below its title, also what it is about.
  const { section } = header;
  header.section = null;
  const beside = readAbove(lines, marked, header, titleAt ?? from, language);
  // What markup names goes before what only lies there.
  header.section ??= section ?? beside;
  return header;
}

function mark(marked: MarkedLine[], i: number, role: MarkedLine['role']): void {
  const line = marked[i];
  if (!line) return;
  line.role = role;
  delete line.reason;
}

/** A title without what else stands in its line: 原创, a mark of the site's. */
function titleIn(line: Line | undefined, titles: string[]): string | null {
  const pieces = line?.apart?.split(/ {2,}/) ?? [];
  const bare = titles.map(bareTitle);
  const exact = pieces.find(piece => fitsTitle(piece, bare) === 3);
  return exact ?? line?.text ?? null;
}

function chooseTitle(
  lines: Line[],
  titles: string[],
  { siteName }: Meta,
): number | null {
  const lastBody = lines.findLastIndex(line => line.zone === 'body');
  const site = siteName ? bareTitle(siteName) : null;
  const bare = titles.map(bareTitle);
  let best = 2.9;
  let chosen: number | null = null;
  for (const [i, line] of lines.entries()) {
    if (line.out === 'hidden' || (lastBody >= 0 && i > lastBody)) continue;
    if (line.hint === 'site' || line.text.length > 300) continue;
    if (line.as && line.as !== 'heading') continue;
    const heading = line.as === 'heading' || line.hint === 'title';
    const fit =
      fitsTitle(line.text, bare) ||
      Number(heading && saysMost(line.text, titles));
    if (fit === 0 && !heading) continue;
    if (site !== null && bareTitle(line.text) === site) continue;
    if (units(line.text) < 2 && fit < 3) continue;
    const level = line.level === 1 ? 2 : line.level === 2 ? 0.6 : 0;
    const score =
      (fit === 3 ? 7 : fit * 2) +
      level +
      (heading ? 1 : 0) +
      (line.hint === 'title' ? 0.5 : 0) -
      (line.out ? 3 : 0);
    if (score > best) {
      best = score;
      chosen = i;
    }
  }
  return chosen;
}

/** Reads the lines below the title until the article's words begin; gives where they do. */
function readBelow(
  lines: Line[],
  marked: MarkedLine[],
  header: Header,
  from: number,
  language: string,
  meta: Meta,
): number {
  let i = from;
  for (; i < lines.length; i += 1) {
    const line = lines[i];
    if (!line) break;
    if (line.out === 'hidden') {
      out(marked, i, 'hidden');
      continue;
    }
    if (line.zone === 'below') break;
    if (isOfHouse(line.text)) {
      mark(marked, i, 'credits');
      continue;
    }
    if (takeLine(line, header, marked, i, language, meta)) continue;
    if (line.out) {
      out(marked, i, line.out);
      continue;
    }
    const isDeck = line.hint === 'deck' && line.as !== 'caption';
    if (isDeck && !isDeckTooLong(line) && !whole(line, headFurniture)) {
      mark(marked, i, 'lede');
      continue;
    }
    if (line.as === 'caption' && !whole(line, headFurniture)) {
      // A film's place has the article's title once more.
      if (header.title && bareTitle(line.text) === bareTitle(header.title)) {
        out(marked, i, 'control');
        continue;
      }
      // A picture stands above the names and the date, or below them.
      const above = fieldsFollow(lines, i, language, 0);
      if (line.zone === 'body' && !above) break;
      mark(marked, i, 'caption');
      continue;
    }
    if (isNameAlone(line, lines[i + 1], i - from, meta) && !named(header)) {
      header.byline.push(line.text);
      mark(marked, i, 'byline');
      continue;
    }
    // Beside the name of whoever wrote it: what they are, where they work.
    const beside = line.hint === 'byline' && units(line.text) <= 12;
    const reason = whole(line, headFurniture) ?? (beside ? 'control' : null);
    if (reason) {
      out(marked, i, reason);
      continue;
    }
    if (line.zone === 'body') {
      if (!fieldsFollow(lines, i, language, i - from)) break;
      if (isEnglishName(line.text) && header.byline.length === 0) {
        header.byline.push(line.text);
        mark(marked, i, 'byline');
      } else if (units(line.text) <= 4 && isOrganisation(line.text)) {
        header.publisher ??= line.text;
        mark(marked, i, 'dateline');
      } else mark(marked, i, 'lede');
      continue;
    }
    if (isProse(line.text) || isShortDeck(line, i - from)) {
      mark(marked, i, 'lede');
    } else if (readLabel(line.text)?.text && units(line.text) >= 8) {
      mark(marked, i, 'paragraph');
    } else if (
      isOrganisation(line.text) &&
      !header.publisher &&
      near(i, from)
    ) {
      header.publisher = line.text;
      mark(marked, i, 'dateline');
    } else out(marked, i, 'navigation');
  }
  return i;
}

/** A line below the title that says something: a subtitle, or points that sum it up. */
const isShortDeck = (line: Line, below: number): boolean =>
  !line.linked &&
  ((below === 0 &&
    units(line.text) >= 6 &&
    line.hint !== 'byline' &&
    line.hint !== 'time') ||
    (line.as === 'list-item' && units(line.text) >= 5) ||
    (units(line.text) >= 5 && endsSentence(line.text)));

const near = (i: number, from: number): boolean => i - from <= 4;

const isDeckTooLong = (line: Line): boolean => units(line.text) > 250;

function out(
  marked: MarkedLine[],
  i: number,
  reason: NonNullable<MarkedLine['reason']>,
): void {
  const line = marked[i];
  if (line) Object.assign(line, { role: 'out', reason });
}

const named = ({ byline }: Header): boolean => byline.length > 0;

/** A person's name right below the title: a link to what else is theirs, or above the site's name. */
const isNameAlone = (
  line: Line,
  next: Line | undefined,
  below: number,
  { siteName }: Meta,
): boolean =>
  below <= 3 &&
  isEnglishName(line.text) &&
  (line.linked === true || (siteName !== null && next?.text === siteName));

/** Whether a paragraph in the article's place is followed by its date or its people. */
function fieldsFollow(
  lines: Line[],
  i: number,
  language: string,
  below: number,
): boolean {
  if (readLabel(lines[i]?.text ?? '')) return false;
  const next = lines
    .slice(i + 1, i + 7)
    .filter(
      line => !line.out && line.as !== 'caption' && !whole(line, headFurniture),
    );
  for (const [at, line] of next.slice(0, 3).entries()) {
    const isNamed =
      line.hint === 'byline' && at === 0 && line.parts === undefined;
    if (isNamed && readNames(line.text).length > 0) return true;
    const found = emptyFields();
    if (takeFields(found, line.apart ?? line.text, language)) {
      return (
        found.publishedAt !== null ||
        (found.byline.length > 0 &&
          at === 0 &&
          (line.hint === 'byline' || below === 0))
      );
    }
  }
  return false;
}

/** Takes a line of fields; false when it is none. */
function takeLine(
  line: Line,
  header: Header,
  marked: MarkedLine[],
  i: number,
  language: string,
  meta: Meta,
): boolean {
  // A picture says when and from whom it is, not the article.
  if (line.as === 'caption' && !isCredit(line.apart ?? line.text)) return false;
  const section = sectionIn(line.text, header.title ?? '');
  if (section !== null) {
    header.section ??= section;
    mark(marked, i, 'section');
    return true;
  }
  // A page names the box around a date as it likes; what is not of the article, it is not.
  const hinted = line.hint ?? line.parts?.find(part => part.hint);
  if (line.out === 'comment' || (line.out === 'related' && !hinted)) {
    return false;
  }
  const people = header.byline.length + header.credits.length;
  let found = takeFields(header, line.apart ?? line.text, language);
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
    marked,
    i,
    dated || /来源|source/i.test(line.text) ? 'dateline' : 'byline',
  );
  return true;
}

/** A person and where they write, side by side: Jane Roe | The Ledger; 原创 许鹿 江城慢报. */
function takeNamed(line: Line, header: Header): boolean {
  const pieces = (line.apart ?? line.text)
    .split(/\s*[|｜·•]\s*|\s{2,}/)
    .filter(piece => piece !== '');
  if (pieces.length < 2 || units(line.text) > 12) return false;
  const marked = pieces[0] === '原创';
  const [name = '', ...rest] = marked ? pieces.slice(1) : pieces;
  if (endsSentence(line.text) || rest.length > 1) return false;
  const person =
    isEnglishName(name) ||
    (name.length <= 3 && isChineseName(name) && rest.some(isAccount));
  if (person && rest.length > 0 && header.byline.length === 0) {
    header.byline.push(name);
    return true;
  }
  return marked;
}

/** What may be the name of an account or a paper, and of no person. */
const isAccount = (name: string): boolean =>
  /\p{Script=Han}/u.test(name) &&
  units(name) <= 10 &&
  (name.length > 3 || !isChineseName(name));

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
function takeHinted(
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
    const name = way.filter(step => !isEndOfWay(step)).at(-1);
    if (name && furniture(name)) return false;
    if (name) header.section ??= name;
    return true;
  }
  return false;
}

/** A word or two in the head of the article itself, right above its title. */
const isSectionAbove = ({ text, path, hint, linked }: Line): boolean =>
  !linked &&
  units(text) <= 6 &&
  !/\d/.test(text) &&
  (hint === 'title' || /(^|>)header(\.|$)/.test(path ?? ''));

/** A word or two, or one link alone, in what the title lies in. */
const isBeside = (line: Line, title: Line | undefined): boolean =>
  !line.out &&
  !line.apart &&
  !/\d/.test(line.text) &&
  units(line.text) <= (line.linked ? 4 : 3) &&
  within(line.path).includes(within(title?.path)[0] ?? '');

/** The places that a line may lie in: the one around its own, and its own. */
const within = (path = ''): string[] => {
  const steps = path.split('>');
  return [steps.slice(-3, -1).join('>'), steps.slice(-2).join('>')];
};

/**
 * Reads what stands above the title: the way to it, its section, now and then its
 * date. Gives what may be its section, too: nothing but its place says so.
 */
function readAbove(
  lines: Line[],
  marked: MarkedLine[],
  header: Header,
  titleAt: number,
  language: string,
): string | null {
  let beside: string | null = null;
  for (let i = titleAt - 1; i >= 0; i -= 1) {
    const line = lines[i];
    if (!line) continue;
    if (line.out === 'hidden') {
      out(marked, i, 'hidden');
      continue;
    }
    const section = sectionIn(line.text, header.title ?? '');
    if (section !== null) {
      header.section ??= section;
      mark(marked, i, 'section');
      continue;
    }
    const pictured = line.as === 'caption' && !line.out && !line.linked;
    if (pictured && titleAt - i <= ABOVE && units(line.text) >= 5) {
      mark(marked, i, 'caption');
      continue;
    }
    if (titleAt - i <= ABOVE && (!line.out || line.hint === 'section')) {
      const { hint, text } = line;
      const inWhole =
        (hint === 'section' || hint === 'time' || hint === 'byline') &&
        takeHinted(
          hint === 'section' ? (line.apart ?? text) : text,
          hint,
          header,
          language,
        );
      const inPart =
        hint !== 'section' &&
        (line.parts ?? []).some(
          part =>
            part.hint === 'section' &&
            takeHinted(part.text, 'section', header, language),
        );
      const named = inWhole || inPart;
      const { publisher } = header;
      const taken = takeFields(header, line.apart ?? text, language);
      if (taken && publisher === null && header.publisher !== null) {
        // Beside a date above the title stands what the article belongs to.
        header.section ??= header.publisher;
        header.publisher = null;
      }
      const names = isSectionAbove(line);
      const alone =
        (names || isBeside(line, lines[titleAt])) && !whole(line, furniture);
      if (!named && !taken && i === titleAt - 1 && alone) {
        beside = text.split(/\s*[|｜]\s*/)[0] ?? null;
        mark(marked, i, 'section');
        continue;
      }
      if (named || taken) {
        mark(marked, i, hint === 'section' ? 'section' : 'dateline');
        continue;
      }
    }
    out(marked, i, line.out ?? whole(line, headFurniture) ?? 'navigation');
  }
  return beside;
}
