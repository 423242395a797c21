import { expect, test } from '@playwright/test';
import * as esbuild from 'esbuild';

import { layOut } from '#app/articles/text.ts';
import { htmlOf } from '#app/reader/html.ts';

const { text, blocks } = layOut([
  { type: 'title', text: '不打烊的书房' },
  { type: 'turn', text: '馆长：“去年来了 41 万人次🕯️。”', speaker: '馆长' },
  { type: 'heading', text: 'Über & <unter>', level: 3 },
  { type: 'turn', text: '白天的人只是路过。', speaker: '读者' },
  { type: 'paragraph', text: '门口的灯，从来不关。' },
]);
const lying = new Map([[1, { text: '2', label: '两条' }]]);

test('Each offset of a text is a point of its page, and each point an offset', async ({
  page,
}) => {
  const built = await esbuild.build({
    stdin: {
      contents: `
        export { BlockView } from '#app/reader/block-view.ts';
        export { Positions } from '#app/reader/positions.ts';`,
      resolveDir: process.cwd(),
    },
    ...{ bundle: true, write: false, format: 'iife', globalName: 'reader' },
  });
  const html = htmlOf(blocks, [{ label: '作者', value: '沈予安' }], lying);
  await page.setContent(
    `<p id="before">前</p><div id="root">${html}</div><p id="after">后</p>`,
  );
  await page.addScriptTag({ content: built.outputFiles[0]?.text ?? '' });
  const found = await page.evaluate(
    ([given, whole]) => {
      const { reader } = window as unknown as {
        reader: {
          BlockView: new (dom: Element, index: number) => { content: Element };
          Positions: new (...of: unknown[]) => {
            toDom(offset: number): { node: Node; offset: number };
            toText(point: { node: Node; offset: number }): number;
          };
        };
      };
      const root = document.getElementById('root') as Element;
      const views = [...root.querySelectorAll('.blk')].map(
        (dom, i) => new reader.BlockView(dom, i),
      );
      const positions = new reader.Positions(root, given, views);
      const wrong: unknown[] = [];
      for (let at = 0; at <= whole.length; at += 1) {
        const { node, offset } = positions.toDom(at);
        const there = node.textContent?.[offset] ?? '\n';
        if (there !== (whole[at] ?? '\n')) wrong.push([at, there]);
        if (positions.toText({ node, offset }) !== at) wrong.push(at);
      }
      const point = (selector: string, offset: number): number =>
        positions.toText({
          node: document.querySelector(selector) as Node,
          offset,
        });
      return {
        wrong,
        before: point('#before', 0),
        after: point('#after', 1),
        root: [0, 1, 4, 5].map(child => point('#root', child)),
        gutter: point('.turn .gut', 0),
        button: point('.lie', 1),
        content: [0, 1].map(child => point('.turn .t', child)),
        meta: point('.meta b', 1),
      };
    },
    [blocks, text] as const,
  );
  const [title, turn, , , last] = blocks;
  expect(found).toEqual({
    wrong: [],
    before: 0,
    after: text.length,
    root: [0, turn?.start, last?.start, text.length],
    gutter: turn?.start,
    button: turn?.start,
    content: [turn?.start, turn?.end],
    // Behind the title's words stands what is said of the article.
    meta: (title?.end ?? 0) + 1,
  });
});
