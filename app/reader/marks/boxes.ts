/**
 * A box of the overlay's drawing, in pixels from the overlay's corner, its edges
 * on the screen's pixels: neighbours meet without a seam.
 */
export type Box = { left: number; top: number; width: number; height: number };

/**
 * One box per line of text: a browser may give a line as several adjoining
 * rectangles.
 *
 * @param rects client rectangles in text order
 * @param origin where the overlay's corner is in the window
 */
export function linesOf(
  rects: Iterable<DOMRect>,
  origin: { left: number; top: number },
): Box[] {
  const boxes: Box[] = [];
  const ratio = window.devicePixelRatio;
  const snap = (at: number): number => Math.round(at * ratio) / ratio;
  const x = snap(origin.left);
  const y = snap(origin.top);
  for (const rect of rects) {
    if (rect.width === 0) continue;
    const left = snap(rect.left);
    const top = snap(rect.top);
    const box = {
      left: left - x,
      top: top - y,
      width: snap(rect.right) - left,
      height: snap(rect.bottom) - top,
    };
    if (!joinLine(boxes.at(-1), box)) boxes.push(box);
  }
  return boxes;
}

/** Widens `last` by a box that continues its line; false when it does not. */
export function joinLine(last: Box | undefined, box: Box): boolean {
  if (!last || Math.abs(last.top - box.top) >= 4) return false;
  if (box.left > last.left + last.width + 2) return false;
  const right = Math.max(last.left + last.width, box.left + box.width);
  const bottom = Math.max(last.top + last.height, box.top + box.height);
  last.left = Math.min(last.left, box.left);
  last.top = Math.min(last.top, box.top);
  last.width = right - last.left;
  last.height = bottom - last.top;
  return true;
}
