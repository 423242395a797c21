import type { Colleague } from '#app/annotations/colleague.ts';
import { initialsOf } from '#app/annotations/pinyin.server.ts';
import type { Context } from '#app/context.server.ts';
import { reachable } from '#db/queries/notices.ts';

/** Those who can be named, or asked, on an article, as completion finds them. */
export async function listColleagues(
  { db, workspaceId }: Context,
  articleId: string,
): Promise<Colleague[]> {
  const people = await reachable(db, workspaceId, articleId);
  return people.map(person => ({
    ...person,
    initials: initialsOf(person.name),
  }));
}
