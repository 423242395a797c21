import { getArticle } from '#app/articles/articles.server.ts';
import { selectionToShow } from '#app/claims/checks.server.ts';
import { idParam, jsonBody, resource } from '#app/http/api.server.ts';
import { Reply } from '#app/http/reply.ts';
import { Attendance } from '#app/live/presence.schema.ts';
import { parse } from '#app/parse.server.ts';

/** Who has an article open: said again every few seconds, kept nowhere. */
const operations = resource({
  PUT: async given => {
    const id = idParam(given);
    const { tab, selection, leaving } = parse(Attendance, jsonBody(given));
    await getArticle(given.ctx, id);
    const shown = await selectionToShow(given.ctx, id, selection);
    const { id: personId, name, colour } = given.ctx.actor;
    const person = { id: personId, name, colour };
    given.live.attend(
      id,
      tab,
      leaving ? null : { tab, person, selection: shown },
    );
    return new Reply(null, { status: 204 });
  },
});
export const loader = operations.loader;
export const action = operations.action;
