import { describe, expect, it } from 'vitest';

import { readArticle } from '#app/import/import.ts';
import { speakersIn } from '#app/import/recognise/turns.ts';

const said = (lines: string[]): (string | undefined)[] => {
  const speakers = speakersIn(lines.map(text => ({ text })));
  return lines.map(text => speakers.read({ text })?.speaker);
};

describe('a broadcast’s transcript', () => {
  it('names in full whoever is called by the surname later, though nobody asks', () => {
    expect(
      said([
        'AILSA REED, HOST: Every spring the town washes its traffic light.',
        'BEN KATO, BYLINE: It takes three people and a dog.',
        'GWEN TULLY: He sits where the light was.',
        'KATO: That is Gwen Tully, the mayor.',
        'TULLY: I told him that it is having a bath.',
        'REED: And the light is back up.',
      ]),
    ).toEqual([
      'AILSA REED',
      'BEN KATO',
      'GWEN TULLY',
      'BEN KATO',
      'GWEN TULLY',
      'AILSA REED',
    ]);
  });

  it('is none where labels in capitals name no person', () => {
    const lines = [
      'SERVES: Four, or two who have walked.',
      'NEEDS: A pan, and somebody to hold it.',
      'SERVES: Eight, on a Sunday.',
      'NEEDS: Two pans.',
    ];
    expect(said(lines)).toEqual(lines.map(() => undefined));
  });
});

describe('a talk whose names stand in brackets, each on its line', () => {
  it('names everybody, and whoever writes in once, too', () => {
    const lines = [
      '[主持人]',
      '这座塔到底歪了多少？',
      '[沈伯安]',
      '塔顶偏离中心一米零七。',
      '[网友“海边拾贝”]',
      '塔上的铃铛为什么不响了？',
      '[沈伯安]',
      '铃舌在一九五八年被取走了。',
      '[主持人]',
      '等到了吗？',
    ];
    expect(said(lines).filter((_, i) => i % 2 === 0)).toEqual([
      '主持人',
      '沈伯安',
      '网友“海边拾贝”',
      '沈伯安',
      '主持人',
    ]);
  });

  it('is none where brackets hold headings that come once', () => {
    const lines = [
      '【缘起】',
      '一九八八年，运河断流。',
      '【今天】',
      '水回来了。',
    ];
    expect(said(lines)).toEqual(lines.map(() => undefined));
  });
});

describe('an oral history', () => {
  it('has speakers who are named in full once, and nobody who asks', () => {
    expect(
      said([
        'Sully Marcotte (pitcher): I had a no-hitter going.',
        'Ann Pruitt (organist): I knew eleven songs about rain.',
        'Marcotte: She never once played that one.',
        'Dell Ochoa (umpire): Nobody called it. That was the trouble.',
        'Pruitt: He came back two days later with a canoe.',
        'Marcotte: I am sixty-three.',
      ]),
    ).toEqual([
      'Sully Marcotte',
      'Ann Pruitt',
      'Sully Marcotte',
      'Dell Ochoa',
      'Ann Pruitt',
      'Sully Marcotte',
    ]);
  });
});

describe('a dialogue', () => {
  it('has a stroke behind its names, where they are persons', () => {
    expect(
      said([
        '林晓｜你们什么时候停航？',
        '范敬亭｜昨天。',
        '林晓｜明天呢？',
        '范敬亭｜明天没有船。',
      ]),
    ).toEqual(['林晓', '范敬亭', '林晓', '范敬亭']);
    const sections = [
      '深度｜渡口停航之后',
      '人物｜老范',
      '深度｜雾',
      '人物｜桥',
    ];
    expect(said(sections)).toEqual(sections.map(() => undefined));
  });

  it('has a name that speaks once, with a colon, alone above what is said', () => {
    expect(
      said([
        'Geena Holt:',
        'The last phone book came off the press today.',
        'Will Bracket:',
        'Who reads it?',
        'Gus Tillery, Proofreader:',
        'I do. All of it.',
        'Will Bracket:',
        'Has anyone ever thanked you?',
        'Gus Tillery:',
        'A man called once.',
      ]).filter(Boolean),
    ).toEqual([
      'Geena Holt',
      'Will Bracket',
      'Gus Tillery',
      'Will Bracket',
      'Gus Tillery',
    ]);
  });
});

describe('who speaks', () => {
  const asked = [
    '去年你们提前还掉的那笔贷款，是怎么算的？',
    '很简单，利息比仓库的租金还高，早还一个月就是一个月。',
    '下游客户压账期，你们怎么办？',
    '我们只做两件事：先把小单子排到前面，再把大单子的定金提到四成。',
    '会不会丢客户？',
    '丢了两个，又回来一个。回来的那个，现在是最准时的。',
  ];
  it.each([
    ['问 ', '答 ', '问', '答'],
    ['Q. ', 'A. ', 'Q', 'A'],
    ['■问：', '□答：', '问', '答'],
    ['●记者：', '○陆青禾：', '记者', '陆青禾'],
    ['《江岸日报》：', '陆青禾：', '《江岸日报》', '陆青禾'],
    ['记者\u3000', '陆青禾\u3000', '记者', '陆青禾'],
    ['记者：', '陆青禾[笑]：', '记者', '陆青禾'],
    ['<b>记者</b> ', '<b>陆青禾</b> ', '记者', '陆青禾'],
    ['江岸电视台记者：', '陆青禾：', '江岸电视台记者', '陆青禾'],
  ])('is told by %s and %s', async (asks, answers, asker, answerer) => {
    const said = asked.map(
      (text, i) => `<p>${i % 2 === 0 ? asks : answers}${text}</p>`,
    );
    const content = `<!doctype html><html lang="zh"><body><h1>三十年账本</h1><div><p>陆青禾做了三十年纸箱，仓库在河边，采访中间被叉车打断了四次。</p>${said.join('')}</div></body></html>`;
    const { lines } = await readArticle({ content, format: 'html' });
    const turns = lines.filter(({ role }) => role === 'turn');
    expect(turns.map(({ speaker, text }) => [speaker, text])).toEqual(
      asked.map((text, i) => [i % 2 === 0 ? asker : answerer, text]),
    );
  });

  it('is nobody whom a list of guests names once, before a wide space', async () => {
    const content = `<!doctype html><html lang="zh"><body><h1>夜班三人谈</h1><div><p>凌\u3000渡\u3000澜城日报原夜班总编辑</p><p>卓一苇\u3000独立编辑，著有《错别字简史》</p>${asked
      .map((text, i) => `<p>${i % 2 === 0 ? '主持人' : '卓一苇'}：${text}</p>`)
      .join('')}</div></body></html>`;
    const { lines } = await readArticle({ content, format: 'html' });
    expect(lines.find(({ raw }) => raw.includes('简史'))?.role).not.toBe(
      'turn',
    );
    expect(lines.filter(({ role }) => role === 'turn')).toHaveLength(6);
  });
});
