import { describe, expect, it } from 'vitest';

import { formatters } from '#app/i18n/time-text.ts';

describe('A clock', () => {
  it.each(['zh-CN', 'en'])('says 00:11 after midnight in %s', language => {
    const { clock } = formatters(language, 'UTC');
    expect(clock.format(new Date('2026-11-26T00:11:00Z'))).toBe('00:11');
    expect(clock.format(new Date('2026-11-26T23:59:00Z'))).toBe('23:59');
  });
});
