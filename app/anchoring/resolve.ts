import { contextFit } from '#app/anchoring/align.ts';
import { alarmsOf } from '#app/anchoring/alarm.ts';
import type {
  Alarm,
  Anchor,
  Candidate,
  Expected,
  Resolution,
} from '#app/anchoring/anchor.ts';
import { foldStyle } from '#app/anchoring/fold.ts';
import { Search } from '#app/anchoring/search.ts';

/** The place of one anchor in `text`; see `resolveAll`. */
export function resolve(
  text: string,
  anchor: Expected,
  before?: string,
): Resolution {
  const [resolution] = resolveAll(text, [anchor], before);
  if (!resolution) throw new Error('One anchor has one resolution');
  return resolution;
}

/**
 * Where each anchor is in `text`, in the order given, which does not matter to
 * the result. Never guessed: below the floor it is lost, and with a lookalike
 * near it ambiguous. The rules are the README's A6 to A10.
 *
 * @param before the text that they were described in, where it is at hand: what
 * stood there twice, or elsewhere, is then not taken for what was moved
 */
export function resolveAll(
  text: string,
  anchors: readonly Expected[],
  before?: string,
): Resolution[] {
  const order = [...anchors.keys()].sort((a, b) => {
    const one = anchors[a];
    const other = anchors[b];
    return one && other ? one.start - other.start || one.end - other.end : 0;
  });
  const results: Resolution[] = [];
  const rest: { at: number; drift: number }[] = [];
  // What stands where its neighbour has led to, with all its context.
  let drift = 0;
  for (const at of order) {
    const anchor = anchors[at];
    if (!anchor) continue;
    const { start, hint } = anchor;
    const guesses = hint === undefined ? [start + drift, start] : [hint];
    const found = guesses.find(guess => standsAt(text, anchor, guess));
    if (found === undefined) {
      rest.push({ at, drift });
      continue;
    }
    drift = found - start;
    results[at] = placed(anchor, found, found + anchor.exact.length, 1, text);
  }
  if (rest.length === 0) return results;
  const search = new Search(text, before);
  for (const { at, drift: near } of rest) {
    const anchor = anchors[at];
    if (!anchor) continue;
    const { place, several, confidence, candidates } = search.find(
      anchor,
      near,
    );
    results[at] = place
      ? placed(anchor, place.start, place.end, confidence, text, candidates)
      : {
          ...{ state: several ? 'ambiguous' : 'lost', style: false },
          ...{ confidence, start: null, end: null, alarms: [], candidates },
        };
  }
  return results;
}

/** Whether an anchor's words stand at `start` with all their context. */
function standsAt(text: string, anchor: Anchor, start: number): boolean {
  const { prefix, exact, suffix } = anchor;
  const end = start + exact.length;
  return (
    start >= prefix.length &&
    text.startsWith(exact, start) &&
    text.startsWith(prefix, start - prefix.length) &&
    text.startsWith(suffix, end) &&
    // Cut off by the text's end, context says that there was nothing more.
    (prefix !== '' || start === 0 || text[start - 1] === '\n') &&
    (suffix !== '' || end === text.length || text[end] === '\n')
  );
}

/** An anchor at a place: what became of its words, and what to be warned of. */
function placed(
  anchor: Anchor,
  start: number,
  end: number,
  confidence: number,
  text: string,
  candidates: Candidate[] = [{ start, end, confidence }],
): Resolution {
  const { exact } = anchor;
  const words = text.slice(start, end);
  const same = words === exact;
  const style = !same && foldStyle(words) === foldStyle(exact);
  return {
    state: same ? (start === anchor.start ? 'exact' : 'moved') : 'changed',
    style,
    confidence,
    start,
    end,
    alarms:
      style || confidence === 1 ? [] : sentenceAlarms(anchor, start, end, text),
    candidates,
  };
}

/** What changed in the words or, as far as their context is known, in their sentence (A9). */
function sentenceAlarms(
  { prefix, exact, suffix }: Anchor,
  start: number,
  end: number,
  text: string,
): Alarm[] {
  const fitBefore = contextFit(prefix, text, start, false).units;
  const fitAfter = contextFit(suffix, text, end, true).units;
  return alarmsOf(
    lastSentence(prefix) + exact + firstSentence(suffix),
    lastSentence(text.slice(start - fitBefore, start)) +
      text.slice(start, end) +
      firstSentence(text.slice(end, end + fitAfter)),
  );
}

const SENTENCE_END = /[。！？!?\n]|[.](?=\s)/;

const firstSentence = (text: string): string =>
  text.split(SENTENCE_END, 1)[0] ?? '';

const lastSentence = (text: string): string =>
  text.split(SENTENCE_END).at(-1) ?? '';
