import type { DOMOutputSpec, Node } from 'prosemirror-model';

import type { BlockType } from '#app/articles/article.ts';
import { blockDom, type BlockAttrs, type Lying } from '#app/reader/schema.ts';

/**
 * A document as HTML, letter for letter what a view mounted on it will draw:
 * the server sends this, so that the article reads without JavaScript.
 *
 * @param lying what lies on each block, by its index
 */
export function htmlOf(
  doc: Node,
  lying: ReadonlyMap<number, Lying> = new Map(),
): string {
  let html = '';
  doc.forEach((node, _, index) => {
    const type = node.type.name as BlockType;
    const spec = blockDom(type, node.attrs as BlockAttrs, lying.get(index));
    html += render(spec, escapeHtml(node.textContent));
  });
  return html;
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
