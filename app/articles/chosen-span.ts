/**
 * What is selected of a text whose pieces say their offsets (`data-at`), as UTF-16
 * offsets into the version; null where it lies elsewhere, or is empty.
 */
export function chosenSpan(
  within: HTMLElement | null,
): [number, number] | null {
  const selection = document.getSelection();
  if (!within || !selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (range.collapsed) return null;
  const start = offsetOf(within, range.startContainer, range.startOffset);
  const end = offsetOf(within, range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  return [start, end];
}

/** Selects words of the later version, and brings them into view. */
export function chooseSpan(
  within: HTMLElement | null,
  [start, end]: [number, number],
): void {
  const first = pointAt(within, start, false);
  const last = pointAt(within, end, true);
  if (!first || !last) return;
  document.getSelection()?.setBaseAndExtent(...first, ...last);
  first[0].parentElement?.scrollIntoView({ block: 'nearest' });
}

/** The piece of text that an offset lies in; of two that meet there, the one that it ends. */
function pointAt(
  within: HTMLElement | null,
  offset: number,
  ends: boolean,
): [Node, number] | null {
  const pieces = [...(within?.querySelectorAll<HTMLElement>(PIECE) ?? [])];
  const piece = pieces.find(one => {
    const from = atOf(one);
    const to = from + lengthOf(one);
    return ends ? from < offset && offset <= to : from <= offset && offset < to;
  });
  const node = piece?.firstChild;
  return piece && node ? [node, offset - atOf(piece)] : null;
}

const PIECE = '[data-side="after"] [data-at]';

function offsetOf(
  within: HTMLElement,
  node: Node,
  offset: number,
): number | null {
  if (!within.contains(node)) return null;
  const element = node instanceof Element ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>(PIECE);
  if (piece) {
    const whole = node.nodeType !== Node.TEXT_NODE && offset > 0;
    return atOf(piece) + (whole ? lengthOf(piece) : offset);
  }
  // Between pieces: where the next one begins, or the last one ends.
  const next = node.childNodes[offset];
  const pieces = [...within.querySelectorAll<HTMLElement>(PIECE)];
  const after = next
    ? pieces.find(
        one =>
          next.contains(one) ||
          (next.compareDocumentPosition(one) &
            Node.DOCUMENT_POSITION_FOLLOWING) >
            0,
      )
    : undefined;
  if (after) return atOf(after);
  const last = pieces.findLast(one => node.contains(one));
  return last ? atOf(last) + lengthOf(last) : null;
}

const atOf = (piece: HTMLElement): number => Number(piece.dataset['at']);
const lengthOf = (piece: HTMLElement): number => piece.textContent?.length ?? 0;
