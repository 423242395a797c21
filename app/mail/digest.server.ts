import { listInbox } from '#app/annotations/inbox.server.ts';
import type { Notice } from '#app/annotations/notice.ts';
import { translator } from '#app/i18n/i18n.ts';
import type { Mail } from '#app/mail/mail.ts';
import type { Language } from '#app/people/person.ts';
import type { Db } from '#db/client.ts';
import { dueForDigest, takeDigest } from '#db/queries/people.ts';

/** As many notices as a digest names. */
const MOST = 30;

type Given = {
  db: Db;
  workspaceId: string;
  mail: Mail;
  publicUrl: string;
  /** How long at least between two to one person. */
  hours: number;
};

/**
 * Sends each member whose digest is due what came into their inbox since the
 * last one and is unread; nothing where there is nothing. What a member may no
 * longer see is in no digest.
 */
export async function sendDigests(given: Given): Promise<void> {
  const { db, workspaceId, mail, publicUrl, hours } = given;
  for (const due of await dueForDigest(db, workspaceId, hours)) {
    const { digestAt, asOf, ...actor } = due;
    const ctx = { db, workspaceId, actor };
    const inbox = await listInbox(ctx, { limit: MOST, cursor: null });
    const since = digestAt?.toISOString() ?? '';
    const until = new Date(asOf).toISOString();
    const fresh = inbox.items.filter(
      ({ read, at }) => !read && at > since && at <= until,
    );
    if (!(await takeDigest(db, workspaceId, actor.id, digestAt, asOf)))
      continue;
    if (fresh.length === 0) continue;
    await mail.send({
      to: actor.email,
      language: actor.language,
      message: 'digest',
      params: {
        name: actor.name,
        count: fresh.length,
        lines: fresh
          .map(notice => lineOf(notice, actor.language, publicUrl))
          .join('\n\n'),
        link: `${publicUrl}/inbox`,
      },
    });
  }
}

function lineOf(notice: Notice, language: Language, publicUrl: string): string {
  const t = translator(language);
  const { reason, people, article, annotation, body, count } = notice;
  const what = t(`inbox.${reason}`, {
    name: people.map(({ name }) => name).join(t('meta.and')),
    title: article.title,
    count,
  });
  const query = annotation ? `?annotation=${annotation}` : '';
  const link = `${publicUrl}/articles/${article.id}${query}`;
  return [what, body.slice(0, 140), link].filter(Boolean).join('\n');
}
