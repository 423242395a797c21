import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
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
import { documentOf } from '#app/reader/document.ts';
import { htmlOf } from '#app/reader/html.ts';
import { Painter } from '#app/reader/marks/painter.ts';
import type { Mark } from '#app/reader/marks/mark.ts';
import { Positions } from '#app/reader/positions.ts';
import type { MetaItem } from '#app/reader/schema.ts';
import {
  selectedSpan,
  selectSpan,
  spanInHtml,
  trimSpan,
} from '#app/reader/selection.ts';

/** What the desk may ask of a mounted reader. */
export type ReaderHandle = {
  /** Client rectangles of a span's lines. */
  rectsOf(span: Span): DOMRect[];
  select(span: Span): void;
  /** What is selected at this moment; `onSelect` hears of it a little later. */
  selected(): Span | null;
  focus(): void;
};

type Props = {
  blocks: Block[];
  meta: MetaItem[];
  language: string;
  label: string;
  marks: Mark[];
  active: string | null;
  /** The element that scrolls, by its id; the window scrolls where it does not. */
  scrollerId: string;
  /** The selection changed; null when nothing of the text is selected. */
  onSelect(span: Span | null): void;
  /** A press on marks, the shortest first; empty beside them. */
  onPress(marks: Mark[]): void;
  /** What is drawn has moved: after a repaint, a resize, a loaded font. */
  onPaint(): void;
  handle: Ref<ReaderHandle>;
  children?: ReactNode;
};

const useIsomorphicLayoutEffect =
  typeof window === 'undefined' ? useEffect : useLayoutEffect;

/**
 * The article's text. The server renders its HTML; here a ProseMirror view is
 * mounted on it, never editable, keeping what was selected and scrolled to.
 */
export function Reader(props: Props) {
  const { blocks, meta, language, marks, active, scrollerId } = props;
  const root = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const mounted = useRef<{ view: EditorView; painter: Painter } | null>(null);
  const latest = useRef(props);
  latest.current = props;

  const doc = useMemo(() => documentOf(blocks, meta), [blocks, meta]);
  const html = useMemo(() => ({ __html: htmlOf(doc) }), [doc]);
  const positions = useMemo(() => new Positions(blocks), [blocks]);
  const text = useMemo(() => blocks.map(b => b.text).join('\n'), [blocks]);

  useIsomorphicLayoutEffect(() => {
    const scroller = document.getElementById(scrollerId);
    if (!root.current || !overlay.current || !scroller) return;
    const starts = blocks.map(block => block.start);
    const selected = spanInHtml(root.current, starts);
    const scrolled = scroller.scrollTop;
    const view = new EditorView(
      { mount: root.current },
      {
        state: EditorState.create({ doc }),
        editable: () => false,
        attributes: { class: 'text' },
      },
    );
    const painter = new Painter({
      view,
      overlay: overlay.current,
      scroller,
      blocks,
      positions,
    });
    mounted.current = { view, painter };
    if (selected) selectSpan(view, positions, selected);
    if (scroller.scrollTop !== scrolled) scroller.scrollTop = scrolled;

    const onSelection = (): void => {
      const span = selectedSpan(view, positions);
      latest.current.onSelect(span && trimSpan(text, span));
    };
    const onPainted = (): void => latest.current.onPaint();
    const painted = overlay.current;
    document.addEventListener('selectionchange', onSelection);
    painted.addEventListener('painted', onPainted);
    if (selected) onSelection();
    return () => {
      document.removeEventListener('selectionchange', onSelection);
      painted.removeEventListener('painted', onPainted);
      painter.destroy();
      view.destroy();
      mounted.current = null;
    };
  }, [blocks, doc, positions, scrollerId, text]);

  useIsomorphicLayoutEffect(() => {
    mounted.current?.painter.show(marks, active);
  }, [marks, active, doc]);

  useImperativeHandle(
    props.handle,
    () => ({
      rectsOf: ([start, end]) =>
        mounted.current?.painter.rectsOf(start, end) ?? [],
      select: span => {
        if (mounted.current) selectSpan(mounted.current.view, positions, span);
      },
      selected: () => {
        if (!mounted.current) return null;
        const span = selectedSpan(mounted.current.view, positions);
        return span && trimSpan(text, span);
      },
      focus: () => root.current?.focus({ preventScroll: true }),
    }),
    [positions, text],
  );

  return (
    <div
      className="reader"
      onClick={event => {
        if (!document.getSelection()?.isCollapsed) return;
        const { clientX, clientY } = event;
        const hit = mounted.current?.painter.hit(clientX, clientY) ?? [];
        props.onPress(hit);
      }}
    >
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
