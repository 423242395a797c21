import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { strToU8, zipSync } from 'fflate';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { isPublic } from '#app/articles/fetch-page.server.ts';
import {
  apiOf,
  makeDataDir,
  makeToken,
  pangzhu,
  removeDir,
  startDesk,
  type Api,
  type Desk,
  type Json,
} from '#tests/support/server.ts';

let desk: Desk;
let api: Api;
let token: string;
/** A site of its own, which answers by path. */
let site: http.Server;
let host: string;
let base: string;

const words =
  '入梅以来全市二十六座水库的蓄水量比去年同期多出一成七，值班表排到了八月底。';
const pageOf = (title: string, body: string): string =>
  `<!doctype html><title>${title}_望澜网</title><h1>${title}</h1><p class="info">2025-07-12 09:05&emsp;来源：望澜日报</p><div class="txt"><p>${body}</p><p>第二段话，说到这里就完了。</p></div><div class="tips">关注我们</div>`;

const PAGES: Record<string, (answer: http.ServerResponse) => void> = {
  '/1': answer => send(answer, pageOf('守坝人的雨季', words)),
  '/2': answer => send(answer, pageOf('又一个雨季', `${words}后来雨停了。`)),
  '/refused': answer => answer.writeHead(403).end(),
  '/inside': answer =>
    answer.writeHead(302, { Location: 'http://169.254.169.254/' }).end(),
  '/again': answer => answer.writeHead(302, { Location: '/again' }).end(),
  '/image': answer =>
    answer.writeHead(200, { 'Content-Type': 'image/png' }).end('x'),
  '/lie': answer => send(answer, '%PDF-1.4 x'),
  '/large': answer => {
    answer.writeHead(200, { 'Content-Type': 'text/html' });
    const piece = 'x'.repeat(1_000_000);
    for (let i = 0; i < 25; i += 1) answer.write(piece);
    answer.end();
  },
};
const send = (answer: http.ServerResponse, text: string): void =>
  void answer
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    .end(text);

beforeAll(async () => {
  const dataDir = makeDataDir();
  desk = await startDesk(dataDir);
  token = await makeToken(dataDir, 'owner');
  api = apiOf(desk.base, token);
  site = http.createServer((request, answer) => {
    const page = PAGES[request.url ?? ''];
    if (page) page(answer);
    else answer.writeHead(404).end();
  });
  await new Promise<void>(done => site.listen(0, '127.0.0.1', done));
  host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
  base = `http://${host}`;
});

afterAll(async () => {
  site.close();
  await desk.stop();
  removeDir(desk.dataDir);
});

/** Sends a file. */
async function upload(
  to: string,
  name: string,
  bytes: Uint8Array | string,
): Promise<{ status: number; body: Json }> {
  const form = new FormData();
  form.set('file', new File([bytes as BlobPart], name));
  const answer = await fetch(`${desk.base}/api/v1${to}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as Json };
}

describe('fetching an address', () => {
  it.each([
    'http://127.0.0.1:PORT/1',
    'http://localhost:PORT/1',
    'http://2130706433:PORT/1',
    'http://0x7f.1:PORT/1',
    'http://0177.0.0.1:PORT/1',
    'http://[::1]:PORT/1',
    'http://[::ffff:127.0.0.1]:PORT/1',
    'http://169.254.169.254/latest/meta-data',
    'http://0.0.0.0:PORT/1',
    'http://10.0.0.1/',
    'file:///etc/passwd',
    'ftp://example.org/',
  ])('refuses %s', async address => {
    const url = address.replace('PORT', host.split(':')[1] ?? '');
    const { status, body } = await api('POST', '/imports', { url });
    expect(status).toBe(422);
    expect(Object.keys(body.errors)).toEqual(['url']);
  });

  it.each([
    ['8.8.8.8', true],
    ['2606:4700::1', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['198.18.0.1', false],
    ['192.0.2.1', false],
    ['::1', false],
    ['fe80::1', false],
    ['fc00::1', false],
    ['::ffff:10.0.0.1', false],
    ['64:ff9b::7f00:1', false],
    ['2002:7f00:1::', false],
    ['nonsense', false],
  ])('takes %s for public: %s', (address, is) => {
    expect(isPublic(address)).toBe(is);
  });

  describe('of a host that an owner allows', () => {
    beforeAll(async () => {
      const { status } = await api('POST', '/allowed-hosts', { host });
      expect(status).toBe(201);
    });

    it('reads the page, and keeps it as it was', async () => {
      const { status, body } = await api('POST', '/imports', {
        url: `${base}/1`,
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({
        name: `${base}/1`,
        site: host,
        fields: { title: '守坝人的雨季', source: '望澜日报', url: `${base}/1` },
      });
      const { sha256 } = body.snapshot;
      const kept = path.join(desk.dataDir, 'files', sha256.slice(0, 2), sha256);
      expect(fs.readFileSync(kept, 'utf8')).toBe(pageOf('守坝人的雨季', words));
    });

    it.each([
      ['/refused', /\(403\)/],
      ['/inside', /inside a network|内部网络/],
      ['/again', /on and on|一再跳转/],
      ['/image', /image\/png/],
      ['/lie', /text\/html/],
      ['/large', /20 MB/],
      ['/gone', /\(404\)/],
    ])('says of %s what is wrong', async (address, says) => {
      const { status, body } = await api('POST', '/imports', {
        url: base + address,
      });
      expect(status).toBe(422);
      expect(body.errors.url[0]).toMatch(says);
    });

    it('makes an article of an address alone', async () => {
      const { status, body } = await api('POST', '/articles', {
        url: `${base}/2`,
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({ title: '又一个雨季', url: `${base}/2` });
    });
  });
});

describe('a page that is looked through', () => {
  const made = async (content: string, more: object = {}): Promise<Json> =>
    (await api('POST', '/imports', { content, ...more })).body;

  it('becomes an article as it was corrected, and is no page any more', async () => {
    const page = await made(
      `守坝人\n2025-07-12\n来源：望澜日报\n${words}\n小字一行`,
    );
    const lines = page.lines.map((line: Json) =>
      line.raw === words ? { ...line, role: 'quote' } : line,
    );
    const fields = { ...page.fields, title: '守坝人（改）', byline: ['闻笙'] };
    const articleId = v7();
    const saved = await api('POST', `/imports/${page.id}/article`, {
      lines,
      fields,
      articleId,
    });
    expect(saved.status).toBe(201);
    expect(saved.body).toMatchObject({
      id: articleId,
      title: '守坝人（改）',
      byline: ['闻笙'],
    });
    const { blocks } = saved.body;
    expect(blocks.find((b: Json) => b.text === words).type).toBe('quote');
    expect((await api('GET', `/imports/${page.id}`)).status).toBe(404);
  });

  it('is kept as a draft, by revision', async () => {
    const page = await made('一页草稿\n第一段话，说到这里就完了。');
    const change = { fields: { ...page.fields, title: '改过的草稿' } };
    const first = await api('PATCH', `/imports/${page.id}`, change, {
      'If-Match': '"1"',
    });
    expect(first.status).toBe(200);
    const late = await api('PATCH', `/imports/${page.id}`, change, {
      'If-Match': '"1"',
    });
    expect(late.status).toBe(412);
    expect(late.body.current.fields.title).toBe('改过的草稿');
    const { body } = await api('GET', '/imports');
    expect(body.items[0]).toMatchObject({ id: page.id, title: '改过的草稿' });
    const gone = await api('DELETE', `/imports/${page.id}`, undefined, {
      'If-Match': '"2"',
    });
    expect(gone.status).toBe(204);
  });

  it('leaves its open questions as notes', async () => {
    const page = await made(
      `守坝人的夜\n2025-07-12 09:00\n\n${words}\n\n坝顶的灯。何川 摄\n\n第二段话，说到这里就完了。`,
    );
    const asks = page.lines.filter((line: Json) => line.doubt);
    expect(asks.map((line: Json) => line.doubt)).toEqual(['caption']);
    const { body } = await api('POST', `/imports/${page.id}/article`, {});
    const notes = await api('GET', `/articles/${body.id}/annotations/?page=0`);
    const [note] = notes.body.items;
    const quote = note.target.selector.find((s: Json) => s.exact).exact;
    expect(quote).toBe('坝顶的灯。何川 摄');
  });

  it('refuses what is no reading', async () => {
    const page = await made('一页\n一段话。');
    for (const body of [
      { lines: [] },
      { lines: [{ raw: 'x', text: 'x', role: 'nonsense' }] },
      { fields: { title: 1 } },
      { more: true },
    ]) {
      const { status } = await api('POST', `/imports/${page.id}/article`, body);
      expect(status).toBe(422);
    }
  });

  it('says which article is there already', async () => {
    const content = `同一篇文章\n${words}${words.replaceAll('水', '雨')}\n第二段话，说到这里就完了，还有几句别的。`;
    const { body: there } = await api('POST', '/articles', { content });
    const again = await made(content.replace('几句', '一两句'));
    expect(again.like[0]).toMatchObject({ id: there.id, title: '同一篇文章' });
    const other = await made(
      '另一篇\n说的是完全不同的事情，一个字都不一样才好。',
    );
    expect(other.like).toEqual([]);
  });

  it('teaches the next page of its site', async () => {
    const address = `https://${v7()}.example.org`;
    const page = (n: number): string =>
      `<link rel="canonical" href="${address}/${n}"><h1>第 ${n} 页</h1><div class="txt"><p>${words}</p><p class="promo-line">一起读书的人 ${n}</p><p>第二段话，说到这里就完了。</p></div>`;
    const first = await made(page(1), { format: 'html' });
    const at = first.lines.findIndex((l: Json) => /一起读书/.test(l.raw));
    first.lines[at] = {
      ...first.lines[at],
      role: 'caption',
      reason: undefined,
    };
    await api('POST', `/imports/${first.id}/article`, { lines: first.lines });
    const second = await made(page(2), { format: 'html' });
    expect(second.lines[at]).toMatchObject({ role: 'caption' });
    const { body } = await api('GET', '/site-corrections');
    const [kept] = body.items.filter((c: Json) => c.site === second.site);
    expect(kept).toMatchObject({ role: 'caption', example: '一起读书的人 1' });
    await api('DELETE', `/site-corrections/${kept.id}`);
    const third = await made(page(3), { format: 'html' });
    expect(third.lines[at].role).not.toBe('caption');
  });
});

describe('hostile input', () => {
  it.each<[string, string, Uint8Array | string]>([
    [
      'a hundred thousand nested elements',
      'a.html',
      `${'<div>'.repeat(100_000)}话。`,
    ],
    [
      'a zip bomb',
      'a.docx',
      zipSync({ 'word/document.xml': new Uint8Array(400_000_000) }),
    ],
    [
      'an entity bomb',
      'a.docx',
      zipSync({
        'word/document.xml': strToU8(
          '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>',
        ),
      }),
    ],
    [
      'a way out of the zip',
      'a.epub',
      zipSync({
        '../../../etc/passwd': strToU8('x'),
        'META-INF/container.xml': strToU8(
          '<container><rootfile full-path="../../../etc/passwd"/></container>',
        ),
      }),
    ],
    [
      'a PDF with a script',
      'a.pdf',
      '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>',
    ],
    ['fifty megabytes', 'a.html', `<p>${'很长的话。'.repeat(3_400_000)}</p>`],
    ['a file of zeros', 'a.txt', new Uint8Array(1_000_000)],
  ])(
    'of %s breaks nothing, and others are answered',
    async (_n, name, bytes) => {
      const sent = upload('/imports', name, bytes);
      const health = await fetch(`${desk.base}/healthz`);
      expect(health.status).toBe(200);
      const { status } = await sent;
      expect([201, 413, 422]).toContain(status);
      expect((await api('GET', '/me')).status).toBe(200);
    },
    60_000,
  );

  it('leaves the files beside it alone', async () => {
    const both = await Promise.all([
      upload('/imports', 'a.docx', 'no docx at all \u0001\u0002'.repeat(40)),
      upload('/imports', 'b.txt', `标题\n${words}`),
    ]);
    expect(both.map(one => one.status)).toEqual([422, 201]);
  });
});

describe('the command line', () => {
  it('imports a folder, and says of each file what came of it', async () => {
    const folder = makeDataDir();
    fs.writeFileSync(path.join(folder, 'a.md'), `# 第一篇\n\n${words}`);
    fs.writeFileSync(path.join(folder, 'b.html'), pageOf('第二篇', words));
    fs.writeFileSync(
      path.join(folder, 'c.png'),
      Buffer.from('\u0089PNG', 'latin1'),
    );
    const { code, stdout, stderr } = await pangzhu(desk.dataDir, [
      'import',
      folder,
    ]);
    removeDir(folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/第一篇/);
    expect(stdout).toMatch(/第二篇/);
    expect(stderr).toMatch(/c\.png/);
  });
});
