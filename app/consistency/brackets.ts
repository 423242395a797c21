import type { Block } from '#app/articles/article.ts';
import type { Found } from '#app/consistency/consistency.ts';

/** What closes what; both widths of a round bracket close each other. */
const CLOSES: Record<string, string> = {
  ...{ '）': '(', ')': '(', '】': '【', ']': '[', '》': '《', '〉': '〈' },
  ...{ '」': '「', '』': '『', '”': '“', '’': '‘' },
};
const OPENS: Record<string, string> = { '（': '(' };
const OPENERS = new Set(Object.values(CLOSES));

type Open = { sign: string; at: number };

/**
 * Brackets and quotation marks that don't close, or close nothing. What is said
 * over several paragraphs opens in each and closes in the last, or opens once.
 */
export function unclosedIn(blocks: readonly Block[]): Found[] {
  const found: Found[] = [];
  const say = (
    text: string,
    from: number,
    at: number,
    against: string,
  ): void => {
    const start = from + at;
    found.push({ start, end: start + 1, found: around(text, at), against });
  };
  /** A quotation that an earlier paragraph left open. */
  let running: { block: Block; at: number } | null = null;
  for (const block of blocks) {
    if (block.type === 'pre' || block.type === 'table') continue;
    const { text, start } = block;
    const stack: Open[] = [];
    if (running && text.startsWith('“')) running = null;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at] ?? '';
      const opens = OPENS[sign] ?? sign;
      if (OPENERS.has(opens)) {
        if (!isList(text, at)) stack.push({ sign: opens, at });
        continue;
      }
      const opener = CLOSES[sign];
      if (opener === undefined || isApostrophe(text, at)) continue;
      if (isList(text, at)) continue;
      const last = stack.findLastIndex(one => one.sign === opener);
      if (last < 0) {
        if (sign === '”' && running) running = null;
        else say(text, start, at, opener);
        continue;
      }
      for (const one of stack.splice(last).slice(1)) {
        say(text, start, one.at, closerOf(one.sign));
      }
    }
    for (const one of stack) {
      if (one.sign !== '“') say(text, start, one.at, closerOf(one.sign));
      else {
        if (running) {
          say(running.block.text, running.block.start, running.at, '”');
        }
        running = { block, at: one.at };
      }
    }
    const straight = [...text.matchAll(/"/g)];
    if (straight.length % 2 === 1) {
      say(text, start, straight.at(-1)?.index ?? 0, '"');
    }
  }
  if (running) say(running.block.text, running.block.start, running.at, '”');
  return found;
}

const closerOf = (opener: string): string =>
  Object.entries(CLOSES).find(([, sign]) => sign === opener)?.[0] ?? '';

/** Enough of the words beside it to tell it from others. */
const around = (text: string, at: number): string =>
  text.slice(Math.max(0, at - 6), at + 7);

/** `1)`, `a)` at a line's beginning, and `:)`: nothing was opened. */
const isList = (text: string, at: number): boolean =>
  /[)）]/.test(text[at] ?? '') &&
  /^\s*(?:\d{1,2}|[a-zA-Z一二三四五六七八九十])$|[:;：；]-?$/.test(
    text.slice(0, at),
  );

/** don’t, the ’90s. */
const isApostrophe = (text: string, at: number): boolean =>
  text[at] === '’' &&
  (/\p{Script=Latin}/u.test(text[at - 1] ?? '') ||
    /\d/.test(text[at + 1] ?? '')) &&
  !text.slice(0, at).includes('‘');
