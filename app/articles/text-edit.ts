/**
 * A replacement in a text: at an offset so many UTF-16 units went, and so many
 * came. Of several each counts in the text that the one before left.
 */
export type TextEdit = [at: number, removed: number, inserted: number];

/**
 * Where an offset of the text before the edits is after them; null where what
 * stood there was replaced. What is put in right at it comes before it.
 */
export function mapOffset(
  edits: readonly TextEdit[],
  offset: number,
): number | null {
  let at = offset;
  for (const [from, removed, inserted] of edits) {
    if (at >= from + removed) at += inserted - removed;
    else if (at >= from) return null;
  }
  return at;
}

/** Edits with those joined that go on where the last one ended, as typing does. */
export function joinEdits(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const [at, removed, inserted] of edits) {
    if (removed === 0 && inserted === 0) continue;
    const last = joined.at(-1);
    if (last && removed === 0 && at === last[0] + last[2]) {
      last[2] += inserted;
    } else if (last && inserted === 0 && at + removed === last[0] + last[2]) {
      // What was typed is taken back, and perhaps more before it.
      const own = Math.min(removed, last[2]);
      last[2] -= own;
      last[1] += removed - own;
      last[0] -= removed - own;
    } else joined.push([at, removed, inserted]);
  }
  return joined;
}
