import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { describe as describeAnchor } from '#app/anchoring/describe.ts';
import { resolve } from '#app/anchoring/resolve.ts';
import type { Passage } from '#app/articles/article.ts';
import { voidingOf, type Words } from '#app/articles/changed-sentences.ts';
import { kinship, KIN } from '#app/articles/kinship.ts';
import { layOut, sentencesOf } from '#app/articles/text.ts';

function wordsOf(passages: Passage[]): Words {
  const { text, blocks } = layOut(passages);
  return { text, blocks, sentences: sentencesOf(blocks, 'zh') };
}
const title: Passage = { type: 'title', text: '标题' };
const turn = (speaker: string, text: string): Passage => ({
  type: 'turn',
  speaker,
  text,
});
const spanOf = ({ text }: Words, words: string): [number, number] => {
  const at = text.indexOf(words);
  if (at < 0) throw new Error(`No ${words}`);
  return [at, at + words.length];
};

describe('voiding, by sentence and speaker', () => {
  const before = wordsOf([
    title,
    turn('甲', '桥是去年通车的。花了三十亿元。没有人反对。'),
  ]);

  it.each([
    ['a negation beside it', '花了三十亿元。', '并没有花三十亿元。', true],
    ['a figure in its sentence', '三十亿元', '三百亿元', true],
    ['a neighbour sentence', '没有人反对。', '有人反对。', false],
    ['a full stop made a question', '三十亿元。', '三十亿元？', true],
  ])('is asked for by %s', (_, from, to, voided) => {
    const after = wordsOf([
      title,
      turn('甲', (before.blocks[1]?.text ?? '').replace(from, to)),
    ]);
    const words = before.text.includes('亿元') && after.text.includes('亿元');
    expect(words).toBe(true);
    const found = voidingOf(
      before,
      spanOf(before, '亿元'),
      after,
      spanOf(after, '亿元'),
    );
    expect(found.voided).toBe(voided);
    if (!voided) expect(found.contextChanged).toBe(true);
  });

  it('is asked for by another speaker of the same words', () => {
    const after = wordsOf([title, turn('乙', before.blocks[1]?.text ?? '')]);
    const span = spanOf(before, '三十亿元');
    expect(voidingOf(before, span, after, span).voided).toBe(true);
  });

  it('is asked for where no place is left', () => {
    const span = spanOf(before, '三十亿元');
    expect(voidingOf(before, span, before, null).voided).toBe(true);
  });

  it('leaves what touches no changed sentence as it was', () => {
    const sentence = fc
      .tuple(fc.nat(9999), fc.constantFrom('花了', '说过', '走了', '看见'))
      .map(([n, verb]) => `第${n}个人${verb}这件事情的经过。`);
    fc.assert(
      fc.property(
        fc.uniqueArray(sentence, { minLength: 3, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('replace', 'remove', 'insert'),
        (sentences, which, where, doing) => {
          const at = which % sentences.length;
          const changed = [...sentences];
          const other = '这一句是后来写的，从前没有。';
          if (doing === 'replace') changed[at] = other;
          else
            changed.splice(
              at,
              doing === 'remove' ? 1 : 0,
              ...(doing === 'insert' ? [other] : []),
            );
          const was = wordsOf([title, turn('甲', sentences.join(''))]);
          const is = wordsOf([title, turn('甲', changed.join(''))]);
          const mine = sentences[where % sentences.length] ?? '';
          const span = spanOf(was, mine);
          const found = resolve(
            is.text,
            describeAnchor(was.text, ...span),
            was.text,
          );
          const place =
            found.start === null || found.end === null
              ? null
              : ([found.start, found.end] as [number, number]);
          const { voided } = voidingOf(was, span, is, place);
          const untouched = changed.includes(mine);
          expect(voided).toBe(!untouched);
          if (untouched) {
            expect(['exact', 'moved']).toContain(found.state);
            expect(is.text.slice(...(place ?? [0, 0]))).toBe(mine);
          }
        },
      ),
      { numRuns: 300, seed: 21 },
    );
  });
});

describe('kinship', () => {
  it.each([
    ['一篇关于桥的文章，三十亿元。', '一篇关于桥的文章，三百亿元。', true],
    ['渡口停航之后的一百天', '本市今天下了一场很大的雨', false],
    ['A text about the bridge', 'Another text about the old bridge', true],
    ['The ferry stopped in March', 'Rain fell on the hills all day', false],
    ['桥', '桥', true],
  ])('of %s and %s says whether they are one article', (a, b, kin) => {
    expect(kinship(a, b) >= KIN).toBe(kin);
  });
});
