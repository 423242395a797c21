import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  askerOf,
  choicesFor,
  correct,
  speakersOf,
  type Draft,
  type Edit,
} from '#app/articles/review.ts';
import { readArticle } from '#app/import/import.ts';
import { assemble, LINE_ROLES } from '#app/import/reading.ts';

const PAGE = `首页 要闻 财经 文化
不打烊的书房
望澜周刊记者 陆知夏
2026-03-14 09:20 来源：《望澜周刊》
临澜市把三十七间小型图书馆开进了地铁站，馆长沈予安说，最难的从来不是灯。
凌晨两点的粮仓书房。何川 摄
凌晨三点的椅子
望澜周刊：凌晨真的有人去吗？
沈予安：有。去年一共接待了四十一万人次。
我们做过一次很笨的调查：连续三周抄座位。
望澜周刊：一年要花多少钱？
平均下来，每间每年三十八万元。
责任编辑 林芮
© 望澜传媒 版权所有`;

const draft = async (): Promise<Draft> => {
  const { lines, fields } = await readArticle({ content: PAGE });
  return { lines, fields };
};
const at = ({ lines }: Draft, start: string): number =>
  lines.findIndex(line => line.raw.startsWith(start));

describe('a page that is corrected', () => {
  it('knows who asks, and asks about what is not sure', async () => {
    const { lines } = await draft();
    expect(speakersOf(lines)).toEqual(['望澜周刊', '沈予安']);
    expect(askerOf(lines)).toBe('望澜周刊');
    const asks = lines.flatMap((line, i) => (line.doubt ? [i] : []));
    expect(asks.map(i => lines[i]?.doubt)).toEqual(['caption', 'speaker']);
    expect(choicesFor(lines, asks[0] ?? 0)).toMatchObject([
      { role: 'caption', on: true },
      { role: 'paragraph', on: false },
      { role: 'out', on: false },
    ]);
    expect(choicesFor(lines, asks[1] ?? 0)).toMatchObject([
      { speaker: '望澜周刊', on: true },
      { speaker: '沈予安', on: false },
      { speaker: null, on: false },
    ]);
  });

  it('gives a line to whoever says it', async () => {
    const before = await draft();
    const i = at(before, '平均下来');
    const after = correct(before, {
      type: 'speaker',
      at: i,
      speaker: '沈予安',
    });
    expect(after.lines[i]).toMatchObject({ role: 'turn', speaker: '沈予安' });
    expect(after.lines[i]?.doubt).toBeUndefined();
  });

  it('renames a speaker in all turns and what goes on with them', async () => {
    const after = correct(await draft(), {
      type: 'rename',
      from: '沈予安',
      to: '馆长',
    });
    expect(speakersOf(after.lines)).toEqual(['望澜周刊', '馆长']);
    expect(after.lines.filter(l => l.speaker === '馆长')).toHaveLength(2);
  });

  it('takes back the speaker of what went on with a turn that is none', async () => {
    const before = await draft();
    const i = at(before, '沈予安：');
    const after = correct(before, { type: 'role', at: i, role: 'heading' });
    expect(after.lines[i]).toMatchObject({ role: 'heading' });
    expect(after.lines[i + 1]?.speaker).toBeUndefined();
  });

  it('has one title, which is the title field too', async () => {
    const before = await draft();
    const i = at(before, '凌晨三点');
    const after = correct(before, { type: 'role', at: i, role: 'title' });
    expect(after.fields.title).toBe('凌晨三点的椅子');
    expect(after.lines.filter(l => l.role === 'title')).toHaveLength(1);
    const [title] = assemble({ ...after, remarks: [] }).passages;
    expect(title).toEqual({ type: 'title', text: '凌晨三点的椅子' });
  });

  it('reads fields from a line that is said to hold them', async () => {
    const fields = { byline: [], source: null, publishedAt: null };
    let now = correct(await draft(), { type: 'fields', fields });
    const name = at(now, '望澜周刊记者');
    now = correct(now, { type: 'role', at: name, role: 'byline' });
    now = correct(now, { type: 'role', at: at(now, '2026'), role: 'dateline' });
    expect(now.fields).toMatchObject({
      byline: ['陆知夏'],
      source: '《望澜周刊》',
      publishedAt: '2026-03-14T09:20:00+08:00',
    });
  });

  it('parts a line where it is told, and joins it again', async () => {
    const before = await draft();
    const i = at(before, '我们做过');
    const parted = correct(before, { type: 'split', at: i, offset: 11 });
    expect(parted.lines.slice(i, i + 2).map(l => [l.text, l.speaker])).toEqual([
      ['我们做过一次很笨的调查', '沈予安'],
      ['：连续三周抄座位。', '沈予安'],
    ]);
    const joined = correct(parted, { type: 'merge', at: i });
    expect(joined.lines[i]?.text).toBe(before.lines[i]?.text);
    expect(joined.lines).toHaveLength(before.lines.length);
  });

  it('loses no word, whatever is done to it', async () => {
    const first = await draft();
    const index = fc.nat(first.lines.length - 1);
    const edits = fc.oneof<fc.Arbitrary<Edit>[]>(
      fc.record({
        type: fc.constant('role' as const),
        at: index,
        role: fc.constantFrom(...LINE_ROLES),
      }),
      fc.record({
        type: fc.constant('speaker' as const),
        at: index,
        speaker: fc.constantFrom('沈予安', '望澜周刊', '某人', null),
      }),
      fc.record({ type: fc.constant('merge' as const), at: index }),
      fc.record({
        type: fc.constant('split' as const),
        at: index,
        offset: fc.nat(30),
      }),
      fc.record({ type: fc.constant('sure' as const), at: index }),
    );
    const bare = (text: string): string => text.replace(/\s/g, '');
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 20 }), steps => {
        const last = steps.reduce(correct, first);
        const all = bare(last.lines.map(line => line.raw).join(''));
        // What was said; a name before a colon may have become the speaker's.
        for (const { text } of first.lines) expect(all).toContain(bare(text));
        const titles = last.lines.filter(line => line.role === 'title');
        expect(titles.length).toBeLessThan(2);
      }),
      {
        numRuns: 200,
        // What stood before a colon was gone when its turn was parted.
        examples: [
          [
            [
              { type: 'speaker', at: 9, speaker: '望澜周刊' },
              { type: 'split', at: 9, offset: 1 },
            ],
          ],
        ],
      },
    );
  });
});
