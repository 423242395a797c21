import fs from 'node:fs';
import path from 'node:path';

import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

import type { AppError } from '#app/errors.ts';
import { readArticle, type Material } from '#app/import/import.ts';
import { placeOf } from '#app/import/reading.ts';
import { projectRoot } from '#app/project-root.server.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const SIMPLIFIED =
  '守坝人的雨季\n临澜市水务局公布，全市水库的蓄水量比去年同期多出一成七。';
const TRADITIONAL =
  '守壩人的雨季\n臨瀾市水務局公布，全市水庫的蓄水量比去年同期多出一成七。';

/** What a text is in an encoding, from the decoder's own table. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map<string, [number, number]>();
  for (let a = 0x81; a <= 0xfe; a += 1) {
    for (let b = 0x40; b <= 0xfe; b += 1) {
      const character = decoder.decode(new Uint8Array([a, b]));
      if (!bytes.has(character)) bytes.set(character, [a, b]);
    }
  }
  return new Uint8Array(
    [...text].flatMap(c =>
      c < '\u0080' ? [c.charCodeAt(0)] : (bytes.get(c) ?? [63]),
    ),
  );
}

const utf16 = (text: string, little: boolean): Uint8Array =>
  new Uint8Array(
    [...text].flatMap(c => {
      const code = c.charCodeAt(0);
      return little ? [code & 255, code >> 8] : [code >> 8, code & 255];
    }),
  );

describe('plain text', () => {
  it.each<[string, string, Uint8Array]>([
    ['UTF-8', SIMPLIFIED, strToU8(SIMPLIFIED)],
    ['UTF-8 with its mark', SIMPLIFIED, strToU8(`\ufeff${SIMPLIFIED}`)],
    ['GB18030', SIMPLIFIED, encode(SIMPLIFIED, 'gb18030')],
    ['Big5', TRADITIONAL, encode(TRADITIONAL, 'big5')],
    ['UTF-16LE', SIMPLIFIED, utf16(SIMPLIFIED, true)],
    ['UTF-16BE with its mark', SIMPLIFIED, utf16(`\ufeff${SIMPLIFIED}`, false)],
    [
      'UTF-16LE in English',
      'One line\nAnd another.',
      utf16('One line\nAnd another.', true),
    ],
  ])('is read in %s', async (_name, text, bytes) => {
    const { passages } = await articleFrom(bytes);
    expect(passages.map(p => p.text).join('\n')).toBe(text);
  });

  it('is put together again where a narrow column broke it', async () => {
    const wrapped = `The mail boat is the only road now

The county's last remaining ferry stopped for repairs on Monday,
leaving about 340 residents of Marl Island to rely on a mail boat
that runs twice a day and carries no more than twelve passengers.

Engineers found a crack eleven inches long in the drive shaft
housing during a routine inspection, according to a report that
was released by the harbour authority.`;
    const { passages } = await articleFrom(wrapped);
    expect(passages).toHaveLength(3);
    expect(passages[1]?.text).toMatch(/^The county.*twelve passengers\.$/);
  });

  it('keeps the lines of a verse apart', async () => {
    const { passages } = await articleFrom(
      '夜读\n\n灯下\n一页\n又一页\n\n雨停在窗外\n',
    );
    expect(passages.length).toBeGreaterThan(4);
  });
});

describe('Markdown', () => {
  it('is read with its headings, lists, quotes, tables and front matter', async () => {
    const draft = await articleFrom(
      '---\ntitle: 守坝人的雨季\ndate: 2025-07-12\nauthor: 闻笙\n---\n\n第一段话，说到这里就完了。\n\n## 三公里\n\n- 一盏灯\n- 一本簿子\n\n> 先信人，再查屏幕。\n\n| 项 | 数 |\n|---|---|\n| 站 | 26 |\n',
      { name: 'a.md' },
    );
    expect(draft).toMatchObject({
      title: '守坝人的雨季',
      byline: ['闻笙'],
      publishedAt: '2025-07-12T00:00:00+08:00',
    });
    expect(draft.passages.map(p => p.type)).toEqual([
      'title',
      'lede',
      'heading',
      'list-item',
      'list-item',
      'quote',
      'table',
    ]);
    expect(draft.passages.at(-1)?.text).toBe('项\t数\n站\t26');
  });

  it('is known by its first line', async () => {
    const { title } = await articleFrom('# 守坝人的雨季\n\n一段话。');
    expect(title).toBe('守坝人的雨季');
  });
});

const word = (body: string): string =>
  `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`;
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;
const docx = (body: string, parts: Record<string, string> = {}): Uint8Array =>
  zipSync({
    'word/document.xml': strToU8(word(body)),
    ...Object.fromEntries(
      Object.entries(parts).map(([name, text]) => [name, strToU8(text)]),
    ),
  });

describe('a DOCX', () => {
  const bytes = docx(
    `<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr>${run('守坝人的雨季')}</w:p>
     <w:p>${run('作者：闻笙')}</w:p>
     <w:p><w:commentRangeStart w:id="1"/>${run('东岭水库')}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>${run('有')}<w:del w:author="林芮"><w:r><w:delText>十二</w:delText></w:r></w:del><w:ins w:author="林芮">${run('十一')}</w:ins>${run('个人值班。')}</w:p>
     <w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>${run('三公里')}</w:p>
     <w:p>${run('光缆断了，值班员走了三公里。')}</w:p>
     <w:tbl><w:tr><w:tc><w:p>${run('站')}</w:p></w:tc><w:tc><w:p>${run('26')}</w:p></w:tc></w:tr></w:tbl>`,
    {
      'word/styles.xml':
        '<w:styles><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>',
      'word/comments.xml':
        '<w:comments><w:comment w:id="1" w:author="王编"><w:p><w:r><w:t>出处？</w:t></w:r></w:p></w:comment></w:comments>',
    },
  );

  it('is read as it was before the changes that it tracks', async () => {
    const draft = await articleFrom(bytes);
    expect(draft.title).toBe('守坝人的雨季');
    expect(draft.byline).toEqual(['闻笙']);
    expect(draft.passages.slice(1)).toEqual([
      { type: 'lede', text: '东岭水库有十二个人值班。' },
      { type: 'heading', text: '三公里', level: 2 },
      { type: 'paragraph', text: '光缆断了，值班员走了三公里。' },
      { type: 'table', text: '站\t26' },
    ]);
  });

  it('puts in beside a character what is put in between two', async () => {
    const tracked = (inner: string) =>
      docx(`<w:p>${run('守坝人的雨季')}</w:p><w:p>${inner}</w:p>`, {});
    const ins = (text: string) => `<w:ins w:author="林芮">${run(text)}</w:ins>`;
    const del = (text: string) =>
      `<w:del w:author="林芮"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
    const changes = async (inner: string) => {
      const { remarks, lines } = await readArticle({ content: tracked(inner) });
      return remarks.map(({ line, start, end, replacement }) => [
        lines[line]?.raw.slice(start, end),
        replacement,
      ]);
    };
    expect(await changes(`${run('雨停')}${ins('了')}${run('。')}`)).toEqual([
      ['停', '停了'],
    ]);
    expect(await changes(`${ins('昨天')}${run('雨停了。')}`)).toEqual([
      ['雨', '昨天雨'],
    ]);
    expect(await changes(`${run('雨')}${del('终于')}${run('停了。')}`)).toEqual(
      [['终于', '']],
    );
    expect(
      await changes(`${run('雨')}${ins('又')}${del('不')}${run('下了。')}`),
    ).toEqual([['不', '又']]);
    expect(await changes(`${run('🌧️')}${ins('了')}`)).toEqual([['🌧️', '🌧️了']]);
  });

  it('brings its comments and changes along, each at its place', async () => {
    const reading = await readArticle({ content: bytes });
    const said = reading.remarks.map(remark => {
      const place = placeOf(reading, remark);
      const line = reading.lines[remark.line]?.text ?? '';
      const { author, text, replacement } = remark;
      const words = line.slice(place?.start, place?.end);
      return [author, words, replacement ?? text];
    });
    expect(said).toEqual([
      ['王编', '东岭水库', '出处？'],
      ['林芮', '十二', '十一'],
    ]);
  });
});

describe('an EPUB', () => {
  it('is read in the order of its spine', async () => {
    const bytes = zipSync({
      mimetype: strToU8('application/epub+zip'),
      'META-INF/container.xml': strToU8(
        '<container><rootfiles><rootfile full-path="OEBPS/c.opf"/></rootfiles></container>',
      ),
      'OEBPS/c.opf': strToU8(
        '<package><metadata><dc:title>雨季集</dc:title><dc:creator>闻笙</dc:creator></metadata><manifest><item id="b" href="2.xhtml"/><item id="a" href="1%201.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
      ),
      'OEBPS/1 1.xhtml': strToU8(
        '<html><body><h1>坝上</h1><p>第一篇说到这里就完了。</p></body></html>',
      ),
      'OEBPS/2.xhtml': strToU8(
        '<html><body><h1>坝下</h1><p>第二篇说到这里也完了。</p></body></html>',
      ),
    });
    const draft = await articleFrom(bytes);
    expect(draft).toMatchObject({ title: '雨季集', byline: ['闻笙'] });
    expect(draft.passages.map(p => p.text)).toEqual([
      '雨季集',
      '坝上',
      '第一篇说到这里就完了。',
      '坝下',
      '第二篇说到这里也完了。',
    ]);
  });
});

describe('a PDF', () => {
  it('comes out in paragraphs, across its pages, without what runs along them', async () => {
    const file = path.join(projectRoot, 'tests/fixtures/import/wrapped.pdf');
    const draft = await articleFrom(new Uint8Array(fs.readFileSync(file)));
    expect(draft).toMatchObject({ title: '守坝人的雨季', byline: ['闻笙'] });
    const texts = draft.passages.map(p => p.text);
    expect(texts).toHaveLength(6);
    expect(texts[1]).toMatch(/^入梅以后，东岭水库.*三十公里外的县里。$/);
    expect(texts[3]).toBe('三公里');
    expect(texts[5]).toMatch(/^第二天清晨.*只差了两厘米。$/);
    const out = draft.discarded.map(line => line.text);
    expect(out).toContain('望澜周刊');
  });
});

describe('a file that is none', () => {
  const reasonOf = async (material: Material): Promise<string | undefined> =>
    readArticle(material).then(
      () => undefined,
      (error: AppError) => error.fields[0]?.reason ?? error.reason,
    );

  it.each<[string, string, Uint8Array]>([
    [
      'a picture',
      'file-unknown',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]),
    ],
    ['a zip of anything', 'file-unknown', zipSync({ 'a.txt': strToU8('a') })],
    ['a zip that is cut', 'file-broken', docx(run('话')).slice(0, 60)],
    [
      'a DOCX without a body',
      'file-broken',
      zipSync({ 'word/document.xml': strToU8('<w:document/>') }),
    ],
    [
      'a bomb',
      'unpacks-too-far',
      zipSync({ 'word/document.xml': new Uint8Array(160_000_000) }),
    ],
    ['a PDF of nothing', 'file-broken', strToU8('%PDF-1.4 nothing')],
    ['noise', 'not-text', new Uint8Array(3000).map((_, i) => (i * 7919) % 251)],
    ['nothing', 'no-text', new Uint8Array()],
  ])('says so of %s', async (_name, reason, content) => {
    expect(await reasonOf({ content })).toBe(reason);
  });

  it('runs nothing, and takes no markup for words', async () => {
    const { passages } = await articleFrom(
      '<h1>题</h1><script>alert(1)</script><svg><script>x</script><text>图</text></svg><p onclick="x()">正文，<a href="javascript:alert(1)">链接</a>，完了。</p><noembed><p>x</p></noembed><p>&lt;script&gt;不是标签&lt;/script&gt;</p>',
      { format: 'html' },
    );
    expect(passages.map(p => p.text)).toEqual([
      '题',
      '正文，链接，完了。',
      '<script>不是标签</script>',
    ]);
  });

  it('nests without end and is read', async () => {
    const deep = `${'<div>'.repeat(20_000)}<p>最里面的话。</p>`;
    const { passages } = await articleFrom(deep, { format: 'html' });
    expect(passages.at(-1)?.text).toBe('最里面的话。');
  });
});
