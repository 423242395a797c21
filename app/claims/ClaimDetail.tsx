import { useState } from 'react';

import type {
  Annotation,
  AnnotationContent,
} from '#app/annotations/annotation.ts';
import type { CardPart } from '#app/annotations/Card.tsx';
import { claimContentOf, type ClaimStanding } from '#app/claims/claim.ts';
import { ClaimFields } from '#app/claims/ClaimFields.tsx';
import type { EvidenceStore } from '#app/claims/evidence-store.ts';
import { Grounds } from '#app/claims/Grounds.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { DraftShelf } from '#app/live/drafts.ts';
import { outbox } from '#app/live/page-outbox.ts';
import { canCheck, type Actor } from '#app/people/policy.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  annotation: Annotation;
  claim: ClaimStanding;
  part: CardPart | null;
  evidence: EvidenceStore;
  me: Actor;
  drafts: DraftShelf;
  onChange(change: Partial<AnnotationContent>): void;
  /** A part of the card is opened, or with null closed. */
  onOpen(part: CardPart | null): void;
};

/** What an active claim's card holds beside its words: what became of it, and what it rests on. */
export default function ClaimDetail(props: Props) {
  const { t } = useTranslation();
  const { annotation, claim, part } = props;
  const { id, anchor } = annotation;
  const [refused, setRefused] = useState<string | null>(null);
  const may = canCheck(props.me);
  const write = (change: Partial<ClaimStanding>): void =>
    props.onChange({ claim: { ...claimContentOf(claim), ...change } });
  const reinstate = (version: number): void => {
    setRefused(null);
    outbox
      .send({
        method: 'PUT',
        path: `/annotations/${id}/anchor`,
        body: { version, review: 'holds' },
      })
      .catch((error: unknown) =>
        setRefused(error instanceof Error ? error.message : String(error)),
      );
  };
  return (
    <>
      {claim.was && (
        <p className="fate">
          <Icon name="edit" small />
          <span className="grow">
            {t('claims.voided', { was: t(`verdict.${claim.was}`) })}
          </span>
          {may && anchor && anchor.start !== null && (
            <button
              type="button"
              className="btn line"
              onClick={() => reinstate(anchor.version)}
            >
              <Icon name="check" small /> {t('compare.holds')}
            </button>
          )}
        </p>
      )}
      {refused && (
        <p className="er" role="alert">
          {refused}
        </p>
      )}
      {part === 'edit' && may && <ClaimFields claim={claim} onChange={write} />}
      <Grounds
        id={id}
        claim={claim}
        part={part === 'verdict' || part === 'evidence' ? part : null}
        evidence={props.evidence}
        me={props.me}
        drafts={props.drafts}
        onDecide={write}
        onPart={props.onOpen}
      />
    </>
  );
}
