import type { Line, Meta } from '#app/import/page.ts';
import type { MarkedLine } from '#app/import/reading.ts';
import {
  headFurniture,
  isSectionWord,
  whole,
} from '#app/import/recognise/furniture.ts';
import { readAbove } from '#app/import/recognise/above.ts';
import { takeLine } from '#app/import/recognise/field-line.ts';
import {
  emptyFields,
  isOrganisation,
  sectionIn,
  takeFields,
  type Header,
} from '#app/import/recognise/header.ts';
import { namesField } from '#app/import/recognise/joined.ts';
import { leaveOut, mark } from '#app/import/recognise/marking.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';
import {
  isChineseName,
  isCredit,
  isEnglishName,
  isOfHouse,
  isPost,
  isShortName,
  namesAlone,
  readNames,
} from '#app/import/recognise/names.ts';
import { firstWords, titleAmong } from '#app/import/recognise/plain-title.ts';
import { isPortrait } from '#app/import/recognise/portrait.ts';
import { findTime } from '#app/import/recognise/time.ts';
import {
  bareTitle,
  cleanTitles,
  fitsTitle,
  saysMost,
} from '#app/import/recognise/title.ts';
import { heldName, readLabel } from '#app/import/recognise/turns.ts';

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
  const titles = sentTitle ? [sentTitle] : meta.titles;
  const named = chooseTitle(lines, titles, meta);
  const guessed =
    titles.length === 0 ? guessTitle(lines, language, named) : null;
  const titleAt = guessed ?? named;
  const bodyAt = lines.findIndex(line => line.zone === 'body');
  const from = titleAt === null ? Math.max(0, bodyAt) : titleAt + 1;
  if (titleAt !== null) {
    mark(marked[titleAt], 'title');
    header.title = titleIn(lines[titleAt], meta);
  }
  const guess = guessed === named ? undefined : marked[guessed ?? -1];
  if (guess) guess.doubt = 'title';
  header.bodyStart = readBelow(lines, marked, header, from, language, meta);
  // The way to an article stands above it; below its title, also what it is about.
  const { section } = header;
  header.section = null;
  const beside = readAbove(lines, marked, header, titleAt ?? from, language);
  // What markup names goes before what only lies there.
  header.section ??= section ?? beside;
  return header;
}

/** A title without what else stands in its line: 原创, Opinion, a subtitle, a mark of the site's. */
function titleIn(line: Line | undefined, meta: Meta): string | null {
  const pieces = line?.apart?.split(/ {2,}/) ?? [];
  const bare = [...meta.titles, ...cleanTitles(meta)].map(bareTitle);
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
    const only = titles.length === 0 && line.level === 1;
    if (units(line.text) < 2 && fit < 3 && !only) continue;
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

/** The title where neither the page's head nor its markup names it: as it is found in a text. */
function guessTitle(
  lines: Line[],
  language: string,
  named: number | null,
): number | null {
  const left = new Set(
    lines
      .filter(line => line.out || whole(line, headFurniture))
      .map(line => line.text),
  );
  const isField = (i: number): boolean => {
    const line = lines[i];
    const text = line?.apart ?? line?.text;
    return text !== undefined && takeFields(emptyFields(), text, language);
  };
  const texts = lines.map(line => line.text);
  const first = firstWords(texts, text => left.has(text));
  const free = [...texts.keys()].filter(
    i =>
      i < first &&
      !left.has(texts[i] ?? '') &&
      sectionIn(texts[i] ?? '') === null &&
      !isField(i),
  );
  const called = free.filter(i => lines[i]?.hint === 'title');
  const headings = free.filter(i => lines[i]?.as === 'heading');
  if (named !== null) {
    // Above a title the site's name is a heading, too; right below it a subtitle.
    const best = titleAmong(texts, headings, first, isField);
    const under = best !== null && best > named + 1;
    return under && namesAlone(texts[best] ?? '').length === 0 ? best : named;
  }
  const candidates = [called, free].find(some => some.length > 0);
  return titleAmong(texts, candidates ?? [], first, isField);
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
    if (line.out && (line.out === 'hidden' || line.elsewhere)) {
      leaveOut(marked[i], line.out);
      continue;
    }
    if (line.zone === 'below') break;
    if (isOfHouse(line.text)) {
      mark(marked[i], 'credits');
      continue;
    }
    // A film's place has the article's title once more.
    if (header.title && bareTitle(line.text) === bareTitle(header.title)) {
      leaveOut(marked[i], 'control');
      continue;
    }
    if (takeLine(line, header, marked, i, language, meta)) continue;
    if (!named(header) && isNameAlone(lines, i, i - from, language, meta)) {
      const names = namesAlone(line.text);
      header.byline.push(...(names.length > 0 ? names : [line.text]));
      mark(marked[i], 'byline');
      continue;
    }
    if (line.out) {
      leaveOut(marked[i], line.out);
      continue;
    }
    if (isPortrait(line.text, header.byline)) {
      leaveOut(marked[i], 'notice');
      continue;
    }
    const isDeck = line.hint === 'deck' && line.as !== 'caption';
    if (isDeck && !isDeckTooLong(line) && !whole(line, headFurniture)) {
      mark(marked[i], 'lede');
      continue;
    }
    if (line.as === 'caption' && !whole(line, headFurniture)) {
      // A picture stands above the names and the date, or below them.
      const above = fieldsFollow(lines, i, language, 0);
      if (line.zone === 'body' && !above) break;
      mark(marked[i], 'caption');
      continue;
    }
    // Beside the name of whoever wrote it: what they are, where they work.
    const where =
      meta.siteName !== null && line.text.startsWith(`${meta.siteName}, `);
    const post =
      (marked[i - 1]?.role === 'byline' && (isPost(line.text) || where)) ||
      // The day may stand between.
      (named(header) && near(i, from) && isPost(line.text));
    const beside = post || (line.hint === 'byline' && units(line.text) <= 12);
    const reason = whole(line, headFurniture) ?? (beside ? 'control' : null);
    if (reason) {
      leaveOut(marked[i], reason);
      continue;
    }
    if (line.zone === 'body') {
      if (!fieldsFollow(lines, i, language, i - from)) break;
      if (isEnglishName(line.text) && header.byline.length === 0) {
        header.byline.push(line.text);
        mark(marked[i], 'byline');
      } else if (
        units(line.text) <= 4 &&
        line.as !== 'heading' &&
        isOrganisation(line.text)
      ) {
        header.publisher ??= line.text;
        mark(marked[i], 'dateline');
      } else mark(marked[i], 'lede');
      continue;
    }
    // Key points: above what sums the article up.
    const heads = line.as === 'heading' && lines[i + 1]?.as === 'list-item';
    if (
      isProse(line.text) ||
      isShortDeck(line, i - from) ||
      isLastAbove(lines, i) ||
      heads
    ) {
      mark(marked[i], 'lede');
    } else if (readLabel(line.text)?.text && units(line.text) >= 8) {
      mark(marked[i], 'paragraph');
    } else if (
      line.as !== 'heading' &&
      isOrganisation(line.text) &&
      !header.publisher &&
      near(i, from)
    ) {
      header.publisher = line.text;
      mark(marked[i], 'dateline');
    } else leaveOut(marked[i], 'navigation');
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

/** A line of some words right above the article's own, or above the picture over those. */
function isLastAbove(lines: Line[], i: number): boolean {
  const line = lines[i];
  const next = lines.slice(i + 1).find(one => !one.out && one.as !== 'caption');
  return (
    line?.as === undefined &&
    line?.linked !== true &&
    units(line?.text ?? '') >= 7 &&
    // Whose a picture is that was left out: …, which now holds paddles. Jane Roe/The Ledger
    !/\S\/\p{Lu}[\p{L} ]{2,40}$/u.test(line?.text ?? '') &&
    next?.zone === 'body'
  );
}

const near = (i: number, from: number): boolean => i - from <= 4;

const isDeckTooLong = (line: Line): boolean => units(line.text) > 250;

const named = ({ byline }: Header): boolean => byline.length > 0;

/** Beside an account, to hear of what it writes. */
const FOLLOW = /^[+＋]?\s*(已)?(关注|關注|follow)$/i;
/** Jane Roe, Jane X. Roe: a title may be written as longer names are. */
const TWO_NAMES = /^\p{Lu}[\p{L}.'’-]*( \p{Lu}\.)* \p{Lu}[\p{L}'’-]+$/u;
/** What somebody is, beside their name, in units. */
const MOST_BETWEEN = 6;

/** A person's name right below the title: a link to what else is theirs, beside a date, or above the site's name. */
function isNameAlone(
  lines: Line[],
  i: number,
  below: number,
  language: string,
  { siteName }: Meta,
): boolean {
  const [before, line, next] = [lines[i - 1], lines[i], lines[i + 1]];
  if (!line || below > 3) return false;
  if (namesAlone(line.text).length === 0) {
    const chinese =
      below <= 1 &&
      !line.linked &&
      line.as === undefined &&
      /^\p{Script=Han}{2,3}(?<![报社网台刊站闻局])$/u.test(line.text) &&
      isChineseName(line.text) &&
      !isSectionWord(line.text) &&
      !namesField(line.text) &&
      findTime(next?.text ?? '', language) !== null;
    return chinese || (isShortName(line.text) && FOLLOW.test(next?.text ?? ''));
  }
  if (whole(line, headFurniture)) return false;
  // Names that are links below each other are what the article is about.
  if (line.linked && next?.linked && namesAlone(next.text).length > 0)
    return false;
  const isNear = (one: Line | undefined): boolean =>
    one !== undefined &&
    (findTime(one.text, language) !== null || /^@\w+$/.test(one.text));
  const labelled =
    below > 0 &&
    /^(by|author|written by|words)\s*:?$/i.test(before?.text ?? '');
  // What they are, and where, stands between; or the day above the title.
  const between = next !== undefined && !isCredit(next.text);
  const behind =
    between && units(next.text) <= MOST_BETWEEN && isNear(lines[i + 2]);
  const apart = behind || (below === 0 && isNear(lines[i - 2]));
  const dated =
    labelled ||
    isNear(next) ||
    (below > 0 && isNear(before)) ||
    (apart && TWO_NAMES.test(line.text));
  if (line.out) return line.out === 'related' && line.linked === true && dated;
  const named = siteName !== null && next?.text === siteName;
  // Below a subtitle, right above the article's words.
  const names = namesAlone(line.text);
  const last =
    next?.zone === 'body' &&
    !next.out &&
    (names.length > 1 || TWO_NAMES.test(names[0] ?? ''));
  return line.linked === true || dated || named || last;
}

/** Whether a paragraph in the article's place is followed by its date or its people. */
function fieldsFollow(
  lines: Line[],
  i: number,
  language: string,
  below: number,
): boolean {
  const text = lines[i]?.text ?? '';
  // Where somebody speaks the header is over; 【】 holds headings, too.
  if (readLabel(text) || (/^[[［]/.test(text) && heldName(text))) return false;
  let at = -1;
  for (const line of lines.slice(i + 1, i + 7)) {
    if (line.out || line.as === 'caption' || whole(line, headFurniture))
      continue;
    at += 1;
    if (at === 3) break;
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
