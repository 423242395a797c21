import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type Ref,
  type RefObject,
} from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import type { Annotation } from '#app/annotations/annotation.ts';
import { layOutCards, type Wish } from '#app/annotations/card-layout.ts';
import { cardWindow, FIRST_CARDS } from '#app/annotations/card-window.ts';
import type { Span } from '#app/articles/article.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { ReaderHandle } from '#app/reader/Reader.tsx';
import { SheetGrip } from '#app/ui/SheetGrip.tsx';

export type CardColumnHandle = {
  /** The text has moved, or scrolled: cards are chosen and placed anew. */
  layOut(): void;
};

type Props = {
  /** Those that have a card. */
  cards: AnnotationList;
  active: string | null;
  /** The span that a form is open for; null when none is. */
  writing: Span | 'article' | null;
  /** The form itself. */
  form: ReactNode;
  reader: RefObject<ReaderHandle>;
  renderCard(annotation: Annotation): ReactNode;
  empty: ReactNode;
  /** The phone's sheet was dragged away. */
  onClose(): void;
  handle: Ref<CardColumnHandle>;
};

/** The id under which what is being written is laid out. */
export const WRITING = 'writing';

/** From a card's top to its first line's middle, where the leader meets it. */
const LEADER_AT = 22;

const useIsomorphicLayoutEffect =
  typeof window === 'undefined' ? useEffect : useLayoutEffect;

/**
 * The margin: cards beside their words, those alone that the window needs. The
 * active one, or else the first in view, stands exactly at its words and the
 * others stack away from it.
 */
export function CardColumn(props: Props) {
  const { t } = useTranslation();
  const { cards, active, writing, reader } = props;
  const sheet = useRef<HTMLElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const leader = useRef<HTMLElement>(null);
  const latest = useRef(props);
  latest.current = props;
  // What the server can know: the first ones. The window is known when laid out.
  const [near, setNear] = useState<readonly string[] | null>(null);
  const shown = current(near ?? firstOf(cards), cards, active);

  const place = useCallback(() => {
    const origin = column.current?.getBoundingClientRect();
    if (!origin || !column.current || !reader.current) return;
    const { active: id, writing: span, cards: all } = latest.current;
    const wishes: (Wish & { element: HTMLElement; place: number })[] = [];
    for (const element of column.current.querySelectorAll<HTMLElement>(
      '[data-card]',
    )) {
      const card = element.dataset['card'] ?? '';
      const start =
        card === WRITING
          ? Array.isArray(span)
            ? span[0]
            : null
          : (all.get(card)?.anchor?.start ?? null);
      const line = start === null ? null : reader.current.lineOf(start);
      // Ten pixels: the card's first line beside the text's first line.
      const top = line ? line.top - origin.top - 10 : 0;
      const height = element.offsetHeight;
      wishes.push({ id: card, top, height, element, place: start ?? -1 });
    }
    wishes.sort((a, b) => a.place - b.place);
    const inView = wishes.find(wish => wish.top + origin.top >= 0)?.id ?? null;
    const pivot = span ? WRITING : id;
    const pinned = wishes.some(wish => wish.id === pivot) ? pivot : inView;
    const tops = layOutCards(wishes, pinned);
    column.current.classList.add('laid');
    let bottom = 0;
    for (const { id: card, element, height } of wishes) {
      const top = tops.get(card) ?? 0;
      element.style.top = `${top}px`;
      bottom = Math.max(bottom, top + height);
    }
    column.current.style.minHeight = `${bottom + 80}px`;
    const wish = wishes.find(w => w.id === pivot);
    drawLeader(leader.current, wish, tops.get(wish?.id ?? ''), reader.current);
  }, [reader]);

  const layOut = useCallback(() => {
    const { current: text } = reader;
    if (!text) return;
    const drawn: Span = [
      text.offsetAt(-window.innerHeight / 2),
      text.offsetAt(window.innerHeight * 1.5) + 1,
    ];
    const { cards: all, active: id } = latest.current;
    const next = cardWindow(all, drawn, text.offsetAt(0), id).map(i =>
      all.id(i),
    );
    setNear(before => (before?.join() === next.join() ? before : next));
    place();
  }, [place, reader]);

  useImperativeHandle(props.handle, () => ({ layOut }), [layOut]);
  useEffect(layOut, [layOut, cards, active]);
  // The active card grows as its parts arrive, and as somebody writes in it.
  useEffect(() => {
    const card = active && document.getElementById(`a-${active}`);
    if (!card) return;
    const observer = new ResizeObserver(() => place());
    observer.observe(card);
    return () => observer.disconnect();
  }, [active, place, shown.length]);
  useIsomorphicLayoutEffect(place);

  return (
    <section
      className={`cards${active || writing ? ' open' : ''}`}
      id="cards"
      aria-label={t('desk.cards')}
      ref={sheet}
    >
      <SheetGrip sheet={sheet} onClose={props.onClose} />
      <div className="colwrap" ref={column}>
        <i className="leader" aria-hidden="true" ref={leader} />
        {writing && (
          <div className="card act writing" data-card={WRITING}>
            {props.form}
          </div>
        )}
        {shown.map(props.renderCard)}
        {cards.length === 0 && !writing && props.empty}
      </div>
    </section>
  );
}

const firstOf = (cards: AnnotationList): string[] =>
  Array.from({ length: Math.min(cards.length, FIRST_CARDS) }, (_, i) =>
    cards.id(i),
  );

/** The cards of these ids as they are now, and the active one; those that are gone are left out. */
function current(
  near: readonly string[],
  cards: AnnotationList,
  active: string | null,
): Annotation[] {
  const wanted = active === null ? near : [...near, active];
  const places = wanted.map(id => cards.indexOf(id)).filter(i => i >= 0);
  return [...new Set(places)].sort((a, b) => a - b).map(i => cards.at(i));
}

/** One pixel from the text's edge to the active card. */
function drawLeader(
  leader: HTMLElement | null,
  wish: (Wish & { element: HTMLElement }) | undefined,
  top: number | undefined,
  reader: ReaderHandle,
): void {
  if (!leader) return;
  const bracket = reader.bracket();
  leader.hidden = !wish || top === undefined || !bracket;
  const column = leader.parentElement?.getBoundingClientRect();
  if (!bracket || !column || top === undefined) return;
  const from = bracket.left + 2;
  const y = Math.min(
    Math.max(column.top + top + LEADER_AT, bracket.top + 1),
    bracket.bottom - 1,
  );
  leader.style.top = `${y - column.top}px`;
  leader.style.left = `${from - column.left}px`;
  leader.style.width = `${Math.max(0, column.left - from)}px`;
}
