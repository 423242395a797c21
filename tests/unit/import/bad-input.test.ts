import { describe, expect, it } from 'vitest';

import { AppError } from '#app/errors.ts';
import { articleFrom } from '#tests/support/article-from.ts';

const reasonOf = async (content: string): Promise<string | undefined> => {
  try {
    await articleFrom(content);
    return undefined;
  } catch (error) {
    return (error as AppError).fields[0]?.reason;
  }
};

describe('an import', () => {
  it.each([
    ['nothing', '', 'no-text'],
    ['white space alone', ' \n\u3000\t\n\u00a0', 'no-text'],
    ['a binary', 'PK\u0003\u0004\u0001'.repeat(9), 'binary'],
  ])('refuses %s and says why', async (_name, content, reason) => {
    expect(await reasonOf(content)).toBe(reason);
  });

  it('reads a page’s source, and pasted markup, as what they say', async () => {
    const page = await articleFrom(
      '<!doctype html><html><h1>标题</h1><p>话</p>',
    );
    expect(page.passages.map(p => p.text)).toEqual(['标题', '话']);
    const pasted = await articleFrom(
      '<p>标题</p><p>一句话。</p><p>又一句。</p>',
    );
    expect(pasted.title).toBe('标题');
    expect(pasted.passages).toHaveLength(3);
  });

  it('takes one line alone as a title', async () => {
    const { title, passages } = await articleFrom('只有一行');
    expect(title).toBe('只有一行');
    expect(passages).toEqual([{ type: 'title', text: '只有一行' }]);
  });

  it('takes mixed line ends, a BOM and control characters', async () => {
    const { passages } = await articleFrom(
      '\ufeff标题\r\n第一段\u0007话，到这里就说完了。\r第二段话。',
    );
    expect(passages.map(p => p.text)).toEqual([
      '标题',
      '第一段话，到这里就说完了。',
      '第二段话。',
    ]);
  });

  it('keeps a script as the words that it is', async () => {
    const { title } = await articleFrom('<script>alert(1)</script>\n正文。');
    expect(title).toBe('<script>alert(1)</script>');
  });

  it('takes no paragraph that ends in a colon for a speaker', async () => {
    const { passages } = await articleFrom(
      '问答\n\n问：几点？\n\n答：我比较在意的点是：\n\n第一点是时间。\n\n问：还有呢？\n\n答：没有了。',
    );
    expect(passages.filter(p => p.type === 'turn')).toHaveLength(4);
    expect(passages[3]).toEqual({
      type: 'paragraph',
      text: '第一点是时间。',
      speaker: '答',
    });
  });

  it('lets a sent title take no line away', async () => {
    const { title, passages } = await articleFrom('第一行。\n第二行。', {
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
