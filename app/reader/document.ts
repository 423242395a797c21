import type { Node } from 'prosemirror-model';

import type { Block } from '#app/articles/article.ts';
import { attrsOf, type MetaItem } from '#app/reader/block-dom.ts';
import { schema } from '#app/reader/schema.ts';

/** The document of a version's blocks. */
export function documentOf(blocks: Block[], meta: MetaItem[]): Node {
  const attrs = attrsOf(blocks, meta);
  const nodes = blocks.map(({ type, text }, index) =>
    schema.node(
      type,
      attrs[index] ?? null,
      text === '' ? [] : [schema.text(text)],
    ),
  );
  return schema.node('doc', null, nodes);
}
