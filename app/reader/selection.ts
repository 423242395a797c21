import type { EditorView } from 'prosemirror-view';

import type { Span } from '#app/articles/article.ts';
import type { Positions } from '#app/reader/positions.ts';

/** A browser selection inside the text as a span of it; null when there is none. */
export function selectedSpan(
  view: EditorView,
  positions: Positions,
): Span | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(view.dom)) return null;
  const start = offsetOf(
    view,
    positions,
    range.startContainer,
    range.startOffset,
  );
  const end = offsetOf(view, positions, range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : [start, end];
}

/** Text offset of a DOM point; points before and after the text fall to its ends. */
function offsetOf(
  view: EditorView,
  positions: Positions,
  node: Node,
  offset: number,
): number | null {
  if (!view.dom.contains(node)) {
    const follows =
      view.dom.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
    const end = view.state.doc.content.size;
    return positions.toText(follows ? end : 0);
  }
  try {
    return positions.toText(view.posAtDOM(node, offset));
  } catch {
    return null;
  }
}

/** Selects a span in the browser, as the reader would. */
export function selectSpan(
  view: EditorView,
  positions: Positions,
  [start, end]: Span,
): void {
  const from = view.domAtPos(positions.toDocument(start), 1);
  const to = view.domAtPos(positions.toDocument(end), -1);
  document
    .getSelection()
    ?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

/** White space at either end of a selection is not meant. */
export function trimSpan(text: string, [start, end]: Span): Span | null {
  const selected = text.slice(start, end);
  const from = start + selected.length - selected.trimStart().length;
  const to = start + selected.trimEnd().length;
  return to > from ? [from, to] : null;
}

/**
 * A selection made before the view was mounted, counted through the server's
 * own HTML, whose `.t` elements hold the blocks in order.
 */
export function spanInHtml(root: HTMLElement, starts: number[]): Span | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  const range = selection.getRangeAt(0);
  const texts = [...root.querySelectorAll('.t')];
  const offset = (node: Node, at: number): number | null => {
    const index = texts.findIndex(text => text.contains(node));
    const block = texts[index];
    const start = starts[index];
    if (!block || start === undefined) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, at);
    return start + before.toString().length;
  };
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : [start, end];
}
