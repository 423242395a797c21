import type { Node } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import { EditorView, type NodeViewConstructor } from 'prosemirror-view';

import { BLOCK_TYPES, type Block } from '#app/articles/article.ts';
import type { BlockAttrs, MetaItem } from '#app/reader/block-dom.ts';
import type { BlockView } from '#app/reader/block-view.ts';
import { documentOf } from '#app/reader/document.ts';

/**
 * Mounts a ProseMirror view on a version's text, never editable. It takes over
 * the blocks as the server drew them and touches nothing: what is selected stays
 * selected, and nothing is laid out again. Returns how to take it away.
 *
 * @param root the element that holds the blocks and nothing else
 */
export function mountView(
  root: HTMLElement,
  blocks: Block[],
  meta: MetaItem[],
  views: readonly BlockView[],
): () => void {
  const nodeView: NodeViewConstructor = (node: Node) => {
    const { index } = node.attrs as BlockAttrs;
    // Without a `contentDOM` what is inside a block is its own affair.
    return {
      dom: (views[index] as BlockView).dom,
      stopEvent: () => true,
      ignoreMutation: () => true,
    };
  };
  const view = new EditorView(
    { mount: root },
    {
      state: EditorState.create({ doc: documentOf(blocks, meta) }),
      editable: () => false,
      attributes: { class: 'text' },
      nodeViews: Object.fromEntries(BLOCK_TYPES.map(type => [type, nodeView])),
    },
  );
  // Internal to prosemirror-view, and there since its first version. Nobody
  // types here: watched, each word in a gutter would lay the page out.
  const { domObserver } = view as unknown as { domObserver: { stop(): void } };
  domObserver.stop();
  return () => view.destroy();
}
