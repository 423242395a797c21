import type { AnchoredAnnotation } from '#app/annotations/annotation.ts';
import type { Carried } from '#app/annotations/carrying.server.ts';
import { mentionsIn } from '#app/annotations/mention.ts';
import { newId, type Context } from '#app/context.server.ts';
import { invalid } from '#app/errors.ts';
import type { Tx } from '#db/client.ts';
import { recordActivity } from '#db/queries/activity.ts';
import { threadPeople } from '#db/queries/annotations.ts';
import * as rows from '#db/queries/notices.ts';

type Said = AnchoredAnnotation & { owned: { visibility: string } };

/** @throws AppError invalid when nobody by that id can see to anything on the article */
export async function expectAssignable(
  { db, workspaceId }: Context,
  articleId: string,
  assignee: string | null,
): Promise<void> {
  if (assignee === null) return;
  const people = await rows.reachable(db, workspaceId, articleId);
  if (!people.some(({ id }) => id === assignee)) {
    throw invalid('assignee', 'assignee-unknown');
  }
}

/**
 * Tells those who wrote annotations, or are to see to them, that a new version
 * changed their words, or lost them: one notice each, for all of an article.
 */
export async function tellOfChanges(
  { workspaceId, actor }: Context,
  tx: Tx,
  articleId: string,
  carried: readonly Carried[],
): Promise<void> {
  const concerned = new Map<string, Carried[]>();
  for (const one of carried) {
    const { annotation, anchor } = one;
    const told =
      anchor.voided || (anchor.state !== 'exact' && anchor.state !== 'moved');
    const settled = annotation.deleted || annotation.decided;
    if (!told || settled || anchor.review === 'whole') continue;
    const people = new Set([annotation.createdBy]);
    if (annotation.assignee && annotation.visibility !== 'private') {
      people.add(annotation.assignee);
    }
    people.delete(actor.id);
    for (const id of people) {
      const theirs = concerned.get(id);
      if (theirs) theirs.push(one);
      else concerned.set(id, [one]);
    }
  }
  if (concerned.size === 0) return;
  const people = await rows.reachable(tx, workspaceId, articleId);
  const notices = people.flatMap(({ id: personId }) => {
    const theirs = concerned.get(personId);
    const [first] = theirs ?? [];
    if (!theirs || !first) return [];
    return [
      {
        ...{ id: newId(), personId, reason: 'changed' as const },
        annotationId: first.annotation.id,
        actorId: actor.id,
        count: theirs.length,
      },
    ];
  });
  await insertAndTell(tx, workspaceId, actor.id, notices);
}

/** A claim that rests on a source, and who is concerned: its checker, or else whoever made it. */
type Resting = {
  id: string;
  article: string;
  checker: string | null;
  createdBy: string;
};

/**
 * Tells those who check claims that a source under them has been withdrawn, or is
 * worth less: one notice each for all of an article. It does not name the source,
 * which may not be theirs to know of.
 */
export async function tellOfSource(
  { workspaceId, actor }: Context,
  tx: Tx,
  resting: readonly Resting[],
): Promise<void> {
  const groups = new Map<string, Resting[]>();
  for (const claim of resting) {
    const person = claim.checker ?? claim.createdBy;
    if (person === actor.id) continue;
    const key = `${person} ${claim.article}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  const notices: rows.NewNotice[] = [];
  for (const [key, [first, ...more]] of groups) {
    const [personId = '', articleId = ''] = key.split(' ');
    const people = await rows.reachable(tx, workspaceId, articleId);
    if (!first || !people.some(({ id }) => id === personId)) continue;
    notices.push({
      ...{ id: newId(), personId, reason: 'source', annotationId: first.id },
      ...{ actorId: actor.id, count: more.length + 1 },
    });
  }
  await insertAndTell(tx, workspaceId, actor.id, notices);
}

/**
 * Puts what is said into the inboxes of those whom it concerns: who is named, who
 * is to see to it, and, of a reply, who has spoken in its thread. What is private
 * concerns nobody, and nobody hears of their own doing.
 *
 * @param before what it was; null when it is new
 */
export async function tellConcerned(
  { workspaceId, actor }: Context,
  tx: Tx,
  after: Said,
  before: AnchoredAnnotation | null,
): Promise<void> {
  if (after.owned.visibility === 'private') return;
  const assigned = after.assignee !== (before?.assignee ?? null);
  const isNewReply = before === null && after.replyTo !== null;
  const worded = before?.body !== after.body && /[@＠]/.test(after.body);
  const unworded = before !== null && /[@＠]/.test(before.body);
  if (!assigned && !isNewReply && !worded && !unworded) return;
  const people = await rows.reachable(tx, workspaceId, after.articleId);
  const mentioned = mentionsIn(after.body, people);
  await rows.replaceMentions(tx, workspaceId, after.id, mentioned);

  const wanted = new Map<string, rows.NewNotice['reason']>();
  if (isNewReply && after.replyTo) {
    const spoke = await threadPeople(tx, workspaceId, after.replyTo);
    for (const id of spoke) wanted.set(id, 'reply');
  }
  for (const id of mentioned) wanted.set(id, 'mention');
  if (assigned && after.assignee) wanted.set(after.assignee, 'assigned');
  wanted.delete(actor.id);
  const present = new Set(people.map(({ id }) => id));
  const notices = [...wanted].flatMap(([personId, reason]) =>
    present.has(personId)
      ? [
          {
            ...{ id: newId(), personId, reason },
            annotationId: after.id,
            actorId: actor.id,
            count: 1,
          },
        ]
      : [],
  );
  await insertAndTell(tx, workspaceId, actor.id, notices);
}

async function insertAndTell(
  tx: Tx,
  workspaceId: string,
  actorId: string,
  notices: rows.NewNotice[],
): Promise<void> {
  if (notices.length === 0) return;
  const added = await rows.insertNotices(tx, workspaceId, notices);
  if (added.length === 0) return;
  await recordActivity(
    tx,
    workspaceId,
    ...added.map(({ id, personId, reason }) => ({
      personId: actorId,
      verb: 'notice.create',
      objectId: id,
      detail: { to: personId, reason },
    })),
  );
}
