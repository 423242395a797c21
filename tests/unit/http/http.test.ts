import { describe, expect, it } from 'vitest';

import { revisionIn } from '#app/http/etag.ts';
import { en } from '#app/i18n/en.ts';
import { negotiateLanguage } from '#app/i18n/negotiate.ts';
import { zhCN } from '#app/i18n/zh-CN.ts';
import { readConfig } from '#app/server/config.ts';
import { isOurHost } from '#app/server/hosts.ts';

describe('revisionIn', () => {
  it.each([
    [null, null],
    ['"3"', 3],
    ['W/"3"', 3],
    ['"1", "4"', 4],
  ])('reads %s as %s', (header, revision) => {
    expect(revisionIn(header)).toBe(revision);
  });

  it('matches nothing for a tag that is none of ours', () => {
    expect(revisionIn('abc')).toBeNaN();
  });
});

describe('negotiateLanguage', () => {
  it.each([
    [null, null, 'zh-CN'],
    [null, 'en-GB,en;q=0.9', 'en'],
    [null, 'fr, zh-TW;q=0.8, en;q=0.5', 'zh-CN'],
    ['en', 'zh-CN', 'en'],
    ['xx', 'de', 'zh-CN'],
  ] as const)(
    'for cookie %s and header %s says %s',
    (cookie, header, language) => {
      expect(negotiateLanguage({ cookie, header })).toBe(language);
    },
  );
});

describe('the catalogues', () => {
  const leaves = (at: object, path = ''): [string, string][] =>
    Object.entries(at).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${path}${key}`, value] as [string, string]]
        : leaves(value as object, `${path}${key}.`),
    );

  it('name the same parameters for every key', () => {
    const params = (text: string): string[] =>
      [...text.matchAll(/\{\{(\w+)/g)].map(m => m[1] ?? '').sort();
    const english = new Map(leaves(en));
    for (const [key, text] of leaves(zhCN)) {
      expect([key, params(english.get(key) ?? '')]).toEqual([
        key,
        params(text),
      ]);
    }
  });
});

describe('readConfig', () => {
  it.each([
    [{ PORT: 'many' }, /PORT/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
    [{ PUBLIC_URL: 'desk' }, /PUBLIC_URL/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
  ])('refuses %o with one sentence', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });
});

describe('isOurHost', () => {
  const config = readConfig({
    PUBLIC_URL: 'https://desk.example.org',
  });

  it.each([
    ['desk.example.org', true],
    ['localhost:3000', true],
    ['127.0.0.1:3000', true],
    ['[::1]:3000', true],
    ['evil.example.com', false],
    ['127.0.0.1.evil.example.com', false],
    [undefined, false],
  ])('says of %s: %s', (host, ours) => {
    expect(isOurHost(host, config)).toBe(ours);
  });
});
