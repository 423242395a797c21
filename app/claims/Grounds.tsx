import { useEffect, useState, useSyncExternalStore } from 'react';

import type { ClaimStanding } from '#app/claims/claim.ts';
import { EvidenceSum } from '#app/claims/EvidenceCount.tsx';
import { EvidenceForm } from '#app/claims/EvidenceForm.tsx';
import { EvidenceList } from '#app/claims/EvidenceList.tsx';
import type { EvidenceStore } from '#app/claims/evidence-store.ts';
import { SimilarClaims } from '#app/claims/SimilarClaims.tsx';
import { VerdictForm } from '#app/claims/VerdictForm.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { DraftShelf } from '#app/live/drafts.ts';
import { canCheck, type Actor } from '#app/people/policy.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  /** The claim's id. */
  id: string;
  claim: Pick<
    ClaimStanding,
    'number' | 'verdict' | 'value' | 'finding' | 'evidence'
  >;
  /** The form that is open; null for neither. */
  part: 'verdict' | 'evidence' | null;
  evidence: EvidenceStore;
  me: Actor;
  drafts: DraftShelf;
  onDecide(change: Pick<ClaimStanding, 'verdict' | 'value' | 'finding'>): void;
  /** A form is opened, or with null closed. */
  onPart(part: 'verdict' | 'evidence' | null): void;
};

/** What a claim's verdict rests on: the finding, the evidence, the same claim elsewhere. */
export function Grounds(props: Props) {
  const { t } = useTranslation();
  const { id, claim, part, evidence, me, drafts, onPart } = props;
  const known = useSyncExternalStore(
    evidence.subscribe,
    () => evidence.of(id),
    () => null,
  );
  // What the server has not numbered it does not know yet.
  const isKept = claim.number !== null;
  useEffect(() => {
    if (isKept) void evidence.load(id);
  }, [evidence, id, isKept]);
  const [refused, setRefused] = useState<string | null>(null);
  const saying = (work: Promise<unknown>): void => {
    setRefused(null);
    void work.catch((error: unknown) =>
      setRefused(error instanceof Error ? error.message : String(error)),
    );
  };
  const may = canCheck(me);
  const draft = `finding.${id}`;
  return (
    <>
      {part === 'verdict' && may ? (
        <VerdictForm
          claim={claim}
          evidence={known}
          draft={drafts.read(draft)}
          onType={text => drafts.write(draft, text)}
          onSave={change => {
            drafts.write(draft, '');
            props.onDecide(change);
            onPart(null);
          }}
          onLeave={() => onPart(null)}
        />
      ) : (
        claim.finding !== '' && (
          <p className={`find v-${claim.verdict}`}>{claim.finding}</p>
        )
      )}
      <div className="evh">
        <b>{t('claims.evidence')}</b>
        <span>
          <EvidenceSum counts={claim.evidence} />
        </span>
        <span className="grow" />
        {may && part !== 'evidence' && (
          <button
            type="button"
            className="btn add"
            aria-keyshortcuts="a"
            onClick={() => onPart('evidence')}
          >
            <Icon name="plus" small /> {t('claims.add')}{' '}
            <span className="kbd">A</span>
          </button>
        )}
      </div>
      {refused && (
        <p className="er" role="alert">
          {refused}
        </p>
      )}
      {part === 'evidence' && may && (
        <EvidenceForm
          claim={id}
          store={evidence}
          drafts={drafts}
          onLeave={() => onPart(null)}
        />
      )}
      {known === null && isKept ? (
        <p className="muted">{t('claims.loading')}</p>
      ) : (
        <EvidenceList
          evidence={known ?? []}
          claim={id}
          me={me}
          onConfirm={(one, by) => saying(evidence.confirm(one, by))}
          onRemove={one => saying(evidence.remove(one))}
        />
      )}
      {isKept && <SimilarClaims claim={id} />}
    </>
  );
}
