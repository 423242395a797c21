import {
  CLAIM_KINDS,
  MAX_SPEAKER,
  PRIORITIES,
  type ClaimContent,
  type ClaimKind,
  type Priority,
} from '#app/claims/claim.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

type Fields = Pick<ClaimContent, 'speaker' | 'kind' | 'priority'>;

/** Who says a claim, what it is about, and how much it matters. */
export function ClaimFields(props: {
  claim: Fields;
  onChange(change: Partial<Fields>): void;
}) {
  const { t } = useTranslation();
  const { claim, onChange } = props;
  return (
    <div className="row cf">
      <select
        className="chip"
        aria-label={t('claims.kind')}
        value={claim.kind}
        onChange={event => onChange({ kind: event.target.value as ClaimKind })}
      >
        {CLAIM_KINDS.map(kind => (
          <option key={kind} value={kind}>
            {t(`claimKind.${kind}`)}
          </option>
        ))}
      </select>
      <select
        className="chip"
        aria-label={t('claims.priority')}
        value={claim.priority}
        onChange={event =>
          onChange({ priority: event.target.value as Priority })
        }
      >
        {PRIORITIES.map(priority => (
          <option key={priority} value={priority}>
            {t('claims.priorityOf', { priority: t(`priority.${priority}`) })}
          </option>
        ))}
      </select>
      <input
        className="chip"
        aria-label={t('claims.speaker')}
        placeholder={t('claims.noSpeaker')}
        maxLength={MAX_SPEAKER}
        defaultValue={claim.speaker ?? ''}
        onBlur={event => {
          const speaker = event.target.value.trim() || null;
          if (speaker !== claim.speaker) onChange({ speaker });
        }}
      />
    </div>
  );
}
