import type { Span } from '#app/articles/article.ts';
import type { CheckSpan } from '#app/claims/check.ts';
import type { CoverageRun } from '#app/claims/coverage.ts';
import type { CheckMode } from '#app/claims/use-check-mode.ts';
import { isPaired } from '#app/claims/pairs.ts';
import { CoverageMark } from '#app/claims/CoverageMark.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Person } from '#app/people/person.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  mode: CheckMode;
  runs: readonly CoverageRun[];
  people: readonly Pick<Person, 'id' | 'name'>[];
  /** Whether the visitor checks, or looks on. */
  mayCheck: boolean;
  /** Where two have to check. */
  pairs: readonly Span[];
  /** Says that two have to, or no longer; null for those who may not. */
  onPair: ((sentence: Span) => void) | null;
  onClaim(sentence: Span): void;
  onClose(): void;
};

/** Sentence by sentence: what this one is, and what can be said of it. */
export default function CheckBar(props: Props) {
  const { t } = useTranslation();
  const { mode, runs, people, mayCheck, onClaim, onPair } = props;
  const { sentence, at, done } = mode;
  if (!sentence) return null;
  const [start, end] = sentence;
  const lying = runs.filter(run => run.start < end && start < run.end);
  const states = [...new Set(lying.map(({ state }) => state))];
  const names = [...new Set(lying.flatMap(({ by }) => by))].map(
    id => people.find(person => person.id === id)?.name ?? '',
  );
  const paired = isPaired(props.pairs, sentence);
  const mark = (state: CheckSpan['state']) => () => mode.mark(sentence, state);
  return (
    <div className="checkbar" role="toolbar" aria-label={t('check.mode')}>
      <span className="where num">
        {t('check.at', { n: at + 1, count: done.length })}
      </span>
      <span className="row states" role="status">
        {states.map(state => (
          <CoverageMark key={state} state={state} />
        ))}
        {paired && !onPair && (
          <span className="chip">
            <Icon name="users" small /> {t('check.paired')}
          </span>
        )}
        {names.length > 0 && (
          <span className="muted trunc">{names.join('、')}</span>
        )}
      </span>
      {mayCheck && (
        <>
          <button
            type="button"
            className="btn pri"
            aria-keyshortcuts="y"
            onClick={mark('checked')}
          >
            <Icon name="check" /> {t('check.checked')}{' '}
            <span className="kbd">Y</span>
          </button>
          <button
            type="button"
            className="btn"
            aria-keyshortcuts="c"
            onClick={() => onClaim(sentence)}
          >
            <Icon name="flag" /> {t('check.claim')}{' '}
            <span className="kbd">C</span>
          </button>
          <button
            type="button"
            className="btn"
            aria-keyshortcuts="o"
            onClick={mark('not-needed')}
          >
            {t('check.notNeeded')} <span className="kbd">O</span>
          </button>
        </>
      )}
      {onPair && (
        <button
          type="button"
          className="btn"
          aria-pressed={paired}
          aria-keyshortcuts="p"
          onClick={() => onPair(sentence)}
        >
          <Icon name="users" /> {t('check.paired')}{' '}
          <span className="kbd">P</span>
        </button>
      )}
      <button
        type="button"
        className="btn"
        aria-keyshortcuts="Space"
        onClick={() => mode.step(1)}
      >
        {t('check.next')} <span className="kbd">␣</span>
      </button>
      <button
        type="button"
        className="btn sq"
        aria-label={t('check.leave')}
        onClick={props.onClose}
      >
        <Icon name="x" />
      </button>
    </div>
  );
}
