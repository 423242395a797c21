import type { Visibility } from '#app/annotations/annotation.ts';
import type { Role } from '#app/people/person.ts';

/**
 * Who may. This is the only place that says so: the interface hides what this
 * denies, the server refuses it.
 */
export type Actor = { id: string; role: Role };

/** As much of an article as says who may know of it. */
export type Guarded = {
  restricted: boolean;
  /** Whether the one who asks is named on it. */
  named: boolean;
};

type Owned = { createdBy: string; visibility: Visibility };

/** Everybody signed in reads what is not private to somebody else. */
export function canSee(actor: Actor, annotation: Owned): boolean {
  return (
    annotation.visibility !== 'private' || annotation.createdBy === actor.id
  );
}

/** A restricted article is there for owners and for those named on it. */
export function canSeeArticle(actor: Actor, article: Guarded): boolean {
  return !article.restricted || article.named || actor.role === 'owner';
}

/** People, invitations and what the workspace sets are the owners'. */
export function canManagePeople(actor: Actor): boolean {
  return actor.role === 'owner';
}

/** Owners and editors bring articles in, change their details and remove them. */
export function canEditArticles(actor: Actor): boolean {
  return actor.role === 'owner' || actor.role === 'editor';
}

/** A reader keeps highlights and notes, but to himself alone. */
export function canAnnotate(actor: Actor, visibility: Visibility): boolean {
  return actor.role !== 'reader' || visibility === 'private';
}

/** An annotation's words are its author's; owners and editors tidy up the team's. */
export function canChangeAnnotation(actor: Actor, annotation: Owned): boolean {
  if (annotation.createdBy === actor.id) return true;
  return canEditArticles(actor) && annotation.visibility !== 'private';
}

/** Whoever works on the article resolves and reopens the team's annotations. */
export function canResolve(actor: Actor, annotation: Owned): boolean {
  if (annotation.createdBy === actor.id) return true;
  return actor.role !== 'reader' && annotation.visibility !== 'private';
}

/** As much of a source as says who may know of it. */
export type GuardedSource = {
  confidential: boolean;
  /** Whether the one who asks is named on it. */
  named: boolean;
};

/** A confidential source is there for those named on it alone, owners not among them. */
export function canSeeSource(source: GuardedSource): boolean {
  return !source.confidential || source.named;
}

/** Claims, sources and evidence are worked on by all but readers. */
export function canCheck(actor: Actor): boolean {
  return actor.role !== 'reader';
}

/** Whoever checks signs a gate, unless it is for others: `signers` are those named on it, none for all. */
export function canSign(actor: Actor, signers: readonly string[]): boolean {
  return (
    canCheck(actor) && (signers.length === 0 || signers.includes(actor.id))
  );
}

/** A reader replies where the reader was asked: named, or to see to it. */
export function canReply(
  actor: Actor,
  thread: Owned & { asked: boolean },
): boolean {
  if (!canSee(actor, thread)) return false;
  return (
    actor.role !== 'reader' || thread.asked || thread.createdBy === actor.id
  );
}

/** New words for the vocabulary come with annotating for the team. */
export function canAddTags(actor: Actor): boolean {
  return actor.role !== 'reader';
}

/** Renaming, merging or ending a word touches everybody's annotations. */
export function canEditVocabulary(actor: Actor): boolean {
  return canEditArticles(actor);
}
