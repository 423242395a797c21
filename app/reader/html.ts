import type { DOMOutputSpec } from 'prosemirror-model';

import type { Block } from '#app/articles/article.ts';
import {
  attrsOf,
  blockDom,
  type Lying,
  type MetaItem,
} from '#app/reader/block-dom.ts';

/**
 * A version's blocks as HTML, as their document's schema draws them: the server
 * sends this, so that the article reads without JavaScript, and the page's view
 * takes it over.
 *
 * @param lying what lies on each block, by its index
 */
export function htmlOf(
  blocks: readonly Block[],
  meta: MetaItem[],
  lying: ReadonlyMap<number, Lying> = new Map(),
): string {
  return attrsOf(blocks, meta)
    .map((attrs, index) => {
      const { type, text } = blocks[index] as Block;
      return render(blockDom(type, attrs, lying.get(index)), escapeHtml(text));
    })
    .join('');
}

/** One element of such HTML. */
export function elementOf(spec: DOMOutputSpec): Element {
  const made = document.createElement('template');
  made.innerHTML = render(spec, '');
  return made.content.firstElementChild as Element;
}

function render(spec: DOMOutputSpec, content: string): string {
  if (typeof spec === 'string') return escapeHtml(spec);
  if (!Array.isArray(spec)) throw new TypeError('Only specs can be rendered');
  const [tag, ...rest] = spec as [string, ...unknown[]];
  const [first] = rest;
  const hasAttributes =
    typeof first === 'object' && first !== null && !Array.isArray(first);
  const attributes = hasAttributes ? (first as Record<string, unknown>) : {};
  const children = hasAttributes ? rest.slice(1) : rest;
  const open = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join('');
  const inner = children
    .map(child =>
      child === 0 ? content : render(child as DOMOutputSpec, content),
    )
    .join('');
  return `<${tag}${open}>${inner}</${tag}>`;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, character => ESCAPES[character] ?? character);
