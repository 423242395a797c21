import type { DiscardReason } from '#app/articles/article.ts';
import type { Line } from '#app/import/page.ts';
import type { MarkedLine } from '#app/import/reading.ts';
import {
  closes,
  furniture,
  headsLinks,
  isCall,
  tailFurniture,
  whole,
} from '#app/import/recognise/furniture.ts';
import { labelBelow } from '#app/import/recognise/labels.ts';
import {
  emptyFields,
  takeFields,
  type Header,
  type HeaderFields,
} from '#app/import/recognise/header.ts';
import { leaveOut, mark } from '#app/import/recognise/marking.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';
import {
  isCredit,
  isEnglishName,
  isOfHouse,
  namesAlone,
  readPeople,
  type NamedPeople,
} from '#app/import/recognise/names.ts';
import { IS_ADVERT } from '#app/import/recognise/phrases.ts';
import {
  isAbout,
  isPortrait,
  isSelfPortrait,
} from '#app/import/recognise/portrait.ts';
import { findTime } from '#app/import/recognise/time.ts';
import { bareTitle } from '#app/import/recognise/title.ts';
import {
  readLabel,
  speakersIn,
  type Speakers,
} from '#app/import/recognise/turns.ts';

/**
 * Reads the lines below the header: passages, then credits and furniture. Gives
 * what the lines below the article's last words say.
 */
export function markBody(
  page: Line[],
  marked: MarkedLine[],
  { bodyStart, byline }: Header,
  language: string,
  siteName: string | null,
): HeaderFields {
  const tail = emptyFields();
  const inside: number[] = [];
  const below: number[] = [];
  for (let i = bodyStart; i < page.length; i += 1) {
    const line = page[i];
    if (!line) continue;
    if (line.out && !rescues(line)) leaveOut(marked[i], line.out);
    else if (line.zone === 'below' || line.out) below.push(i);
    else inside.push(i);
  }
  const kept = inside.map(i => page[i] as Line);
  // Whose a picture is says nothing of where the article ends.
  const end = bodyEnd(
    kept.map(line => (line.as === 'caption' ? '' : (line.apart ?? line.text))),
  );
  const passages: number[] = [];
  const calling = callsIn(page, inside);
  // Above the first words, too, words may be pulled out of those below.
  const above = marked.flatMap(({ role }, i) =>
    i < bodyStart && role === 'lede' && page[i]?.as === 'quote' ? [i] : [],
  );
  const pulled = pulledIn(page, [...above, ...inside]);
  for (const i of above) if (pulled.has(i)) leaveOut(marked[i], 'control');
  // Alone on its line, A is a size of type, but where Q is asked.
  const asks = inside.some(i => /^Q[:：.]?$/.test(page[i]?.text ?? ''));
  // A heading of links takes them with it, and one of whom to ask those.
  let elsewhere = false;
  let asked = false;
  for (const i of inside.slice(0, end)) {
    const line = page[i] as Line;
    const next = page[i + 1];
    const leads =
      (next?.linked === true ||
        next?.out === 'related' ||
        next?.as === 'list-item' ||
        (next !== undefined && isLooseTitle(next))) &&
      headsLinks(line.text);
    const goesOn =
      line.linked === true || line.as === 'list-item' || isLooseTitle(line);
    elsewhere = leads || (elsewhere && goesOn);
    const reason =
      isStructure(line) || (asks && /^A[:：.]?$/.test(line.text))
        ? null
        : whole(line, text => furniture(text, siteName));
    if (line.as === 'heading') asked = reason === 'contact';
    else asked &&= !isProse(line.text) && units(line.text) <= MOST_ASKED;
    const people = i - bodyStart <= 3 ? peopleIn(line) : null;
    const signs =
      people !== null &&
      (byline.length === 0 ||
        people.byline.every(name => byline.includes(name)));
    if (signs) {
      tail.byline.push(...people.byline);
      tail.credits.push(...people.credits);
    }
    if (isOfHouse(line.text) || signs) {
      mark(marked[i], 'credits');
    } else if (elsewhere) leaveOut(marked[i], 'related');
    else if (asked) leaveOut(marked[i], 'contact');
    else if (reason) leaveOut(marked[i], reason);
    else if (calling.has(i)) leaveOut(marked[i], 'advert');
    else if (pulled.has(i) || STAMP.test(line.text))
      leaveOut(marked[i], 'control');
    else if (isPortrait(line.text, byline)) leaveOut(marked[i], 'notice');
    else passages.push(i);
  }
  const runs = passages.some(i => isProse(page[i]?.text ?? ''));
  for (;;) {
    const at = passages.at(-1) ?? -1;
    const line = page[at];
    if (!line || passages.length <= 3) break;
    const signed = byline.length > 0 ? [] : signedBy(line);
    if (signed.length > 0) {
      tail.byline.push(...signed);
      mark(marked[at], 'credits');
      passages.pop();
      break;
    }
    // A heading with nothing below it heads nothing of the article; a short line
    // in bold, an appeal.
    const below = isStructure(line) ? null : tailFurniture(line.text);
    const over =
      below ??
      (isAbout(line.text, byline) ||
      isSelfPortrait(line.text, siteName) ||
      isHeadedAside(page[passages.at(-2) ?? -1]) ||
      isSignature(line, marked[at - 1])
        ? 'notice'
        : line.as === 'heading' || (runs && isLooseTitle(line))
          ? 'related'
          : line.bold &&
              isHeading(line.text) &&
              furniture(page[at + 1]?.text ?? '') === 'advert'
            ? 'advert'
            : null);
    if (!over) break;
    leaveOut(marked[at], over);
    passages.pop();
  }
  markPassages(page, marked, passages);
  const last = marked[passages.at(-1) ?? -1]?.text;
  const people = last === undefined ? null : creditsBehind(last);
  if (people) {
    tail.credits.push(...people.credits);
    tail.byline.push(...people.byline);
  }
  const rest = [...inside.slice(end), ...below].sort((a, b) => a - b);
  markTail(page, marked, rest, tail, language, byline);
  return tail;
}

/** Titles of something else, as a copy has them: short, no sentence, and no markup says what they are. */
const isLooseTitle = ({ zone, as, text }: Line): boolean =>
  zone === undefined &&
  as === undefined &&
  units(text) >= 2 &&
  units(text) <= 30 &&
  !endsSentence(text) &&
  !isRemark(text) &&
  !isCaption(text) &&
  readLabel(text) === null;

/** As long as whom to ask is, in units: a name, where they are. */
const MOST_ASKED = 10;

/** Whether a line is a day, or a name below what is left out: who edited it, when. */
const isSignature = ({ text }: Line, above: MarkedLine | undefined): boolean =>
  above?.role === 'out' &&
  above.reason === 'control' &&
  (isEnglishName(text) || findTime(text, 'en')?.length === text.length);

/** Whom a dash below an article's last words names: — Jane Roe and John Doe. */
function signedBy({ text, as }: Line): string[] {
  const name = as === undefined && /^[—–-]{1,2}\s*(.+)$/.exec(text)?.[1];
  return name ? namesAlone(name) : [];
}

/** Whom a line names that says who wrote the article, or worked on it, and nothing else. */
function peopleIn({ text, as }: Line): NamedPeople | null {
  const says = as === 'caption' || /[。！？]/.test(text);
  return !says && isCredit(text) ? readPeople(text) : null;
}

/** The lines of headings that call on the reader, and of what they say. */
function callsIn(page: Line[], at: number[]): Set<number> {
  const calling = new Set<number>();
  const heads = ({ as, bold }: Line): boolean => as === 'heading' || !!bold;
  at.forEach((i, n) => {
    const line = page[i];
    if (!line || !heads(line)) return;
    const below: number[] = [];
    for (const next of at.slice(n + 1, n + 4)) {
      const one = page[next];
      if (!one || heads(one)) break;
      below.push(next);
    }
    // A paragraph of its own, and no part of a section.
    const own = below.length <= 2 ? below : below.slice(0, 1);
    const said = own.map(next => page[next]?.text ?? '').join(' ');
    if (!isCall(line.text, said)) return;
    for (const one of [i, ...own]) calling.add(one);
  });
  return calling;
}

/** As long as words are that a page pulls out of its article, in units. */
const MOST_PULLED = 40;

/**
 * What says again, word for word, what is said already: a quote, words that are
 * pulled out of a paragraph to be seen; below a picture, its credit.
 */
function pulledIn(page: Line[], at: number[]): Set<number> {
  const asOf = (i: number | undefined) => page[i ?? -1]?.as;
  const short = at.filter((i, n) => {
    const again =
      asOf(i) === 'quote' ||
      (asOf(i) === 'caption' && asOf(at[n - 1]) === 'caption');
    return again && units(page[i]?.text ?? '') <= MOST_PULLED;
  });
  if (short.length === 0) return new Set();
  const bare = new Map(at.map(i => [i, bareTitle(page[i]?.text ?? '')]));
  return new Set(
    short.filter(i => {
      const own = bare.get(i) ?? '';
      const around =
        asOf(i) === 'quote'
          ? at.filter(other => asOf(other) !== 'quote')
          : [at[at.indexOf(i) - 1] ?? -1];
      const within = (words: string): boolean =>
        words.length >= 8 &&
        around.some(other => {
          const said = bare.get(other) ?? '';
          return said.length > words.length && said.includes(words);
        });
      // Sentences may be pulled from places of their own.
      const sentences = (page[i]?.text ?? '')
        .split(/(?<=[.!?。！？])\s*/)
        .map(bareTitle)
        .filter(sentence => sentence !== '');
      const apart = sentences.length > 1 && sentences.every(within);
      return within(own) || apart;
    }),
  );
}

/** Markup that nothing of the page around an article has. */
const isStructure = ({ as }: Line): boolean => as === 'table' || as === 'pre';

/** What names the article's people is read wherever the page puts it. */
const rescues = (line: Line): boolean =>
  line.out !== 'hidden' &&
  line.out !== 'comment' &&
  !line.elsewhere &&
  !line.linked &&
  isCredit(line.apart ?? line.text);

/**
 * Where the article is over: at the first line that only stands below one
 * (credits, rights, related stories), provided that little text follows it.
 */
function bodyEnd(lines: string[]): number {
  const speakers = speakersIn(lines.map(text => ({ text })));
  const isText = lines.map(
    text =>
      (isProse(text) && !tailFurniture(text)) ||
      speakers.read({ text }) !== null,
  );
  const total = isText.filter(Boolean).length;
  let before = 0;
  let end = lines.findIndex((line, i) => {
    const after = total - before;
    if (isText[i]) before += 1;
    return (
      i > 0 &&
      ((after * 3 <= total - after && isOver(line)) ||
        (after === 0 && !IS_ADVERT.test(line) && furniture(line) === 'advert'))
    );
  });
  if (end < 0) end = lines.length;
  while (end > 0 && tailFurniture(lines[end - 1] ?? '')) end -= 1;
  return end;
}

const isOver = (line: string): boolean =>
  closes(line) || isCredit(line) || isSourced(line);

/** Whether a line says where the article comes from, by whom, and nothing else. */
function isSourced(line: string): boolean {
  if (!/[:：丨|｜]/.test(line) || line.length > 60) return false;
  const found = emptyFields();
  return takeFields(found, line, 'zh') && found.source !== null;
}

/** Whether a line heads what is said of an article rather than by it: 关于作者. */
const isHeadedAside = (above: Line | undefined): boolean =>
  above !== undefined && labelBelow(above.text) === 'notice';

/** Who is named in brackets behind an article's last words: …。（编辑：某人）1150317 */
function creditsBehind(text: string): NamedPeople | null {
  const inside = /[（(【]([^（()）【】]{2,60})[)）】]\s*\d{0,8}$/.exec(
    text,
  )?.[1];
  return inside && isCredit(inside) ? readPeople(inside) : null;
}

/** When something was posted, to the minute, and nothing else: below each answer of a talk. */
const STAMP = /^\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}(:\d{2})?$/;

/** What an article says of what it holds: whose name is another's, what is left out. */
const isNote = (text: string): boolean =>
  units(text) <= 40 &&
  /化名|[删刪][节節]|\bnames? (in this \w+ )?(have|has) been changed\b|\bedited for (length|clarity|space)\b/i.test(
    text,
  );

function markTail(
  page: Line[],
  marked: MarkedLine[],
  at: number[],
  tail: HeaderFields,
  language: string,
  byline: string[],
): void {
  let after: DiscardReason = 'navigation';
  for (const i of at) {
    const line = page[i];
    const place = marked[i];
    if (!line || !place) continue;
    const { text } = line;
    const apart = line.apart ?? text;
    const people = isCredit(apart) ? readPeople(apart) : null;
    // Below another article stands who wrote that one; who edits works for all.
    const others =
      people?.credits.length === 0 &&
      (after !== 'navigation' || marked[i - 1]?.reason === 'related');
    if (people && !others) {
      tail.credits.push(...people.credits);
      tail.byline.push(...people.byline);
      mark(place, 'credits');
      continue;
    }
    const named = byline.length + tail.byline.length > 0;
    const signed =
      line.out || named || after !== 'navigation' ? [] : signedBy(line);
    if (signed.length > 0) {
      tail.byline.push(...signed);
      mark(place, 'credits');
      continue;
    }
    const reason = line.out ?? tailFurniture(text);
    if (!reason && after === 'navigation') {
      const bare = /^[（(【[](.*)[）)】\]]$/.exec(text)?.[1] ?? text;
      if (takeFields(tail, bare, language)) {
        mark(place, 'dateline');
        continue;
      }
    }
    if (!reason && after === 'navigation' && isNote(text)) {
      mark(place, 'paragraph');
      continue;
    }
    if (reason === 'related' || reason === 'comment') after = reason;
    leaveOut(place, reason ?? after);
  }
}

function markPassages(page: Line[], marked: MarkedLine[], at: number[]): void {
  const lines = at.map(i => page[i] as Line);
  const texts = lines.map(line => line.text);
  const speakers = speakersIn(lines);
  const headings = headingsIn(lines, speakers);
  let speaker: string | undefined;
  const put = (n: number, values: Partial<MarkedLine>): void => {
    const line = marked[at[n] ?? -1];
    if (!line) return;
    delete line.reason;
    Object.assign(line, values);
  };
  for (let n = 0; n < lines.length; n += 1) {
    const line = lines[n];
    if (!line) continue;
    const said = speakers.read(line);
    if (said) {
      speaker = said.speaker;
      if (said.text === '') {
        // A name alone on its line speaks the next one.
        put(n, { role: 'turn', text: '', speaker });
        n += 1;
        const text = texts[n];
        if (text !== undefined) put(n, { role: 'turn', text, speaker });
        continue;
      }
      put(n, { role: 'turn', text: said.text, speaker });
      continue;
    }
    const heading = headings.get(n);
    if (heading) {
      speaker = undefined;
      put(n, { role: 'heading', ...heading });
      continue;
    }
    if (line.as === 'caption' || isCaption(line.text) || isBelowPicture(line)) {
      const sure = line.as === 'caption';
      put(n, { role: 'caption', ...(sure ? {} : { doubt: 'caption' }) });
      continue;
    }
    if (line.as === 'table' || line.as === 'pre') {
      put(n, { role: line.as });
      continue;
    }
    if (isRemark(line.text) || isNote(line.text)) speaker = undefined;
    const held = speaker === undefined ? {} : { speaker };
    if (line.as === 'quote') {
      put(n, { role: 'quote', ...held });
      continue;
    }
    const item =
      line.as === 'list-item'
        ? line.text.replace(BULLET, '')
        : speaker === undefined
          ? listItem(line.text, texts, n)
          : null;
    if (item === null) {
      const asks = isUnanswered(marked[at[n - 1] ?? -1], line.text);
      put(n, { role: 'paragraph', ...held, ...(asks ? WHO : {}) });
    } else put(n, { role: 'list-item', text: item, ...held });
  }
}

const WHO = { doubt: 'speaker' } as const;

/** Whether a paragraph follows a question, and may be its answer without a name. */
const isUnanswered = (before: MarkedLine | undefined, text: string): boolean =>
  before?.role === 'turn' &&
  /[？?][”’」』"']?$/.test(before.text) &&
  !/[？?：:][”’」』"']?$/.test(text);

/** A heading that nothing but its shape tells is asked about when it is as long as a sentence. */
const LONG_HEADING = 18;

/**
 * What markup calls a heading; and short lines that stand between paragraphs and
 * say no sentence. The lowest of a page's headings below its title is level 2.
 */
function headingsIn(
  lines: Line[],
  speakers: Speakers,
): Map<number, Pick<MarkedLine, 'level' | 'doubt'>> {
  const headings = new Map<number, Pick<MarkedLine, 'level' | 'doubt'>>();
  const levels = lines.flatMap(line =>
    line.as === 'heading' && line.level ? [line.level] : [],
  );
  const top = Math.min(...levels);
  const short = lines.map(
    line =>
      (line.as === undefined || line.as === 'heading') &&
      (isHeading(line.text) || (line.bold === true && isBoldHeading(line))) &&
      !speakers.read(line) &&
      !isCaption(line.text) &&
      !isBelowPicture(line),
  );
  lines.forEach((line, i) => {
    if (line.as === 'heading' && !speakers.read(line)) {
      headings.set(i, { level: 2 + (line.level ?? top) - top });
    }
  });
  for (let i = 0; i < lines.length; i += 1) {
    let run = i;
    while (short[run]) run += 1;
    // Three short lines together are a verse or a list; the last line heads nothing.
    if (run > i && run - i <= 2 && run < lines.length) {
      for (let at = i; at < run; at += 1) {
        if (headings.has(at)) continue;
        const line = lines[at];
        const sure = line?.bold || units(line?.text ?? '') < LONG_HEADING;
        headings.set(at, { level: 2, ...(sure ? {} : { doubt: 'heading' }) });
      }
    }
    i = Math.max(i, run);
  }
  return headings;
}

/** A short line right below a picture says what is seen there, where nothing says that it is a heading. */
const isBelowPicture = ({ pictured, as, bold, text }: Line): boolean =>
  pictured === true && as === undefined && !bold && isHeading(text);

/** A short line that stands alone in bold. */
const isBoldHeading = ({ text }: Line): boolean =>
  units(text) <= 30 && !/[。，；;,]$/.test(text) && !/[.](\s|$)/.test(text);

function isHeading(line: string): boolean {
  if (
    /^(0?\d{1,2}|[一二三四五六七八九十]{1,3}|[IVX]{1,4}|Part \w+)$/.test(line)
  )
    return true;
  if (/[，。；：:,;!！…]$|[。！？…][”’」』）)]$/.test(line)) return false;
  if (/^[“"「『（(•\-*]/.test(line) && !/[”"」』]./.test(line)) return false;
  const length = units(line);
  if (/\p{Script=Han}/u.test(line)) return length <= 32 && !/。/.test(line);
  return (
    length <= 12 &&
    /^["“‘']?[\p{Lu}\d]/u.test(line) &&
    // “At some point,” she wrote, “somebody has to be believed.”
    !/[.]["”’')]*$|,["”’]/.test(line)
  );
}

const CAPTION =
  /^(图为|图\s*[:：|｜/]|图源|图片来源|资料图|▲|△|photo\s*:|photo by|image\s*:|picture\s*:)|(\S\s+摄|供图|资料图|(视觉中国|新华社)\s*(图|供图)?)[)）]?$|[。！？]\s*(摄影|摄|图)\s*[:：/／]\s*\S{2,12}$/i;

/** A picture's words or its credit. */
function isCaption(line: string): boolean {
  return line.length <= 300 && CAPTION.test(line) && units(line) <= 60;
}

/** A whole line in brackets, spoken by nobody: (根据录音整理). */
const isRemark = (line: string): boolean => /^[（(【[].*[)）】\]]$/.test(line);

const BULLET = /^[•·▪■◆●○*–-]\s+(?=\S)/u;
const NUMBER =
  /^(?:\d{1,2}[.、．)）]|[（(]?[一二三四五六七八九十]{1,3}[、）)]|[一二三四五六七八九十]{1,2}是)\s*(?=\S)/u;

/** The text of a list's item; null when a line is none. One number alone makes no list. */
function listItem(line: string, lines: string[], i: number): string | null {
  if (BULLET.test(line)) return line.replace(BULLET, '');
  if (!NUMBER.test(line)) return null;
  const neighbours = [lines[i - 1] ?? '', lines[i + 1] ?? ''];
  return neighbours.some(next => NUMBER.test(next)) ? line : null;
}

/** Whether a passage can sum the article up: a sentence, not a label. */
export function canLead(text: string): boolean {
  return endsSentence(text) || units(text) >= 30;
}
