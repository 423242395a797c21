import { getSigning, signOff } from '#app/gates/sign-offs.server.ts';
import { idParam, json, jsonBody, resource } from '#app/http/api.server.ts';
import { translator } from '#app/i18n/i18n.ts';

/** Who let an article through which gate. */
const operations = resource({
  GET: async given => {
    const { gates, ...signing } = await getSigning(given.ctx, idParam(given));
    const t = translator(given.ctx.actor.language);
    return json({
      ...signing,
      next: null,
      gates: gates.map(({ gate, state }) => ({
        ...{ gate, title: t(`gate.${gate}`), state },
      })),
    });
  },
  POST: async given =>
    json(await signOff(given.ctx, idParam(given), jsonBody(given)), {
      status: 201,
    }),
});
export const loader = operations.loader;
export const action = operations.action;
