import { describe, expect, it } from 'vitest';

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
