import type { Credit, Discarded, Passage } from '#app/articles/article.ts';
import {
  closes,
  furniture,
  tailFurniture,
} from '#app/import/recognise/furniture.ts';
import { endsSentence, isProse, units } from '#app/import/recognise/measure.ts';
import { readPeople } from '#app/import/recognise/names.ts';
import { readLabel, speakersIn } from '#app/import/recognise/turns.ts';

export type Body = {
  passages: Passage[];
  byline: string[];
  credits: Credit[];
  discarded: Discarded[];
};

/** Reads the lines below the header: passages, then credits and furniture. */
export function readBody(lines: string[]): Body {
  const end = bodyEnd(lines);
  const tail = readTail(lines.slice(end));
  const discarded: Discarded[] = [];
  const kept = lines.slice(0, end).filter(line => {
    const reason = furniture(line);
    if (reason) discarded.push({ text: line, reason });
    return !reason;
  });
  return {
    ...tail,
    passages: readPassages(kept),
    discarded: [...discarded, ...tail.discarded],
  };
}

/**
 * Where the article is over: at the first line that only stands below one
 * (credits, rights, related stories), provided that little text follows it.
 */
function bodyEnd(lines: string[]): number {
  const speakers = speakersIn(lines);
  const isText = lines.map(
    line =>
      (isProse(line) && !tailFurniture(line)) ||
      speakers.has(readLabel(line)?.label ?? ''),
  );
  const total = isText.filter(Boolean).length;
  let before = 0;
  for (const [i, line] of lines.entries()) {
    const after = total - before;
    if (i > 0 && after * 3 <= before && (closes(line) || isCredit(line))) {
      return i;
    }
    if (isText[i]) before += 1;
  }
  let end = lines.length;
  while (end > 0 && tailFurniture(lines[end - 1] ?? '')) end -= 1;
  return end;
}

/** Whether a line names people of the article and says nothing else. */
function isCredit(line: string): boolean {
  if (units(line) > 60) return false;
  const people = readPeople(line);
  return people !== null && people.rest.trim() === '';
}

function readTail(lines: string[]): Omit<Body, 'passages'> {
  const tail: Omit<Body, 'passages'> = {
    byline: [],
    credits: [],
    discarded: [],
  };
  let after: Discarded['reason'] = 'navigation';
  for (const text of lines) {
    const people = isCredit(text) ? readPeople(text) : null;
    if (people) {
      tail.credits.push(...people.credits);
      tail.byline.push(...people.byline);
      continue;
    }
    const reason = tailFurniture(text);
    if (reason === 'related' || reason === 'comment') after = reason;
    tail.discarded.push({ text, reason: reason ?? after });
  }
  return tail;
}

function readPassages(lines: string[]): Passage[] {
  const speakers = speakersIn(lines);
  const headings = headingsIn(lines, speakers);
  const passages: Passage[] = [];
  let speaker: string | undefined;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const turn = readLabel(line);
    if (turn && speakers.has(turn.label)) {
      speaker = turn.label;
      // A name alone on its line speaks the next one.
      const text = turn.text === '' ? (lines[(i += 1)] ?? '') : turn.text;
      if (text !== '') passages.push({ type: 'turn', text, speaker });
      continue;
    }
    if (headings.has(i)) {
      speaker = undefined;
      passages.push({ type: 'heading', text: line, level: 2 });
      continue;
    }
    if (isCaption(line)) {
      passages.push({ type: 'caption', text: line });
      continue;
    }
    if (isRemark(line)) speaker = undefined;
    const item = speaker === undefined ? listItem(line, lines, i) : null;
    const text = item ?? line;
    const type = item === null ? 'paragraph' : 'list-item';
    passages.push({ type, text, ...(speaker ? { speaker } : {}) });
  }
  return passages;
}

/** Short lines that stand between paragraphs and say no sentence. */
function headingsIn(lines: string[], speakers: Set<string>): Set<number> {
  const short = lines.map(
    line =>
      isHeading(line) &&
      !speakers.has(readLabel(line)?.label ?? '') &&
      !isCaption(line),
  );
  const headings = new Set<number>();
  for (let i = 0; i < lines.length; i += 1) {
    let run = i;
    while (short[run]) run += 1;
    // Three short lines together are a verse or a list; the last line heads nothing.
    if (run > i && run - i <= 2 && run < lines.length) {
      for (let at = i; at < run; at += 1) headings.add(at);
    }
    i = Math.max(i, run);
  }
  return headings;
}

function isHeading(line: string): boolean {
  if (
    /^(0?\d{1,2}|[一二三四五六七八九十]{1,3}|[IVX]{1,4}|Part \w+)$/.test(line)
  )
    return true;
  if (/[，。；：:,;!！…]$|[。！？…][”’」』）)]$/.test(line)) return false;
  if (/^[“"「『（(•\-*]/.test(line) && !/[”"」』]./.test(line)) return false;
  const length = units(line);
  if (/\p{Script=Han}/u.test(line)) return length <= 32 && !/。/.test(line);
  return length <= 12 && /^["“‘']?[\p{Lu}\d]/u.test(line) && !/[.]$/.test(line);
}

const CAPTION =
  /^(图为|图\s*[:：|｜/]|图源|图片来源|资料图|▲|△|photo\s*:|photo by|image\s*:|picture\s*:)|(\S\s+摄|供图|资料图|(视觉中国|新华社)\s*(图|供图)?)[)）]?$/i;

/** A picture's words or its credit. */
function isCaption(line: string): boolean {
  return units(line) <= 60 && CAPTION.test(line);
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
