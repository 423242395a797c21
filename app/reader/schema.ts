import { Schema, type DOMOutputSpec, type NodeSpec } from 'prosemirror-model';

import type { BlockType } from '#app/articles/article.ts';

/**
 * The document that the reader shows: blocks of plain text and nothing inside
 * them. Annotations are never marks in it. The speaker's name hangs in the
 * gutter, and what lies on the block.
 */
const TAGS: Record<BlockType, string> = {
  title: 'h1',
  lede: 'p',
  heading: 'h2',
  paragraph: 'p',
  turn: 'p',
  quote: 'blockquote',
  'list-item': 'p',
  caption: 'p',
  table: 'pre',
  pre: 'pre',
};

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

/** One entry of the line under the title; `label` may be empty. */
export type MetaItem = { label: string; value: string };

export type BlockAttrs = {
  speaker: string | null;
  opens: boolean;
  asks: boolean;
  level: number;
  index: number;
  meta: MetaItem[] | null;
};

/** What lies on a block, as its gutter says it; `text` is seen, `label` is read out. */
export type Lying = { text: string; label: string };

/** A block's DOM: `.blk > .gut + .t`. */
export function blockDom(
  type: BlockType,
  attrs: BlockAttrs,
  lying?: Lying,
): DOMOutputSpec {
  const tag = type === 'heading' ? `h${Math.min(attrs.level, 6)}` : TAGS[type];
  const name = ['blk', type, ...(attrs.asks ? ['q'] : [])].join(' ');
  const speaker = attrs.opens ? [['span', attrs.speaker ?? '']] : [];
  const gutter = [
    'div',
    { class: 'gut', contenteditable: 'false' },
    ...speaker,
    ...(lying ? [lyingDom(lying, attrs.index)] : []),
  ];
  const meta = attrs.meta ? [metaDom(attrs.meta)] : [];
  const text = [tag, { class: 't', id: `b${attrs.index}` }, 0];
  return ['div', { class: name }, gutter, text, ...meta] as DOMOutputSpec;
}

/** A real button, so that who does not see the overlay learns what lies here. */
export const lyingDom = (
  { text, label }: Lying,
  index: number,
): [string, ...unknown[]] => [
  'button',
  {
    type: 'button',
    class: 'lie',
    'data-block': String(index),
    'aria-label': label,
    // Its cards, which follow the window.
    'aria-details': 'cards',
    // The text is one tab stop; from it J, K and Enter walk the marks.
    tabindex: '-1',
  },
  text,
];

const metaDom = (items: MetaItem[]) => [
  'div',
  { class: 'meta', contenteditable: 'false' },
  ...items.map(({ label, value }) => [
    'span',
    ...(label ? [`${label} `] : []),
    ['b', value],
  ]),
];

const types = Object.keys(TAGS) as BlockType[];

export const schema = new Schema({
  topNode: 'doc',
  nodes: {
    doc: { content: 'block+' },
    ...Object.fromEntries(types.map(type => [type, blockSpec(type)])),
    text: {},
  } as Record<'doc' | 'text' | BlockType, NodeSpec>,
});
