import { describe, expect, it } from 'vitest';

import { AppError } from '#app/errors.ts';
import { importArticle } from '#app/import/import.ts';

const reasonOf = (content: string): string | undefined => {
  try {
    importArticle(content);
    return undefined;
  } catch (error) {
    return (error as AppError).fields[0]?.reason;
  }
};

describe('importArticle', () => {
  it.each([
    ['nothing', '', 'no-text'],
    ['white space alone', ' \n\u3000\t\n\u00a0', 'no-text'],
    ['a page’s source', '<!doctype html><html><p>x</p>', 'html-as-text'],
    ['pasted markup', '<p>a</p><p>b</p><p>c</p>', 'html-as-text'],
    ['a binary', 'PK\u0003\u0004\u0001'.repeat(9), 'binary'],
  ])('refuses %s and says why', (_name, content, reason) => {
    expect(reasonOf(content)).toBe(reason);
  });

  it('takes one line alone as a title', () => {
    const { title, passages } = importArticle('只有一行');
    expect(title).toBe('只有一行');
    expect(passages).toEqual([{ type: 'title', text: '只有一行' }]);
  });

  it('takes mixed line ends, a BOM and control characters', () => {
    const { passages } = importArticle(
      '\ufeff标题\r\n第一段\u0007话，到这里就说完了。\r第二段话。',
    );
    expect(passages.map(p => p.text)).toEqual([
      '标题',
      '第一段话，到这里就说完了。',
      '第二段话。',
    ]);
  });

  it('keeps a script as the words that it is', () => {
    const { title } = importArticle('<script>alert(1)</script>\n正文。');
    expect(title).toBe('<script>alert(1)</script>');
  });

  it('takes no paragraph that ends in a colon for a speaker', () => {
    const { passages } = importArticle(
      '问答\n\n问：几点？\n\n答：我比较在意的点是：\n\n第一点是时间。\n\n问：还有呢？\n\n答：没有了。',
    );
    expect(passages.filter(p => p.type === 'turn')).toHaveLength(4);
    expect(passages[3]).toEqual({
      type: 'paragraph',
      text: '第一点是时间。',
      speaker: '答',
    });
  });

  it('lets a sent title take no line away', () => {
    const { title, passages } = importArticle('第一行。\n第二行。', {
      title: '另一个标题',
    });
    expect(title).toBe('另一个标题');
    expect(passages.map(p => p.text)).toEqual([
      '另一个标题',
      '第一行。',
      '第二行。',
    ]);
  });
});
