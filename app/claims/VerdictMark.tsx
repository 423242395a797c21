import type { Priority, Verdict } from '#app/claims/claim.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { GLYPHS } from '#app/reader/marks/glyphs.ts';

/** A verdict's glyph, in its colour; what it says, the word beside it says. */
export function VerdictGlyph({ verdict }: { verdict: Verdict }) {
  return (
    <svg
      className={`vg v-${verdict}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      // Constants of our own.
      dangerouslySetInnerHTML={{ __html: GLYPHS[verdict] }}
    />
  );
}

/** A verdict: shape, word and colour together. */
export function VerdictMark({
  verdict,
  name,
  bare = false,
}: {
  verdict: Verdict;
  /** The workspace's own word for it; absent for the usual one. */
  name?: string | undefined;
  /** Without its ground. */
  bare?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <span className={`verdict v-${verdict}${bare ? ' bare' : ''}`}>
      <VerdictGlyph verdict={verdict} />
      {name ?? t(`verdict.${verdict}`)}
    </span>
  );
}

const LEVELS: Record<Priority, number> = { low: 1, medium: 2, high: 3 };

/** A claim's priority, as bars and in a word. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const { t } = useTranslation();
  return (
    <span className="priority">
      <span className={`prio p${LEVELS[priority]}`} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span className="vh">{t('claims.priority')}</span>
      {t(`priority.${priority}`)}
    </span>
  );
}
