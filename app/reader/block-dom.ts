import type { DOMOutputSpec } from 'prosemirror-model';

import type { Block, BlockType } from '#app/articles/article.ts';

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

/**
 * What each block shows beside its text. In a dialogue whoever speaks first
 * asks: questions are set apart from answers.
 */
export function attrsOf(
  blocks: readonly Block[],
  meta: MetaItem[],
): BlockAttrs[] {
  const asker = blocks.find(block => block.type === 'turn')?.speaker;
  const answered = blocks.some(
    block => block.type === 'turn' && block.speaker !== asker,
  );
  return blocks.map((block, index) => ({
    speaker: block.speaker ?? null,
    opens: block.type === 'turn',
    asks: answered && block.speaker !== undefined && block.speaker === asker,
    level: block.level ?? 2,
    index,
    meta: block.type === 'title' && meta.length > 0 ? meta : null,
  }));
}

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
