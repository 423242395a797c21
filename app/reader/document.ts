import type { Node } from 'prosemirror-model';

import type { Block } from '#app/articles/article.ts';
import { schema, type BlockAttrs, type MetaItem } from '#app/reader/schema.ts';

/**
 * The document of a version's blocks. In a dialogue whoever speaks first asks:
 * questions are set apart from answers.
 */
export function documentOf(blocks: Block[], meta: MetaItem[]): Node {
  const asker = blocks.find(block => block.type === 'turn')?.speaker;
  const answered = blocks.some(
    block => block.type === 'turn' && block.speaker !== asker,
  );
  const nodes = blocks.map((block, index) => {
    const asks =
      answered && block.speaker !== undefined && block.speaker === asker;
    const attrs: BlockAttrs = {
      speaker: block.speaker ?? null,
      opens: block.type === 'turn',
      asks,
      level: block.level ?? 2,
      index,
      meta: block.type === 'title' && meta.length > 0 ? meta : null,
    };
    const content = block.text === '' ? [] : [schema.text(block.text)];
    return schema.node(block.type, attrs, content);
  });
  return schema.node('doc', null, nodes);
}
