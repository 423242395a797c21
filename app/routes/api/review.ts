import { z } from 'zod';

import { ANCHOR_STATES } from '#app/anchoring/anchor.ts';
import { listReview } from '#app/annotations/review.server.ts';
import { idParam, json, resource, versionParam } from '#app/http/api.server.ts';
import { readCursor, writeCursor } from '#app/http/cursor.ts';
import { parse } from '#app/parse.server.ts';

const Cursor = z.object({ offset: z.int().min(0) });

/** Those that ask for a person, where nobody says which. */
const ASKING = ['changed', 'ambiguous', 'lost'];

const Asked = z.object({
  state: z.array(z.enum(ANCHOR_STATES, 'state-unknown')),
});

/** What a version did to an article's annotations. */
const operations = resource({
  GET: async given => {
    const { searchParams } = given.url;
    const named = searchParams.getAll('state');
    const { state } = parse(Asked, { state: named.length ? named : ASKING });
    const cursor = searchParams.get('cursor');
    const { items, next } = await listReview(
      given.ctx,
      idParam(given),
      versionParam(given),
      state,
      cursor === null ? 0 : readCursor(Cursor, cursor).offset,
    );
    return json({
      items,
      next: next === null ? null : writeCursor(Cursor, { offset: next }),
    });
  },
});
export const loader = operations.loader;
export const action = operations.action;
