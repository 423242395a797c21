import type { EditorView } from 'prosemirror-view';

import type { Span } from '#app/articles/article.ts';
import type { Selection } from '#app/reader/moves.ts';
import type { Positions } from '#app/reader/positions.ts';

/** The browser's selection inside the text, with its direction; null when there is none. */
export function selectionIn(
  view: EditorView,
  positions: Positions,
): Selection | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  if (!selection.getRangeAt(0).intersectsNode(view.dom)) return null;
  const at = (node: Node | null, offset: number): number | null =>
    node && offsetOf(view, positions, node, offset);
  const anchor = at(selection.anchorNode, selection.anchorOffset);
  const head = at(selection.focusNode, selection.focusOffset);
  return anchor === null || head === null || anchor === head
    ? null
    : { anchor, head };
}

/** The character that was pressed last, while nothing is selected; null where that was not the text. */
export function caretIn(view: EditorView, positions: Positions): number | null {
  const selection = document.getSelection();
  const node = selection?.isCollapsed ? selection.anchorNode : null;
  return node && view.dom.contains(node)
    ? offsetOf(view, positions, node, selection?.anchorOffset ?? 0)
    : null;
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

/** Selects in the browser, as the reader would. */
export function select(
  view: EditorView,
  positions: Positions,
  { anchor, head }: Selection,
): void {
  const side = anchor < head ? 1 : -1;
  const from = view.domAtPos(positions.toDocument(anchor), side);
  const to = view.domAtPos(positions.toDocument(head), -side);
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
