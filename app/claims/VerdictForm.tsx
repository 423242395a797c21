import { useEffect, useId, useRef, useState } from 'react';

import {
  MAX_FINDING,
  verdictFault,
  type ClaimContent,
} from '#app/claims/claim.ts';
import { isFound, type Evidence } from '#app/claims/evidence.ts';
import {
  useVerdictChoices,
  type Choice,
} from '#app/claims/use-verdict-names.ts';
import { VerdictGlyph } from '#app/claims/VerdictMark.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ModKey } from '#app/ui/ModKey.tsx';

type Decided = Pick<ClaimContent, 'verdict' | 'value' | 'finding'>;

type Props = {
  claim: Decided;
  /** What it rests on; null while that is not known. */
  evidence: readonly Evidence[] | null;
  /** A finding that was typed and not saved; null for none. */
  draft: string | null;
  onType(finding: string): void;
  onSave(decided: Decided): void;
  onLeave(): void;
};

/** Where a claim is decided: which verdict, and what was found. It says what a verdict still lacks. */
export function VerdictForm(props: Props) {
  const { t } = useTranslation();
  const { claim, evidence, onLeave } = props;
  const choices = useVerdictChoices();
  const id = useId();
  const [chosen, setChosen] =
    useState<Pick<Choice, 'verdict' | 'value'>>(claim);
  const [finding, setFinding] = useState(props.draft ?? claim.finding);
  const [insisted, setInsisted] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current
      ?.querySelector<HTMLInputElement>('input:checked')
      ?.focus({ preventScroll: true });
  }, []);
  const evidenced =
    evidence === null ||
    evidence.some(
      one => isFound(one) && (one.source.id === null || !one.source.withdrawn),
    );
  const fault = verdictFault({ ...chosen, finding }, evidenced);

  const save = (): void => {
    if (fault) return setInsisted(true);
    const { verdict, value } = chosen;
    props.onSave({ verdict, value, finding: finding.trim() });
  };

  return (
    <form
      ref={form}
      className="vf"
      onSubmit={event => {
        event.preventDefault();
        save();
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          onLeave();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        }
      }}
    >
      <div role="radiogroup" aria-label={t('claims.verdict')} className="vs">
        {choices.map(({ verdict, value, name }) => (
          <label key={value ?? verdict} className={`v-${verdict}`}>
            <input
              type="radio"
              name={`${id}-verdict`}
              checked={chosen.verdict === verdict && chosen.value === value}
              onChange={() => setChosen({ verdict, value })}
            />
            <VerdictGlyph verdict={verdict} />
            {name}
          </label>
        ))}
      </div>
      <label className="fi">
        <span>{t('claims.finding')}</span>
        <textarea
          className="field"
          rows={3}
          maxLength={MAX_FINDING}
          placeholder={t('claims.findingPlaceholder')}
          value={finding}
          aria-invalid={
            insisted && fault === 'finding-missing' ? true : undefined
          }
          aria-describedby={fault ? `${id}-fault` : undefined}
          onChange={event => {
            setFinding(event.target.value);
            props.onType(event.target.value);
          }}
        />
      </label>
      {fault && (
        <p
          id={`${id}-fault`}
          className={insisted ? 'er' : 'muted'}
          role={insisted ? 'alert' : undefined}
        >
          {t(`claims.lacks.${fault}`)}
        </p>
      )}
      <div className="acts">
        <button type="submit" className="btn pri">
          {t('form.save')} <ModKey and="↵" />
        </button>
        <button type="button" className="btn" onClick={onLeave}>
          {t('form.cancel')} <span className="kbd">Esc</span>
        </button>
      </div>
    </form>
  );
}
