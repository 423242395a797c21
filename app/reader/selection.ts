import type { Span } from '#app/articles/article.ts';
import type { Selection } from '#app/reader/moves.ts';
import type { Positions } from '#app/reader/positions.ts';

/** The browser's selection inside the text, with its direction; null when there is none. */
export function selectionIn(
  root: Element,
  positions: Positions,
): Selection | null {
  const selection = document.getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || selection.isCollapsed || !anchorNode || !focusNode) {
    return null;
  }
  if (!selection.getRangeAt(0).intersectsNode(root)) return null;
  const at = (node: Node, offset: number): number =>
    positions.toText({ node, offset });
  const anchor = at(anchorNode, selection.anchorOffset);
  const head = at(focusNode, selection.focusOffset);
  return anchor === head ? null : { anchor, head };
}

/** The character that was pressed last, while nothing is selected; null where that was not the text. */
export function caretIn(root: Element, positions: Positions): number | null {
  const selection = document.getSelection();
  const node = selection?.isCollapsed ? selection.anchorNode : null;
  return node && root.contains(node)
    ? positions.toText({ node, offset: selection?.anchorOffset ?? 0 })
    : null;
}

/** Selects in the browser, as the reader would. */
export function select(
  positions: Positions,
  { anchor, head }: Selection,
): void {
  const from = positions.toDom(anchor);
  const to = positions.toDom(head);
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
