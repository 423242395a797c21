import { useCallback, useSyncExternalStore } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';

const never = (): (() => void) => () => {};

/** The reader's zone. Asked for once: it costs more than writing a time does, and each card asks. */
let zone: string | undefined;
const zoneHere = (): string =>
  (zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone);

/**
 * Says when something was, as a clock or a date in the reader's own zone. The
 * server does not know that zone: it writes UTC, the browser corrects it.
 */
export function useTimeText(): (instant: string | number) => string {
  const { language } = useTranslation();
  const here = useSyncExternalStore(never, zoneHere, () => 'UTC');
  return useCallback(
    (instant: string | number) => {
      const { day, clock, date } = formatters(language, here);
      const when = new Date(instant);
      const today = day.format(when) === day.format(new Date());
      return (today ? clock : date).format(when);
    },
    [here, language],
  );
}

type Formatters = Record<'day' | 'clock' | 'date', Intl.DateTimeFormat>;
const made = new Map<string, Formatters>();

/** What writes times in a language and zone. Made once: making one costs a hundred times what using it does. */
export function formatters(language: string, timeZone: string): Formatters {
  const key = `${language} ${timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const fresh: Formatters = {
    day: new Intl.DateTimeFormat('sv', { timeZone }),
    clock: new Intl.DateTimeFormat(language, {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      // Not `hour12: false`: in English that makes midnight 24:00 in some engines.
      hourCycle: 'h23',
    }),
    date: new Intl.DateTimeFormat(language, {
      timeZone,
      month: 'short',
      day: 'numeric',
    }),
  };
  made.set(key, fresh);
  return fresh;
}

/** The time of publication as the page gave it, with its own clock, whatever the reader's zone. */
export function publishedText(instant: string, language: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(instant);
  if (!match) return instant;
  const [, y, m, d, hour = '', minute = ''] = match;
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  const day = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    dateStyle: 'long',
  }).format(date);
  const clock = hour === '00' && minute === '00' ? '' : ` ${hour}:${minute}`;
  // Between Han and figures a thin gap, as the design sets dates.
  const spaced = language.startsWith('zh')
    ? day.replace(/(\d+)([年月])/g, '$1 $2 ').replace(/(\d)日/, '$1 日')
    : day;
  return spaced + clock;
}
