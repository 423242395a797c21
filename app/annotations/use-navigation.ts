import { useMemo, type RefObject } from 'react';

import { PHONE } from '#app/annotations/widths.ts';
import type { Article, Span } from '#app/articles/article.ts';
import {
  moveHead,
  nextSentence,
  toWords,
  type Unit,
} from '#app/reader/moves.ts';
import type { ReaderHandle } from '#app/reader/Reader.tsx';

/** The element that scrolls the text, by its id; on a phone the window does. */
export const SCROLLER = 'desk';

/** Ways through the text. Each returns whether there was a way. */
export type Navigation = {
  /** Brings a character into view, if it is not. */
  scrollTo(offset: number): void;
  /** Selects a span and brings it into view. */
  choose(span: Span): boolean;
  /** Selects the sentence after what is selected, or before it. */
  sentence(by: 1 | -1): boolean;
  /** Moves an end of the selection. */
  extend(unit: Unit, by: 1 | -1): boolean;
  /** Makes the other end of the selection the one that moves. */
  swap(): boolean;
  /** Grows what is selected to whole words. */
  wholeWords(): boolean;
  section(by: 1 | -1): boolean;
};

/** Lines that stay free above what is scrolled to, in pixels. */
const ABOVE = 160;

export function useNavigation(
  article: Article,
  reader: RefObject<ReaderHandle>,
): Navigation {
  return useMemo(() => {
    const { text, sentences, language, blocks } = article;
    const ground = { text, sentences, language };

    const scrollBy = (top: number): void => {
      const phone = window.matchMedia(PHONE).matches;
      const scroller = phone ? window : document.getElementById(SCROLLER);
      scroller?.scrollBy({ top });
    };
    const scrollTo = (offset: number): void => {
      const rect = reader.current?.lineOf(Math.min(offset, text.length - 1));
      if (!rect) return;
      // On a phone the card's sheet covers the lower half.
      const free = window.matchMedia(PHONE).matches ? 0.5 : 1;
      const lowest = window.innerHeight * free - 60;
      if (rect.top < 80 || rect.bottom > lowest) scrollBy(rect.top - ABOVE);
    };
    const choose = ([anchor, head]: Span): boolean => {
      reader.current?.select({ anchor, head });
      scrollTo(anchor);
      return true;
    };
    return {
      scrollTo,
      choose,
      sentence: by => {
        const selected = reader.current?.selected() ?? null;
        const top = reader.current?.offsetAt(60);
        const span = nextSentence(sentences, selected, by, top);
        return span !== null && choose(span);
      },
      extend: (unit, by) => {
        const now = reader.current?.selection();
        if (!now) return false;
        const next = moveHead(ground, now, unit, by);
        reader.current?.select(next);
        scrollTo(next.head);
        return true;
      },
      swap: () => {
        const now = reader.current?.selection();
        if (!now) return false;
        reader.current?.select({ anchor: now.head, head: now.anchor });
        return true;
      },
      wholeWords: () => {
        const selected = reader.current?.selected();
        return selected ? choose(toWords(ground, selected)) : false;
      },
      section: by => {
        const now = reader.current?.offsetAt(ABOVE + 10) ?? 0;
        const starts = blocks
          .filter(({ type }) => type === 'heading' || type === 'title')
          .map(({ start }) => start);
        const to =
          by === 1
            ? starts.find(start => start > now)
            : starts.findLast(start => start < now);
        const line = to === undefined ? null : reader.current?.lineOf(to);
        if (line) scrollBy(line.top - ABOVE);
        return true;
      },
    };
  }, [article, reader]);
}
