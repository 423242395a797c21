import type { Span } from '#app/articles/article.ts';

/** A selection with a direction: `head` is the end that moves. UTF-16 offsets. */
export type Selection = { anchor: number; head: number };

export type Unit = 'character' | 'word' | 'sentence';

/** What moves are made over. */
export type Ground = {
  text: string;
  /** The version's own sentences, in order. */
  sentences: readonly Span[];
  /** BCP 47. */
  language: string;
};

export const spanOf = ({ anchor, head }: Selection): Span =>
  anchor < head ? [anchor, head] : [head, anchor];

/**
 * Moves the head by one unit. It crosses the anchor rather than empty the
 * selection, and stays where it is at the text's ends.
 */
export function moveHead(
  ground: Ground,
  { anchor, head }: Selection,
  unit: Unit,
  by: 1 | -1,
): Selection {
  const step = (from: number): number => {
    if (unit === 'character') return byCharacter(ground.text, from, by);
    if (unit === 'word') return byWord(ground, from, by);
    return bySentence(ground.sentences, from, by, anchor);
  };
  const next = step(head);
  const past = next === anchor ? step(next) : next;
  return { anchor, head: past === anchor ? head : past };
}

/** The span, grown to whole words. Words are the platform's (UAX 29, and a dictionary for Chinese). */
export function toWords({ text, language }: Ground, [start, end]: Span): Span {
  const words = segmenter('word', language);
  const first = lineAt(text, start);
  const last = lineAt(text, Math.max(start, end - 1));
  let from = start;
  for (const { index, segment } of words.segment(first.text)) {
    const at = first.start + index;
    if (at <= start && start < at + segment.length) from = at;
  }
  let to = end;
  for (const { index, segment } of words.segment(last.text)) {
    const at = last.start + index;
    if (at < end && end <= at + segment.length) to = at + segment.length;
  }
  return [from, to];
}

/** The sentence after what is selected, or before it; at `from` when nothing is. */
export function nextSentence(
  sentences: readonly Span[],
  selected: Span | null,
  by: 1 | -1,
  from = 0,
): Span | null {
  if (!selected) return sentences.find(([, end]) => end > from) ?? null;
  return by === 1
    ? (sentences.find(([start]) => start >= selected[1]) ?? null)
    : (sentences.findLast(([, end]) => end <= selected[0]) ?? null);
}

function byCharacter(text: string, from: number, by: 1 | -1): number {
  const line = lineAt(text, from);
  const at = from - line.start;
  // A line's end and the next line's start are one place to whoever selects.
  if (by === 1 && at === line.text.length) {
    return from < text.length ? byCharacter(text, from + 1, by) : from;
  }
  if (by === -1 && at === 0) {
    return from > 0 ? byCharacter(text, from - 1, by) : from;
  }
  const bounds = boundsOf(segmenter('grapheme', 'und'), line.text);
  const next =
    by === 1 ? bounds.find(b => b > at) : bounds.findLast(b => b < at);
  return next === undefined ? from : line.start + next;
}

function byWord(ground: Ground, from: number, by: 1 | -1): number {
  const { text, language } = ground;
  const line = lineAt(text, from);
  const at = from - line.start;
  const bounds = boundsOf(segmenter('word', language), line.text);
  const next =
    by === 1
      ? bounds.find((b, i) => b > at && isInk(line.text, bounds[i - 1] ?? 0, b))
      : bounds.findLast(
          (b, i) =>
            b < at && isInk(line.text, b, bounds[i + 1] ?? line.text.length),
        );
  if (next !== undefined) return line.start + next;
  const beyond = by === 1 ? line.start + line.text.length + 1 : line.start - 1;
  if (beyond < 0 || beyond > text.length) return from;
  return byWord(ground, beyond, by);
}

function bySentence(
  sentences: readonly Span[],
  head: number,
  by: 1 | -1,
  anchor: number,
): number {
  const starts = sentences.map(([start]) => start);
  const ends = sentences.map(([, end]) => end);
  // An end that moves stops at ends, a start at starts; what crosses the anchor changes sides.
  if (by === 1) {
    const next = (head < anchor ? starts : ends).find(at => at > head);
    if (next === undefined || (head < anchor && next >= anchor)) {
      return ends.find(at => at > anchor) ?? head;
    }
    return next;
  }
  const next = (head > anchor ? ends : starts).findLast(at => at < head);
  if (next === undefined || (head > anchor && next <= anchor)) {
    return starts.findLast(at => at < anchor) ?? head;
  }
  return next;
}

/** The block that an offset lies in, its end included. */
function lineAt(text: string, offset: number): { start: number; text: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, text: text.slice(start, end < 0 ? undefined : end) };
}

const isInk = (text: string, from: number, to: number): boolean =>
  text.slice(from, to).trim() !== '';

function boundsOf(by: Intl.Segmenter, text: string): number[] {
  return [...[...by.segment(text)].map(s => s.index), text.length];
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(
  granularity: 'word' | 'grapheme',
  language: string,
): Intl.Segmenter {
  const key = `${granularity} ${language}`;
  const known = segmenters.get(key);
  if (known) return known;
  const made = new Intl.Segmenter(language, { granularity });
  segmenters.set(key, made);
  return made;
}
