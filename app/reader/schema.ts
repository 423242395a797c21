import { Schema, type NodeSpec } from 'prosemirror-model';

import { BLOCK_TYPES, type BlockType } from '#app/articles/article.ts';
import { blockDom, type BlockAttrs } from '#app/reader/block-dom.ts';

function blockSpec(type: BlockType): NodeSpec {
  return {
    content: 'text*',
    group: 'block',
    marks: '',
    attrs: {
      /** Who speaks; null where nobody does. */
      speaker: { default: null },
      /** Whether the name is shown: on the turn that opens a speech. */
      opens: { default: false },
      /** Whether the speaker asks rather than answers. */
      asks: { default: false },
      level: { default: 2 },
      /** Position among the blocks, from 0. */
      index: { default: 0 },
      /** What stands under a title: byline, date, source, as label and value. */
      meta: { default: null },
    },
    toDOM: node => blockDom(type, node.attrs as BlockAttrs),
  };
}

/**
 * The document that the reader shows: blocks of plain text and nothing inside
 * them. Annotations are never marks in it. The speaker's name hangs in the
 * gutter, and what lies on the block.
 */
export const schema = new Schema({
  topNode: 'doc',
  nodes: {
    doc: { content: 'block+' },
    ...Object.fromEntries(BLOCK_TYPES.map(type => [type, blockSpec(type)])),
    text: {},
  } as Record<'doc' | 'text' | BlockType, NodeSpec>,
});
