import { parseHTML } from 'linkedom';

import type { Gold } from '#tests/bench/import/score.ts';

/** Sets one turn in other markup: who speaks, and what is said. */
type Setting = (document: Document, name: string, words: string) => Element[];

const element = (document: Document, tag: string, text: string): Element => {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
};
const inside = (made: Element, ...held: (Element | string)[]): Element => {
  made.append(...held);
  return made;
};

/** The ways in which pages set who speaks beside what is said. */
export const SAID: Record<string, Setting> = {
  'boxes in a box': (d, name, words) => [
    inside(
      d.createElement('div'),
      element(d, 'div', name),
      element(d, 'div', words),
    ),
  ],
  'paragraphs of their own': (d, name, words) => [
    element(d, 'p', name),
    element(d, 'p', words),
  ],
  'paragraphs with a colon': (d, name, words) => [
    element(d, 'p', `${name}：`),
    element(d, 'p', words),
  ],
  headings: (d, name, words) => [
    element(d, 'h4', name),
    element(d, 'p', words),
  ],
  'elements side by side': (d, name, words) => [
    inside(
      d.createElement('p'),
      element(d, 'span', name),
      element(d, 'span', words),
    ),
  ],
  'bold lines above': (d, name, words) => [
    inside(
      d.createElement('p'),
      element(d, 'strong', name),
      d.createElement('br'),
      words,
    ),
  ],
  'a list of definitions': (d, name, words) => [
    inside(
      d.createElement('dl'),
      element(d, 'dt', name),
      element(d, 'dd', words),
    ),
  ],
  brackets: (d, name, words) => [element(d, 'p', `【${name}】${words}`)],
  'times before': (d, name, words) => [
    element(d, 'p', `[00:01:02] ${name}: ${words}`),
  ],
  'times between': (d, name, words) => [
    element(d, 'p', `${name} (00:01:02) ${words}`),
  ],
  'times that lead somewhere': (d, name, words) => {
    const time = element(d, 'a', '(1:02)');
    time.setAttribute('href', 'https://video.example/?t=62');
    const [who, what] = [element(d, 'span', name), element(d, 'span', words)];
    const parts = [who, ' ', inside(d.createElement('span'), time), ' ', what];
    return [inside(d.createElement('div'), ...parts)];
  },
  'bold names with a colon above': (d, name, words) => [
    inside(d.createElement('p'), element(d, 'strong', `${name}:`)),
    element(d, 'p', words),
  ],
  'items of a list': (d, name, words) => [
    inside(
      d.createElement('ul'),
      inside(
        d.createElement('li'),
        element(d, 'b', name),
        inside(d.createElement('div'), element(d, 'p', words)),
      ),
    ),
  ],
  'rows of a table': (d, name, words) => [
    inside(
      d.createElement('table'),
      inside(
        d.createElement('tr'),
        element(d, 'td', name),
        element(d, 'td', words),
      ),
    ),
  ],
  'quotes below names': (d, name, words) => [
    element(d, 'p', name),
    inside(d.createElement('blockquote'), element(d, 'p', words)),
  ],
  'messages with pictures': (d, name, words) => [
    inside(
      d.createElement('div'),
      inside(
        d.createElement('div'),
        d.createElement('img'),
        element(d, 'span', name),
      ),
      inside(d.createElement('div'), element(d, 'span', words)),
    ),
  ],
  'bold questions': (d, name, words) => [
    inside(
      d.createElement('p'),
      element(d, 'b', `${name}：${/[?？]$/.test(words) ? words : ''}`),
      /[?？]$/.test(words) ? '' : words,
    ),
  ],
  'times behind': (d, name, words) => [
    element(d, 'p', `${name} 00:12`),
    element(d, 'p', words),
  ],
};

const INLINE = 'a b strong em i span font br'.split(' ');
const plain = (text: string | null): string =>
  (text ?? '').replace(/\s+/g, ' ').trim();

/** A dialogue with its turns set so; null where too few of them stand in elements of their own. */
export function said(html: string, gold: Gold, name: string): string | null {
  const set = SAID[name];
  if (!set) throw new Error(`no such setting: ${name}`);
  const document = parseHTML(html).document as unknown as Document;
  const passages = new Set(
    [...document.querySelectorAll('p, div')].filter(one =>
      [...one.children].every(child => INLINE.includes(child.localName)),
    ),
  );
  const turns = gold.turns ?? [];
  let found = 0;
  for (const [speaker, words] of turns) {
    const passage = [...passages].find(one => {
      const text = plain(one.textContent);
      const label = text.length - plain(words).length;
      return (
        text.endsWith(plain(words)) && label > 0 && label <= speaker.length + 12
      );
    });
    if (!passage) continue;
    passages.delete(passage);
    passage.replaceWith(...set(document, speaker, words));
    found += 1;
  }
  return found >= turns.length * 0.8 ? document.toString() : null;
}
