import { describe, expect, it } from 'vitest';

import { emptyFields, takeFields } from '#app/import/recognise/header.ts';
import { units } from '#app/import/recognise/measure.ts';

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
