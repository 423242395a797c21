import { useCallback, useEffect, useRef, useState } from 'react';

import { boardClaim, type BoardClaim } from '#app/claims/board.ts';
import type { ClaimContent } from '#app/claims/claim.ts';
import type { EvidenceStore } from '#app/claims/evidence-store.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import type { LiveEvent } from '#app/live/event.ts';
import { outbox, useOutbox } from '#app/live/page-outbox.ts';
import { SharedStream } from '#app/live/shared-stream.ts';
import type { Account } from '#app/people/person.ts';

/** What the board changes of a claim. */
export type BoardChange = Partial<
  Pick<ClaimContent, 'verdict' | 'value' | 'finding'>
> &
  Partial<Pick<BoardClaim, 'checker' | 'due' | 'priority'>>;

type Given = {
  claims: readonly BoardClaim[];
  article: { id: string } | null;
  me: Account;
  position: string;
  evidence: EvidenceStore;
};

/** The board's claims: kept up with what happens, changed at once and sent. */
export function useBoard({ article, me, position, evidence, ...given }: Given) {
  const { t } = useTranslation();
  const [claims, setClaims] = useState(given.claims);
  const [refused, setRefused] = useState<string | null>(null);
  useOutbox(me.id);
  useEffect(() => setClaims(given.claims), [given.claims]);
  const latest = useRef(claims);
  useEffect(() => {
    latest.current = claims;
  }, [claims]);

  const of = article?.id ?? null;
  useEffect(() => {
    const stream = new SharedStream(me.id, position, {
      article: null,
      everything: true,
      onEvent: event => {
        if (of !== null && event.article && event.article !== of) return;
        if (event.claim) evidence.heard(event.claim.id);
        if (event.verb.startsWith('source.')) evidence.refresh();
        setClaims(before => told(before, event));
      },
      onPresence: () => {},
    });
    return () => stream.stop();
  }, [evidence, me.id, of, position]);

  const changeAll = useCallback(
    (ids: readonly string[], change: BoardChange): void => {
      setRefused(null);
      const wanted = new Set(ids);
      const { verdict, value, checker, due, priority } = change;
      const seen = Object.fromEntries(
        Object.entries({ verdict, value, checker, due, priority }).filter(
          ([, one]) => one !== undefined,
        ),
      );
      for (const claim of latest.current) {
        if (!wanted.has(claim.id)) continue;
        void outbox
          .send({
            method: 'PATCH',
            path: `/claims/${claim.id}`,
            body: change,
            of: claim.id,
            etag: `"${claim.revision}"`,
          })
          .catch((error: unknown) => {
            const detail =
              error instanceof Error ? error.message : String(error);
            setRefused(t('claims.refused', { count: 1, detail }));
            void again(claim.id, setClaims);
          });
      }
      setClaims(before =>
        before.map(claim =>
          wanted.has(claim.id) ? { ...claim, ...seen } : claim,
        ),
      );
    },
    [t],
  );
  return { claims, changeAll, refused };
}

type SetClaims = (
  change: (before: readonly BoardClaim[]) => readonly BoardClaim[],
) => void;

/** A refused change is taken back: how the claim stands, the server says. */
async function again(id: string, setClaims: SetClaims): Promise<void> {
  const found = await ask(`/claims/${id}`);
  if (!found) return;
  // Our own API, of the same build as this page.
  const claim = found as Parameters<typeof boardClaim>[0];
  setClaims(before =>
    before.map(one =>
      one.id === id
        ? { ...boardClaim(claim), title: one.title, revision: one.revision }
        : one,
    ),
  );
}

/** The claims after something has happened. */
function told(
  before: readonly BoardClaim[],
  event: LiveEvent,
): readonly BoardClaim[] {
  const { claim, annotation, object } = event;
  if (claim) {
    return before.map(one =>
      one.id === claim.id ? { ...one, evidence: claim.evidence } : one,
    );
  }
  if (annotation === undefined) return before;
  if (annotation === null) return before.filter(({ id }) => id !== object);
  const { claim: standing } = annotation;
  if (!standing) return before;
  const known = before.find(({ id }) => id === annotation.id);
  if (known && known.revision > annotation.revision) return before;
  const after: BoardClaim = {
    id: annotation.id,
    article: annotation.articleId,
    title:
      known?.title ??
      before.find(one => one.article === annotation.articleId)?.title ??
      '',
    said: annotation.body || (annotation.anchor?.exact ?? ''),
    checker: annotation.assignee,
    due: annotation.due,
    revision: annotation.revision,
    number: standing.number,
    speaker: standing.speaker,
    priority: standing.priority,
    verdict: standing.verdict,
    value: standing.value,
    evidence: standing.evidence,
  };
  return known
    ? before.map(one => (one.id === after.id ? after : one))
    : [...before, after];
}
