import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';

import type { BlockType, Passage } from '#app/articles/article.ts';
import type { TextEdit } from '#app/articles/text-edit.ts';
import type { BlockAttrs } from '#app/reader/block-dom.ts';

/** What a document says, as a version would have it; a turn that nobody speaks is a paragraph. */
export function passagesOf(doc: Node): Passage[] {
  const passages: Passage[] = [];
  doc.forEach(node => {
    const { speaker, level } = node.attrs as BlockAttrs;
    const type = node.type.name as BlockType;
    passages.push({
      type: type === 'turn' && !speaker ? 'paragraph' : type,
      text: node.textContent,
      ...(speaker ? { speaker } : {}),
      ...(type === 'heading' ? { level } : {}),
    });
  });
  return passages;
}

/** What a transaction's steps replaced, in offsets of the text that blocks make when LF joins them. */
export function editsOf(transaction: Transaction): TextEdit[] {
  const edits: TextEdit[] = [];
  transaction.steps.forEach((step, i) => {
    const before = transaction.docs[i];
    const after = transaction.docs[i + 1] ?? transaction.doc;
    if (!before) return;
    // Later ranges of one step count in what its earlier ones have left.
    let shift = 0;
    step.getMap().forEach((from, to, newFrom, newTo) => {
      const start = textOffset(before, from);
      const removed = textOffset(before, to) - start;
      const inserted = textOffset(after, newTo) - textOffset(after, newFrom);
      if (removed > 0 || inserted > 0) {
        edits.push([start + shift, removed, inserted]);
        shift += inserted - removed;
      }
    });
  });
  return edits;
}

/** Text offset of a document position: blocks are parted by one LF in the text, by two tokens here. */
function textOffset(doc: Node, position: number): number {
  const $position = doc.resolve(position);
  const index = $position.index(0);
  // Between two blocks the LF is behind what comes first.
  const within = $position.depth > 0 ? 1 : 0;
  const end = Math.max(
    0,
    doc.content.size - 2 * doc.childCount + doc.childCount - 1,
  );
  return Math.min(end, Math.max(0, position - index - within));
}
