import {
  totalsOf,
  type CoverageRun,
  type CoverageState,
} from '#app/claims/coverage.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

/** From what is settled to what is open; what is unchecked is the ground. */
const ORDER: readonly CoverageState[] = [
  'checked',
  'not-needed',
  'disputed',
  'in-progress',
  'stale',
];

type Props = {
  /** Laid end to end from 0, as `runsOn` lays them. */
  runs: readonly CoverageRun[];
  /** Whether it says its shares to those who don't see it. */
  labelled?: boolean;
};

/** How much of some words is what, as shares of a bar. */
export function CoverageBar({ runs, labelled = false }: Props) {
  const { t } = useTranslation();
  const totals = totalsOf(runs);
  const length = runs.at(-1)?.end ?? 0;
  const share = (state: CoverageState): number =>
    Math.round((100 * totals[state]) / Math.max(1, length));
  const label = [...ORDER, 'unchecked' as const]
    .filter(state => totals[state] > 0)
    .map(state => `${t(`coverage.${state}`)} ${share(state)}%`)
    .join(' · ');
  return (
    <span
      className="covbar"
      title={label}
      {...(labelled
        ? { role: 'img', 'aria-label': label }
        : { 'aria-hidden': true })}
    >
      {ORDER.map(
        state =>
          totals[state] > 0 && (
            <i
              key={state}
              className={`c-${state}`}
              style={{ flexGrow: totals[state] }}
            />
          ),
      )}
      <i style={{ flexGrow: totals.unchecked }} />
    </span>
  );
}
