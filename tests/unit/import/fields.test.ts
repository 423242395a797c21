import { describe, expect, it } from 'vitest';

import { emptyFields, takeFields } from '#app/import/recognise/header.ts';
import { units } from '#app/import/recognise/measure.ts';
import { foundIn } from '#tests/bench/import/found.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const fieldsOf = (line: string, language: string) => {
  const fields = emptyFields();
  return takeFields(fields, line, language) ? fields : null;
};

describe('a line that says who wrote an article', () => {
  it.each([
    ['By Jane Roe', ['Jane Roe'], null],
    ['BY JANE ROE AND JOHN DOE', ['Jane Roe', 'John Doe'], null],
    ['Written By: Jane Roe', ['Jane Roe'], null],
    ['Author of the article: Jane Roe', ['Jane Roe'], null],
    ['Author Jane Roe', ['Jane Roe'], null],
    ['Analysis by Jane Roe, CNN', ['Jane Roe'], 'CNN'],
    ['A column by Jane Roe', ['Jane Roe'], null],
    ['By Jane Roe, Scotland reporter @jroe', ['Jane Roe'], null],
    ['By Jane Roe (@jroe)', ['Jane Roe'], null],
    ['By Jane Roe Senior Correspondent', ['Jane Roe'], null],
    ['By JANE ROE Associated Press', ['Jane Roe'], 'Associated Press'],
    ['By Jane Roe Business reporter, BBC News', ['Jane Roe'], 'BBC News'],
    ['By Jane Roe in London', ['Jane Roe'], null],
    ['By Jane Roe 3 hours ago', ['Jane Roe'], null],
    ['By Jane Roe ∙ March 3, 2026', ['Jane Roe'], null],
    ['By Jane Roe — March 3, 2026', ['Jane Roe'], null],
    ['By — Jane Roe', ['Jane Roe'], null],
    ['By Jane Roe - Coast Ledger', ['Jane Roe'], 'Coast Ledger'],
    ['By Jane Roe of The Ledger', ['Jane Roe'], null],
    ['By Jane Roe | Staff Writer', ['Jane Roe'], null],
    ['By Jane Roe, Opinion Contributor', ['Jane Roe'], null],
    ['By Abdul-Rahman al-Sayed', ['Abdul-Rahman al-Sayed'], null],
    ['Published by Jane Roe', ['Jane Roe'], null],
    ['Contributor: Jane Roe', ['Jane Roe'], null],
    ['By 林远舟', ['林远舟'], null],
    ['林远舟/文', ['林远舟'], null],
    ['林远舟 发自 北岸', ['林远舟'], null],
    ['作 者：林远舟', ['林远舟'], null],
    ['驻京记者 林远舟', ['林远舟'], null],
    ['原创 林远舟 北岸人物 2026-03-03 10:00', ['林远舟'], '北岸人物'],
    [
      '作者：柳岸周末记者 邹澄|柳岸周末实习生 高一鸣',
      ['邹澄', '高一鸣'],
      '柳岸周末',
    ],
    ['Tuesday, 9th June 2026 07:42 - by Jane Roe', ['Jane Roe'], null],
    ['WPSR | By Jane Roe', ['Jane Roe'], null],
    [
      'By Jane Roe | jroe@example.org | Coast Ledger',
      ['Jane Roe'],
      'Coast Ledger',
    ],
    ['作者：林远舟（临澜大学教授）', ['林远舟'], null],
    ['□本报记者 林远舟', ['林远舟'], null],
    ['全媒体记者 林远舟', ['林远舟'], null],
    ['〔記者林遠舟／台北報導〕', ['林遠舟'], null],
    ['文并图/记者 林远舟', ['林远舟'], null],
    ['北岸周刊记者 林远舟 发自 澄江', ['林远舟'], '北岸周刊'],
    [
      '(Reporting by Jane Roe and John Doe; Editing by Ann Poe)',
      ['Jane Roe', 'John Doe'],
      null,
    ],
  ])('%s', (line, byline, publisher) => {
    const language = /\p{Script=Han}/u.test(line) ? 'zh-CN' : 'en';
    expect(fieldsOf(line, language)).toMatchObject({ byline, publisher });
  });

  it.each(['By The Associated Press', 'By Staff Reporter', '作者：编辑部'])(
    'names nobody where an office wrote it: %s',
    line => {
      expect(fieldsOf(line, 'en')?.byline ?? []).toEqual([]);
    },
  );
});

describe('a line that says who else took part', () => {
  it.each([
    ['（供稿：林远舟　审核：齐小满）', ['林远舟', '齐小满']],
    ['(Editing by Ann Poe)', ['Ann Poe']],
  ])('%s', (line, names) => {
    const language = /\p{Script=Han}/u.test(line) ? 'zh-CN' : 'en';
    expect(fieldsOf(line, language)?.credits.map(({ name }) => name)).toEqual(
      names,
    );
  });
});

describe('a line that says where an article is from', () => {
  it.each([
    ['来源｜北岸新闻', '北岸新闻'],
    ['本文来源：北岸网', '北岸网'],
  ])('%s', (line, source) => {
    const fields = fieldsOf(line, 'zh-CN');
    expect(fields).toMatchObject({ source, publisher: null });
  });
});

describe('a field whose name stands in a box of its own', () => {
  const read = (html: string) =>
    articleFrom(`<html><body>${html}</body></html>`, { format: 'html' });
  const words =
    '<p>修缮三年的望江桥重新开放，每天只开两个小时，每次不超过四十人。</p><p>桥面能承三百人，四十人是给燕子定的，桥洞里有二十六个燕窝。</p>';

  it('is read with what stands in the next', async () => {
    const draft = await read(
      `<h1>古桥每天开放两小时</h1><div><div>来源</div><div>江城日报</div><div>作者：</div><div>铁军</div></div>${words}<dl><dt>责任编辑</dt><dd>王晓_NN1024</dd><dt>英文审校</dt><dd>Paul Hester</dd></dl>`,
    );
    expect(draft.source).toBe('江城日报');
    expect(draft.byline).toEqual(['铁军']);
    expect(draft.credits).toEqual([
      { role: '责任编辑', name: '王晓' },
      { role: '英文审校', name: 'Paul Hester' },
    ]);
  });

  it('is none in a title of one word', async () => {
    const draft = await read(`<h1>翻译</h1><p>陆知行</p>${words}`);
    expect(draft.title).toBe('翻译');
    expect(draft.credits).toEqual([]);
  });

  it('is none where words follow: who asks in a dialogue is no author', async () => {
    const draft = await read(
      `<h1>古桥每天开放两小时</h1>${words}<p>记者：</p><p>为什么是四十人？</p><p>丁一：</p><p>给燕子定的。</p><p>记者：</p><p>燕子知道吗？</p><p>丁一：</p><p>知道的。</p>`,
    );
    expect(draft.byline).toEqual([]);
    expect(foundIn(draft).turns).toHaveLength(4);
  });
});

describe('the length of a line', () => {
  it.each([
    ['第3号码头的工人等了2026年一整年', 15],
    ['The year 2026 wasn’t long', 5],
    ['iPhone卖出1,200部', 5],
    ['二〇二六年', 5],
    ['', 0],
  ])('counts Han characters and words: %s', (line, length) => {
    expect(units(line)).toBe(length);
  });
});
