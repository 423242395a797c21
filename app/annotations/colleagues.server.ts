import type { Colleague } from '#app/annotations/colleague.ts';
import { initialsOf } from '#app/annotations/pinyin.server.ts';
import type { Context } from '#app/context.server.ts';
import { findPeople } from '#db/queries/people.ts';
import { reachable } from '#db/queries/notices.ts';

/** Those who can be named, or asked, on an article, as completion finds them. */
export async function listColleagues(
  { db, workspaceId }: Context,
  articleId: string,
): Promise<Colleague[]> {
  const there = await reachable(db, workspaceId, articleId);
  const ids = there.map(({ id }) => id);
  const people = await findPeople(db, workspaceId, ids);
  const byId = new Map(people.map(person => [person.id, person]));
  return ids.flatMap(id => {
    const person = byId.get(id);
    return person ? [{ ...person, initials: initialsOf(person.name) }] : [];
  });
}
