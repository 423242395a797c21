import fs from 'node:fs';
import path from 'node:path';

import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import { cuesOf } from '#app/import/cues.ts';
import { extractText } from '#app/import/extract.ts';
import { projectRoot } from '#app/project-root.server.ts';

const file = (content: string | Uint8Array, name: string) =>
  extractText({
    bytes: typeof content === 'string' ? strToU8(content) : content,
    name,
  });

describe('the text of a snapshot', () => {
  it('of a page is all that a reader sees, furniture too', async () => {
    const { text, mediaType } = await file(
      '<!doctype html><head><title>t</title><style>p{}</style></head><nav>首页</nav><h1>年报</h1><p>入馆 41.2&nbsp;万人次</p><p hidden>看不见</p><script>alert(1)</script><footer>版权</footer>',
      'a.html',
    );
    expect(mediaType).toBe('text/html');
    expect(text).toContain('年报');
    expect(text).toContain('首页');
    expect(text).toContain('版权');
    expect(text).not.toMatch(/看不见|alert|p\{\}/);
  });

  it('of a PDF is that of its pages, with where each begins', async () => {
    const place = path.join(projectRoot, 'tests/fixtures/import/wrapped.pdf');
    const { text, map } = await file(
      new Uint8Array(fs.readFileSync(place)),
      'a.pdf',
    );
    expect(map.pages.length).toBeGreaterThan(1);
    // What runs along every page is on each of them: all of it counts.
    for (const [i, start] of map.pages.entries()) {
      const page = text.slice(start, map.pages[i + 1]);
      expect(page).toContain('望澜周刊');
    }
    expect(text).toContain('守坝人的雨季');
  });

  it('of a Word document is its paragraphs and tables', async () => {
    const body = `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>入馆 41.2 万人次</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>夜间</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>41.2</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`;
    const docx = zipSync({
      '[Content_Types].xml': strToU8(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
      'word/document.xml': strToU8(body),
    });
    const { text } = await file(docx, 'a.docx');
    expect(text).toBe('入馆 41.2 万人次\n夜间\t41.2');
  });

  it('of a transcript is what is said, with when', async () => {
    const vtt =
      'WEBVTT\n\nNOTE 一句话\n\n1\n00:03.000 --> 00:07.500 align:start\n<v 沈予安>去年夜间</v>\n一共接待了\n\n01:41:20.000 --> 01:41:26.000\n四十一万人次 &amp; 更多\n';
    const { text, map, mediaType } = await file(vtt, 'a.vtt');
    expect(mediaType).toBe('text/vtt');
    expect(text).toBe('沈予安：去年夜间\n一共接待了\n四十一万人次 & 更多');
    expect(map.times).toEqual([
      [0, 3],
      [text.indexOf('四十一'), 6080],
    ]);
    expect(map.duration).toBe(6086);
    const srt =
      '1\r\n00:00:01,000 --> 00:00:02,000\r\n一\r\n\r\n2\r\n00:00:03,5 --> 00:00:04,0\r\n二';
    expect(cuesOf(srt)).toEqual([
      { from: 1, to: 2, text: '一' },
      { from: 3.5, to: 4, text: '二' },
    ]);
  });

  it('of a table or a text is the text as it stands, in any encoding', async () => {
    const csv = await file('年,人次\r\n2025,41.2\r\n', 'a.csv');
    expect(csv).toMatchObject({
      mediaType: 'text/csv',
      text: '年,人次\n2025,41.2',
    });
    const gbk = new Uint8Array([
      0xc8, 0xeb, 0xb9, 0xdd, 0xc8, 0xcb, 0xb4, 0xce, 0xb5, 0xc4,
    ]);
    expect((await file(gbk, 'a.txt')).text).toBe('入馆人次的');
  });

  it('of a picture or a sound is none', async () => {
    const png = new Uint8Array([
      ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d],
      ...[0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0],
      ...new Array(40).fill(0),
    ]);
    expect(await file(png, 'a.png')).toMatchObject({
      mediaType: 'image/png',
      text: '',
    });
    const svg =
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>一</text></svg>';
    expect(await file(svg, 'a.txt')).toMatchObject({
      mediaType: 'image/svg+xml',
      text: '',
    });
  });

  it.each([
    [
      'a program',
      new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff]),
    ],
    ['an archive', zipSync({ 'a.txt': strToU8('a') })],
    ['a broken PDF', strToU8('%PDF-1.7\nnothing')],
    ['nothing', new Uint8Array()],
  ])('of %s is refused', async (_, bytes) => {
    await expect(file(bytes, 'a.txt')).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
