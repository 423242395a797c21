import { describe, expect, it } from 'vitest';

import '#app/i18n/catalogues.server.ts';
import { en } from '#app/i18n/en.ts';
import { translator } from '#app/i18n/i18n.ts';
import { zhCN } from '#app/i18n/zh-CN.ts';

/** Every sentence by its dotted key. */
function sentences(tree: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[prefix + name, value] as const]
        : [...sentences(value as object, `${prefix}${name}.`)],
    ),
  );
}

describe('the words', () => {
  it('put values into their places, in the plural that the language has', () => {
    const t = translator('en');
    expect(t('library.count', { count: 1 })).toBe('1 article');
    expect(t('library.count', { count: 12 })).toBe('12 articles');
    expect(t('meta.length', { count: 12_345 })).toBe('about 12,345 characters');
    expect(translator('zh-CN')('library.count', { count: 1 })).toBe('1 篇文章');
    expect(t('chooser.label', { count: 3 })).toMatch(/^3 annotations/);
  });

  it('leave what is put in as it is, whatever it looks like', () => {
    const name = '{{name}} <b>$&</b>';
    expect(translator('en')('vocabulary.edit', { name })).toBe(`Edit ${name}`);
  });

  it('say a key that is unknown as itself', () => {
    expect(translator('en')('no.such.key')).toBe('no.such.key');
  });

  it('have the same places in both languages', () => {
    const places = (text: string | undefined): string[] =>
      [...(text ?? '').matchAll(/\{\{(\w+)/g)].map(m => m[1] ?? '').sort();
    const english = sentences(en);
    for (const [key, chinese] of sentences(zhCN)) {
      expect([key, places(english.get(key))]).toEqual([key, places(chinese)]);
    }
  });
});
