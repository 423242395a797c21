import { useEffect, useState } from 'react';

import AssignForm from '#app/annotations/AssignForm.tsx';
import { Colleagues } from '#app/annotations/colleague.ts';
import { addressOf, type BoardClaim } from '#app/claims/board.ts';
import { numberText, saidIn, type Claim } from '#app/claims/claim.ts';
import { DueText } from '#app/claims/DueText.tsx';
import type { EvidenceStore } from '#app/claims/evidence-store.ts';
import { Grounds } from '#app/claims/Grounds.tsx';
import type { BoardChange } from '#app/claims/use-board.ts';
import { useVerdictName } from '#app/claims/use-verdict-names.ts';
import { PriorityMark, VerdictMark } from '#app/claims/VerdictMark.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import type { DraftShelf } from '#app/live/drafts.ts';
import type { Account, Person } from '#app/people/person.ts';
import { canCheck } from '#app/people/policy.ts';
import { Avatar } from '#app/ui/Avatar.tsx';
import { Icon } from '#app/ui/Icon.tsx';

/** What can be open in the preview. */
export type PeekPart = 'verdict' | 'evidence' | 'assign';

type Props = {
  claim: BoardClaim;
  part: PeekPart | null;
  people: readonly Person[];
  me: Account;
  evidence: EvidenceStore;
  drafts: DraftShelf;
  onPart(part: PeekPart | null): void;
  onChange(change: BoardChange): void;
  onStep(by: 1 | -1): void;
  onClose(): void;
};

/** A claim of the board, whole: decided, assigned and given evidence without leaving the list. */
export function ClaimPeek(props: Props) {
  const { t } = useTranslation();
  const nameOf = useVerdictName();
  const { claim: listed, part, people, me, evidence, drafts, onPart } = props;
  const { id, revision } = listed;
  const [claim, setClaim] = useState<Claim | null>(null);
  useEffect(() => {
    let gone = false;
    void ask(`/claims/${id}`).then(found => {
      // Our own API, of the same build as this page.
      if (!gone && found) setClaim(found as Claim);
    });
    return () => {
      gone = true;
    };
  }, [id, revision]);
  const may = canCheck(me);
  const who = people.find(person => person.id === listed.checker);

  return (
    <aside className="peek" aria-label={t('claims.peek')}>
      <div className="row top">
        <span className="num muted">{numberText(listed.number)}</span>
        <span className="grow" />
        <button
          type="button"
          className="btn sq"
          aria-label={t('claims.previous')}
          onClick={() => props.onStep(-1)}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          className="btn sq"
          aria-label={t('claims.next')}
          onClick={() => props.onStep(1)}
        >
          <Icon name="right" />
        </button>
        <a
          className="btn sq"
          href={addressOf(listed)}
          aria-label={t('claims.openIn')}
          title={t('claims.openIn')}
        >
          <Icon name="out" />
        </a>
        <button
          type="button"
          className="btn sq"
          aria-label={t('claims.closePeek')}
          onClick={props.onClose}
        >
          <Icon name="x" />
        </button>
      </div>
      <h2>{claim ? saidIn(claim) : listed.said}</h2>
      <dl className="kv">
        <dt>{t('claims.verdict')}</dt>
        <dd>
          <VerdictMark verdict={listed.verdict} name={nameOf(listed)} />
          {may && (
            <button
              type="button"
              className="btn"
              aria-keyshortcuts="v"
              onClick={() => onPart('verdict')}
            >
              {t('claims.decide')} <span className="kbd">V</span>
            </button>
          )}
        </dd>
        <dt>{t('claims.priority')}</dt>
        <dd>
          <PriorityMark priority={listed.priority} />
        </dd>
        {listed.speaker && (
          <>
            <dt>{t('claims.speaker')}</dt>
            <dd>{listed.speaker}</dd>
          </>
        )}
        <dt>{t('claims.checker')}</dt>
        <dd>
          {who && <Avatar name={who.name} colour={who.colour} size="sm" />}
          {who?.name ?? t('claims.unassigned')}
          <DueText claim={listed} />
          {may && (
            <button
              type="button"
              className="btn"
              aria-keyshortcuts="@"
              onClick={() => onPart('assign')}
            >
              {t('assign.action')} <span className="kbd">@</span>
            </button>
          )}
        </dd>
      </dl>
      {part === 'assign' && may && (
        <Colleagues.Provider
          value={people.map(person => ({ ...person, initials: [] }))}
        >
          <AssignForm
            annotation={{ assignee: listed.checker, due: listed.due }}
            onChange={({ assignee, due }) =>
              props.onChange({
                ...(assignee === undefined ? {} : { checker: assignee }),
                ...(due === undefined ? {} : { due }),
              })
            }
            onLeave={() => onPart(null)}
          />
        </Colleagues.Provider>
      )}
      {claim && <blockquote>{claim.quote}</blockquote>}
      <Grounds
        id={id}
        claim={{ ...listed, finding: claim?.finding ?? '' }}
        part={part === 'assign' || (part === 'verdict' && !claim) ? null : part}
        evidence={evidence}
        me={me}
        drafts={drafts}
        onDecide={change => {
          if (claim) setClaim({ ...claim, ...change });
          props.onChange(change);
        }}
        onPart={onPart}
      />
    </aside>
  );
}
