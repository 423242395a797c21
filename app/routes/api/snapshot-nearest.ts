import { invalid } from '#app/errors.ts';
import { idParam, json, resource } from '#app/http/api.server.ts';
import { MAX_QUOTED } from '#app/claims/evidence.ts';
import { nearestIn } from '#app/sources/snapshots.server.ts';

/** The passage that comes nearest to a quote which a snapshot does not hold. */
const operations = resource({
  GET: async given => {
    const quote = given.url.searchParams.get('quote') ?? '';
    if (quote.trim() === '') throw invalid('quote', 'quote-missing');
    if (quote.length > MAX_QUOTED) throw invalid('quote', 'quote-too-long');
    const sid = idParam(given, 'sid');
    const near = await nearestIn(given.ctx, idParam(given), sid, quote);
    return json({ nearest: near });
  },
});
export const loader = operations.loader;
export const action = operations.action;
