import type { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { EditorView, type NodeViewConstructor } from 'prosemirror-view';
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  type ReactNode,
  type Ref,
} from 'react';

import { BLOCK_TYPES, type Block, type Span } from '#app/articles/article.ts';
import { BlockView } from '#app/reader/block-view.ts';
import { documentOf } from '#app/reader/document.ts';
import { htmlOf } from '#app/reader/html.ts';
import { Painter } from '#app/reader/marks/painter.ts';
import type { Mark, Marks } from '#app/reader/marks/mark.ts';
import { spanOf, type Selection } from '#app/reader/moves.ts';
import { Positions } from '#app/reader/positions.ts';
import { Ruler } from '#app/reader/ruler.ts';
import { writeGutters } from '#app/reader/gutters.ts';
import type { BlockAttrs, Lying, MetaItem } from '#app/reader/schema.ts';
import {
  caretIn,
  select,
  selectionIn,
  spanInHtml,
  trimSpan,
} from '#app/reader/selection.ts';

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
  /** The element that scrolls, by its id; the window scrolls where it does not. */
  scrollerId: string;
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
  view: EditorView;
  painter: Painter;
  ruler: Ruler;
  blockViews: Map<number, BlockView>;
};

/** How far beside a mark a finger still touches it, in pixels. */
const FINGER = 22;

const useIsomorphicLayoutEffect =
  typeof window === 'undefined' ? useEffect : useLayoutEffect;

/**
 * The article's text. The server renders its HTML; here a ProseMirror view is
 * mounted on it, never editable, keeping what was selected and scrolled to.
 */
export function Reader(props: Props) {
  const { blocks, meta, language, marks, active, writing, lying, scrollerId } =
    props;
  const root = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const mounted = useRef<Mounted | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const paintedBefore = useRef(false);

  const doc = useMemo(() => documentOf(blocks, meta), [blocks, meta]);
  // What the server sent; from then on the text is the view's.
  const html = useMemo(
    () => ({ __html: htmlOf(doc, latest.current.lying) }),
    [doc],
  );
  const positions = useMemo(() => new Positions(blocks), [blocks]);
  const text = useMemo(() => blocks.map(b => b.text).join('\n'), [blocks]);

  useIsomorphicLayoutEffect(() => {
    const scroller = document.getElementById(scrollerId);
    if (!root.current || !overlay.current || !scroller) return;
    const starts = blocks.map(block => block.start);
    const selected = spanInHtml(root.current, starts);
    const scrolled = scroller.scrollTop;
    const blockViews = new Map<number, BlockView>();
    const view = new EditorView(
      { mount: root.current },
      {
        state: EditorState.create({ doc }),
        editable: () => false,
        attributes: { class: 'text' },
        nodeViews: nodeViews((node, index) => {
          const made = new BlockView(node, latest.current.lying.get(index));
          blockViews.set(index, made);
          return made;
        }),
      },
    );
    stopWatching(view);
    const ruler = new Ruler(
      blocks,
      positions,
      index => blockViews.get(index)?.contentDOM,
    );
    const painter = new Painter({
      text: view.dom,
      overlay: overlay.current,
      blocks,
      ruler,
      onPaint: relaid => latest.current.onPaint(relaid),
    });
    mounted.current = { view, painter, ruler, blockViews };
    if (selected) {
      select(view, positions, { anchor: selected[0], head: selected[1] });
    }
    if (scroller.scrollTop !== scrolled) scroller.scrollTop = scrolled;

    const onSelection = (): void => {
      const found = selectionIn(view, positions);
      latest.current.onSelect(found && trimSpan(text, spanOf(found)));
    };
    document.addEventListener('selectionchange', onSelection);
    if (selected) onSelection();
    return () => {
      document.removeEventListener('selectionchange', onSelection);
      painter.destroy();
      view.destroy();
      mounted.current = null;
    };
  }, [blocks, doc, positions, scrollerId, text]);

  useIsomorphicLayoutEffect(() => {
    if (!mounted.current) return;
    mounted.current.painter.show(marks, active, writing);
    if (!paintedBefore.current) performance.mark('marks-painted');
    paintedBefore.current = true;
  }, [marks, active, writing, doc]);

  useIsomorphicLayoutEffect(() => {
    if (!mounted.current) return;
    return writeGutters(mounted.current.blockViews, lying);
  }, [lying, doc]);

  useImperativeHandle(
    props.handle,
    (): ReaderHandle => {
      const selection = (): Selection | null =>
        mounted.current && selectionIn(mounted.current.view, positions);
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
          if (mounted.current) select(mounted.current.view, positions, wanted);
        },
        selection,
        selected: () => {
          const found = selection();
          return found && trimSpan(text, spanOf(found));
        },
        caret: () =>
          mounted.current && caretIn(mounted.current.view, positions),
        focus: () => root.current?.focus({ preventScroll: true }),
      };
    },
    [positions, text],
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
          ref={root}
          className="text"
          tabIndex={0}
          role="document"
          aria-label={props.label}
          suppressHydrationWarning
          dangerouslySetInnerHTML={html}
        />
        {props.children}
      </article>
    </div>
  );
}

/**
 * Nobody types here, so the view need not watch its DOM: it would answer every
 * word in a gutter by looking for a changed selection, which lays the page out.
 */
function stopWatching(view: EditorView): void {
  // Internal to prosemirror-view, and there since its first version.
  const { domObserver } = view as unknown as { domObserver: { stop(): void } };
  domObserver.stop();
}

/** One constructor for every type of block. */
function nodeViews(
  make: (node: Node, index: number) => BlockView,
): Record<string, NodeViewConstructor> {
  const one: NodeViewConstructor = node =>
    make(node, (node.attrs as BlockAttrs).index);
  return Object.fromEntries(BLOCK_TYPES.map(type => [type, one]));
}
