import { useMemo } from 'react';

import { piecesOf } from '#app/articles/CompareText.tsx';
import type { Comparison, Side } from '#app/articles/comparison.ts';
import { publishedText, useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

/** One of two ways, as a pair of buttons. */
export function Choice<T extends string | boolean>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: T;
  choices: [T, string][];
  onChange(value: T): void;
}) {
  return (
    <span className="seg" role="group" aria-label={label}>
      {choices.map(([choice, name]) => (
        <button
          key={String(choice)}
          type="button"
          aria-pressed={choice === value}
          onClick={() => onChange(choice)}
        >
          {name}
        </button>
      ))}
    </span>
  );
}

/** Which version a side shows, who made it and when. */
export function SideHead({
  side,
  versions,
  label,
  onChange,
  children,
}: {
  side: Side;
  versions: { version: number; name: string | null }[];
  label: string;
  onChange(version: number): void;
  children?: React.ReactNode;
}) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  return (
    <div className="sd">
      {side.version === null ? (
        <b>{side.by === '' ? t('edits.title') : t('compare.draft')}</b>
      ) : (
        <select
          className="chip"
          aria-label={label}
          value={side.version}
          onChange={event => onChange(Number(event.target.value))}
        >
          {versions.map(({ version, name }) => (
            <option key={version} value={version}>
              {t('library.version', { n: version })}
              {name ? ` · ${name}` : ''}
            </option>
          ))}
        </select>
      )}{' '}
      <time dateTime={side.at} suppressHydrationWarning>
        {timeText(side.at)}
      </time>{' '}
      {side.by && `· ${side.by}`} {children}
    </div>
  );
}

/** How many characters came and went. */
export function Sizes({
  comparison,
  others,
}: {
  comparison: Comparison;
  others: ReadonlyMap<number, Comparison['blocks'][number]>;
}) {
  const { t } = useTranslation();
  const [come, gone] = useMemo(() => {
    let [added, removed] = [0, 0];
    for (const row of comparison.rows) {
      if (row.same || row.moved === 'away') continue;
      const before = row.before === null ? undefined : others.get(row.before);
      const after =
        row.after === null ? undefined : comparison.blocks[row.after];
      for (const { text, type } of piecesOf(before, after, 'character')) {
        if (type === 'added') added += text.length;
        if (type === 'removed') removed += text.length;
      }
    }
    return [added, removed];
  }, [comparison, others]);
  return (
    <>
      <span className="come num">{t('compare.come', { count: come })}</span>{' '}
      <span className="gone num">{t('compare.gone', { count: gone })}</span>
    </>
  );
}

/** Byline and date, where they changed: they count as words. */
export function Facts({ before, after }: { before: Side; after: Side }) {
  const { t, language } = useTranslation();
  const dateOf = ({ publishedAt }: Side): string =>
    publishedAt ? publishedText(publishedAt, language) : '';
  const facts = [
    [before.byline.join(t('meta.and')), after.byline.join(t('meta.and'))],
    [dateOf(before), dateOf(after)],
  ].filter(([was, is]) => was !== is);
  if (facts.length === 0) return null;
  return (
    <p className="facts">
      {facts.map(([was, is], i) => (
        <span key={i}>
          {was && <del>{was}</del>} {is && <ins>{is}</ins>}
        </span>
      ))}
    </p>
  );
}
