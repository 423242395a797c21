import { parseHTML } from 'linkedom';

const INLINE = new Set(
  'a b strong em i span font img sup sub code small time label abbr cite u s mark q button'.split(
    ' ',
  ),
);
const UNSEEN = new Set(
  'script style noscript template svg head iframe video audio select option'.split(
    ' ',
  ),
);
const ELEMENT = 1;
const TEXT = 3;

/**
 * A page as somebody copies it whole: its text as shown, an empty line below each
 * paragraph, and elements within a line run together.
 */
export function copied(html: string): string {
  const document = parseHTML(html).document as unknown as Document;
  let text = '';
  const endLine = (): void => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  const copy = (node: Node): void => {
    if (node.nodeType === TEXT) {
      const words = (node.textContent ?? '').replace(/\s+/g, ' ');
      text += /(^|\s)$/.test(text) ? words.trimStart() : words;
    }
    if (node.nodeType !== ELEMENT) return;
    const element = node as Element;
    const tag = element.localName;
    const style = element.getAttribute('style') ?? '';
    if (UNSEEN.has(tag) || element.hasAttribute('hidden')) return;
    if (/display\s*:\s*none/.test(style)) return;
    if (tag === 'br') text += '\n';
    const block = !INLINE.has(tag) && tag !== 'br';
    if (block && tag !== 'td' && tag !== 'th') endLine();
    else if (block && !/(^|\n)$/.test(text)) text += '\t';
    for (const child of element.childNodes) copy(child);
    if (block && tag !== 'td' && tag !== 'th') endLine();
    if (tag === 'p') text += '\n';
  };
  copy(document.body);
  return text
    .split('\n')
    .map(line => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
