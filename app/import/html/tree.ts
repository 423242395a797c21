import { Parser } from 'htmlparser2';

import { AppError } from '#app/errors.ts';

/** An element of a page. */
export type Element = {
  tag: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
};

/** As deep as browsers nest: whatever is deeper lies in the last. */
const MAX_DEPTH = 400;
const MAX_ELEMENTS = 400_000;

/** Whose content is no text, or is none for those who read. */
const OPAQUE = new Set(
  'script style template svg math iframe object embed canvas noembed noframes'.split(
    ' ',
  ),
);

/** An element whose content is no part of the text: what describes the page, draws, or waits. */
export type Opaque = { tag: string; type: string; text: string };

/**
 * Reads markup into a tree, whatever it is: nothing runs, nothing is fetched,
 * nothing nests without end.
 *
 * @throws AppError too-large when it has more elements than a page has
 */
export function readTree(
  html: string,
  { xml = false } = {},
): { root: Element; opaque: Opaque[] } {
  const root: Element = { tag: '#root', attributes: {}, children: [] };
  const open: Element[] = [root];
  const opaque: Opaque[] = [];
  let skipped: { depth: number; kept: Opaque } | null = null;
  let depth = 0;
  let count = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (skipped) return;
        const tag = name.replace(/^.*:/, '').toLowerCase();
        if (!xml && OPAQUE.has(tag)) {
          const type = (attributes['type'] ?? '').toLowerCase();
          skipped = { depth, kept: { tag, type, text: '' } };
          return;
        }
        count += 1;
        if (count > MAX_ELEMENTS) throw new AppError('too-large', 'too-deep');
        const element: Element = {
          tag: xml ? name : tag,
          attributes,
          children: [],
        };
        (open[Math.min(depth, MAX_DEPTH) - 1] ?? root).children.push(element);
        if (depth < MAX_DEPTH) open[depth] = element;
      },
      ontext(text) {
        if (skipped) {
          const { kept } = skipped;
          kept.text += text;
          return;
        }
        const parent = open[Math.min(depth, MAX_DEPTH - 1)] ?? root;
        const last = parent.children.length - 1;
        const before = parent.children[last];
        if (typeof before === 'string') parent.children[last] = before + text;
        else parent.children.push(text);
      },
      onclosetag() {
        if (skipped?.depth === depth) {
          opaque.push(skipped.kept);
          skipped = null;
        }
        depth -= 1;
      },
    },
    { decodeEntities: true, xmlMode: xml, recognizeSelfClosing: true },
  );
  parser.write(html);
  parser.end();
  return { root, opaque };
}

/** The first element that passes, in the order of the page; null when none does. */
export function findElement(
  root: Element,
  passes: (element: Element) => boolean,
): Element | null {
  return elementsIn(root).find(passes) ?? null;
}

/** All elements below `root`, in the order of the page. */
export function elementsIn(root: Element): Element[] {
  const found: Element[] = [];
  const waiting: Element[] = [root];
  while (waiting.length > 0) {
    const element = waiting.pop() as Element;
    if (element !== root) found.push(element);
    for (let i = element.children.length - 1; i >= 0; i -= 1) {
      const child = element.children[i];
      if (typeof child === 'object') waiting.push(child);
    }
  }
  return found;
}

/** All text in an element. */
export function textOf(element: Element): string {
  return element.children
    .map(child => (typeof child === 'string' ? child : textOf(child)))
    .join('');
}
