import { lazy, useContext, type ComponentProps } from 'react';

import type { Annotation } from '#app/annotations/annotation.ts';
import { Colleagues } from '#app/annotations/colleague.ts';
import { NoteText } from '#app/annotations/NoteText.tsx';
import { numberText, type ClaimStanding } from '#app/claims/claim.ts';
import { EvidenceCount } from '#app/claims/EvidenceCount.tsx';
import { useVerdictName } from '#app/claims/use-verdict-names.ts';
import { PriorityMark, VerdictMark } from '#app/claims/VerdictMark.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';
import { Later } from '#app/ui/Later.tsx';

const detail = () => import('#app/claims/ClaimDetail.tsx');
const ClaimDetail = lazy(detail);

/** Fetches what an active claim's card needs beside its words. */
export const preloadClaim = detail;

/** A claim's first line: its number, verdict, priority, and who checks it. */
export function ClaimHead({
  claim,
  checker,
}: {
  claim: ClaimStanding;
  checker: string | null;
}) {
  const { t } = useTranslation();
  const nameOf = useVerdictName();
  const who = useContext(Colleagues).find(({ id }) => id === checker);
  return (
    <header className="hd">
      <span className="id num">{numberText(claim.number)}</span>
      <VerdictMark verdict={claim.verdict} name={nameOf(claim)} />
      <span className="grow" />
      <PriorityMark priority={claim.priority} />
      {who ? (
        <Avatar name={who.name} colour={who.colour} size="sm" />
      ) : (
        <span
          className="av sm a0"
          role="img"
          aria-label={t('claims.unassigned')}
        />
      )}
    </header>
  );
}

type Props = Omit<ComponentProps<typeof ClaimDetail>, 'claim'> & {
  active: boolean;
  /** Whether the page has come to life. */
  mounted: boolean;
};

/** What a claim says, what was found, and, while it is active, what that rests on. */
export function ClaimBody({ active, mounted, ...props }: Props) {
  const { t } = useTranslation();
  const { annotation } = props;
  const { claim, body, anchor } = annotation;
  if (!claim) return null;
  return (
    <>
      {body === '' ? (
        <p className="bd">{anchor?.exact}</p>
      ) : (
        <NoteText body={body} whole={active} />
      )}
      {claim.was && !active && (
        <p className="fate">
          <Icon name="edit" small />
          <span className="grow">
            {t('claims.voided', { was: t(`verdict.${claim.was}`) })}
          </span>
        </p>
      )}
      {active ? (
        mounted && (
          <Later>
            <ClaimDetail {...props} claim={claim} />
          </Later>
        )
      ) : (
        <p className="sum">
          <EvidenceCount counts={claim.evidence} />
          <Said annotation={annotation} />
        </p>
      )}
    </>
  );
}

/** The beginning of a finding, or who speaks. */
function Said({ annotation }: { annotation: Annotation }) {
  const { claim } = annotation;
  const words = claim?.finding || claim?.speaker;
  return words ? <span className="trunc">{words}</span> : null;
}
