import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  type ReactNode,
  type Ref,
} from 'react';

import type { Block, Span } from '#app/articles/article.ts';
import type { Lying, MetaItem } from '#app/reader/block-dom.ts';
import { BlockView } from '#app/reader/block-view.ts';
import { htmlOf } from '#app/reader/html.ts';
import { Painter } from '#app/reader/marks/painter.ts';
import type { Mark, Marks } from '#app/reader/marks/mark.ts';
import { spanOf, type Selection } from '#app/reader/moves.ts';
import { Positions } from '#app/reader/positions.ts';
import { Ruler } from '#app/reader/ruler.ts';
import { writeGutters } from '#app/reader/gutters.ts';
import {
  caretIn,
  select,
  selectionIn,
  trimSpan,
} from '#app/reader/selection.ts';
import { whenIdle } from '#app/ui/when-idle.ts';

/** What the desk may ask of a mounted reader. Offsets are UTF-16, into the version's text. */
export type ReaderHandle = {
  /** Paints other marks at once, in the frame to come. */
  showMarks(marks: Marks): void;
  /** Client rectangles of a span's lines. */
  rectsOf(span: Span): DOMRect[];
  /** Client rectangle of the line that a character is on; null when it has none. */
  lineOf(offset: number): DOMRect | null;
  /** The first character whose line reaches below a height of the window. */
  offsetAt(y: number): number;
  /** Client rectangle of the bracket beside the active mark; null when none is drawn. */
  bracket(): DOMRect | null;
  /** Client rectangle of a block's text, by its index. */
  blockRect(index: number): DOMRect | null;
  select(selection: Selection): void;
  /** Shows where words were found, and which of the places is the one. */
  showFound(spans: readonly Span[], current: number): void;
  /** What is selected at this moment, as the browser has it; `onSelect` hears of it a little later. */
  selection(): Selection | null;
  /** The same without white space at its ends. */
  selected(): Span | null;
  /** The character that was pressed last, while nothing is selected; null for none. */
  caret(): number | null;
  focus(): void;
};

type Props = {
  blocks: Block[];
  meta: MetaItem[];
  language: string;
  label: string;
  marks: Marks;
  active: string | null;
  /** The mark of what is being written; null for none. */
  writing: Mark | null;
  /** What lies on each block, by its index: its gutter says it. */
  lying: ReadonlyMap<number, Lying>;
  /** The selection changed; null when nothing of the text is selected. */
  onSelect(span: Span | null): void;
  /** A press on marks, the nearest and shortest first; empty beside them. */
  onPress(marks: Mark[], at: { x: number; y: number }): void;
  /** The button in a block's gutter was pressed. */
  onBlock(index: number): void;
  /** What is drawn has changed; `relaid` when the text itself has moved. */
  onPaint(relaid: boolean): void;
  handle: Ref<ReaderHandle>;
  children?: ReactNode;
};

type Mounted = {
  painter: Painter;
  ruler: Ruler;
  positions: Positions;
  views: readonly BlockView[];
};

/** How far beside a mark a finger still touches it, in pixels. */
const FINGER = 22;

const useIsomorphicLayoutEffect =
  typeof window === 'undefined' ? useEffect : useLayoutEffect;

/**
 * The article's text. The server renders its HTML, and it is read, marked and
 * selected as it stands; once the page rests, a ProseMirror view takes it over,
 * never editable.
 */
export function Reader(props: Props) {
  const { blocks, meta, language, marks, active, writing, lying } = props;
  const root = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const mounted = useRef<Mounted | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const paintedBefore = useRef(false);

  // What the server sent, with what lay on it then: from then on the gutters change it.
  const times = useRef(0);
  const drawn = useMemo(() => {
    const { lying: said } = latest.current;
    times.current += 1;
    const html = { __html: htmlOf(blocks, meta, said) };
    return { html, said, key: times.current };
  }, [blocks, meta]);
  const text = useMemo(() => blocks.map(b => b.text).join('\n'), [blocks]);

  useIsomorphicLayoutEffect(() => {
    const element = root.current;
    if (!element || !overlay.current) return;
    const views = [...element.querySelectorAll<HTMLElement>('.blk')].map(
      (dom, index) => new BlockView(dom, index, drawn.said.get(index)),
    );
    const positions = new Positions(element, blocks, views);
    const ruler = new Ruler(blocks, positions, views);
    const painter = new Painter({
      text: element,
      overlay: overlay.current,
      blocks,
      ruler,
      onPaint: relaid => latest.current.onPaint(relaid),
    });
    mounted.current = { painter, ruler, positions, views };
    const onSelection = (): void => {
      const found = selectionIn(element, positions);
      latest.current.onSelect(found && trimSpan(text, spanOf(found)));
    };
    document.addEventListener('selectionchange', onSelection);
    // What was selected before the page came to life.
    if (selectionIn(element, positions)) onSelection();
    let gone = false;
    let takeAway = (): void => {};
    const callOff = whenIdle(() => {
      import('#app/reader/view.ts').then(
        ({ mountView }) => {
          if (!gone) takeAway = mountView(element, blocks, meta, views);
        },
        // The network is away: it reads all the same.
        () => {},
      );
    }, 2000);
    return () => {
      gone = true;
      callOff();
      takeAway();
      document.removeEventListener('selectionchange', onSelection);
      painter.destroy();
      mounted.current = null;
    };
  }, [blocks, drawn, meta, text]);

  useIsomorphicLayoutEffect(() => {
    if (!mounted.current) return;
    mounted.current.painter.show(marks, active, writing);
    if (!paintedBefore.current) performance.mark('marks-painted');
    paintedBefore.current = true;
  }, [marks, active, writing, drawn]);

  useIsomorphicLayoutEffect(() => {
    if (!mounted.current) return;
    return writeGutters(mounted.current.views, lying);
  }, [lying, drawn]);

  useImperativeHandle(
    props.handle,
    (): ReaderHandle => {
      const selection = (): Selection | null =>
        root.current && mounted.current
          ? selectionIn(root.current, mounted.current.positions)
          : null;
      return {
        showMarks: shown => mounted.current?.painter.showMarks(shown),
        rectsOf: ([start, end]) =>
          mounted.current?.ruler.rectsOf(start, end) ?? [],
        lineOf: offset => mounted.current?.ruler.lineOf(offset) ?? null,
        offsetAt: y => mounted.current?.ruler.offsetAt(y) ?? 0,
        bracket: () => mounted.current?.painter.bracket() ?? null,
        blockRect: index => mounted.current?.ruler.blockRect(index) ?? null,
        showFound: (spans, current) =>
          mounted.current?.painter.showFound(spans, current),
        select: wanted => {
          if (mounted.current) select(mounted.current.positions, wanted);
        },
        selection,
        selected: () => {
          const found = selection();
          return found && trimSpan(text, spanOf(found));
        },
        caret: () =>
          root.current && mounted.current
            ? caretIn(root.current, mounted.current.positions)
            : null,
        focus: () => root.current?.focus({ preventScroll: true }),
      };
    },
    [text],
  );

  const onClick = (event: React.MouseEvent): void => {
    const { target, clientX: x, clientY: y } = event;
    const button = target instanceof Element ? target.closest('.lie') : null;
    if (button instanceof HTMLElement) {
      return props.onBlock(Number(button.dataset['block']));
    }
    if (!document.getSelection()?.isCollapsed) return;
    const coarse = matchMedia('(pointer: coarse)').matches;
    const radius = coarse ? FINGER : 0;
    props.onPress(mounted.current?.painter.hit(x, y, radius) ?? [], { x, y });
  };

  return (
    <div className="reader" onClick={onClick}>
      <div className="marks" aria-hidden="true" ref={overlay} />
      <article className="read" lang={language}>
        <div
          // Another text is another element: this one may be a view's.
          key={drawn.key}
          ref={root}
          className="text"
          tabIndex={0}
          role="document"
          aria-label={props.label}
          suppressHydrationWarning
          dangerouslySetInnerHTML={drawn.html}
        />
        {props.children}
      </article>
    </div>
  );
}
