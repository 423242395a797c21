import fs from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { articleFrom } from '#tests/support/article-from.ts';
import { projectRoot } from '#app/project-root.server.ts';

const folder = path.join(projectRoot, 'tests/fixtures/pages');

type Expected = {
  blocks: [type: string, speaker: string | null, opening: string][];
  /** Lines that are left out; the rest of what is left out is no text either. */
  discarded: string[];
} & Record<string, unknown>;

const pages = fs
  .readdirSync(folder)
  .filter(name => name.endsWith('.txt'))
  .map(name => name.replace(/\.txt$/, ''));

describe('a page copied whole', () => {
  it.each(pages)('%s comes out as its article', async name => {
    const read = (end: string): string =>
      fs.readFileSync(path.join(folder, `${name}.${end}`), 'utf8');
    const expected = JSON.parse(read('json')) as Expected;
    const { blocks, discarded, ...fields } = expected;
    const draft = await articleFrom(read('txt'));

    expect(draft).toMatchObject(fields);
    const opening = (i: number): number => blocks[i]?.[2].length ?? 8;
    expect(
      draft.passages.map(({ type, speaker, text }, i) => [
        type,
        speaker ?? null,
        text.slice(0, opening(i)),
      ]),
    ).toEqual(blocks);
    const out = draft.discarded.map(line => line.text);
    for (const line of discarded) expect(out).toContain(line);
  });

  it.each(pages)('%s loses no line without a word', async name => {
    const raw = fs.readFileSync(path.join(folder, `${name}.txt`), 'utf8');
    const draft = await articleFrom(raw);
    const kept = [
      ...draft.passages.map(p => p.text),
      ...draft.discarded.map(d => d.text),
      ...draft.byline,
      ...draft.credits.flatMap(c => [c.role, c.name]),
      ...[draft.publisher, draft.source, draft.section, draft.publishedAt],
    ];
    for (const line of raw.split('\n').map(l => l.trim())) {
      if (line === '') continue;
      const found = kept.some(
        part => part && (line.includes(part) || part.includes(line)),
      );
      const isTime = /\d{4}/.test(line);
      expect(found || isTime, line).toBe(true);
    }
  });
});

const real = path.resolve(
  projectRoot,
  '../shared/articles/thepaper-llm-dialogue.txt',
);

describe.runIf(fs.existsSync(real))('the founding article', async () => {
  const draft = fs.existsSync(real)
    ? await articleFrom(fs.readFileSync(real, 'utf8'))
    : null;

  it('has its fields', () => {
    expect(draft?.title).toMatch(/^元宇宙聊天室\|大模型应用不完美/);
    expect(draft).toMatchObject({
      byline: ['宦艳红'],
      source: '澎湃新闻',
      section: '未来2%',
      publishedAt: '2024-07-11T14:40:00+08:00',
    });
    expect(draft?.credits.map(c => c.role)).toEqual(['责任编辑', '校对']);
  });

  it('has its lede, four headings, and 21 turns in 39 spoken paragraphs by three', () => {
    const passages = draft?.passages ?? [];
    const of = (type: string): number =>
      passages.filter(p => p.type === type).length;
    expect([of('lede'), of('heading'), of('turn')]).toEqual([1, 4, 21]);
    expect(passages.filter(p => p.speaker)).toHaveLength(39);
    expect(new Set(passages.flatMap(p => p.speaker ?? [])).size).toBe(3);
  });

  it('keeps furniture and text apart', () => {
    expect(draft?.discarded).toHaveLength(18);
    for (const { text } of draft?.discarded ?? []) {
      expect(text.length).toBeLessThan(30);
    }
  });

  it('comes out the same in full-width punctuation', async () => {
    const raw = fs.readFileSync(real, 'utf8');
    const wide = await articleFrom(
      raw
        .replaceAll(',', '，')
        .replace(/(?<!\d):/g, '：')
        .replaceAll('?', '？')
        .replaceAll('|', '｜'),
    );
    const shape = (d: typeof draft) =>
      d?.passages.map(p => [p.type, p.speaker]);
    expect(shape(wide)).toEqual(shape(draft));
  });
});
