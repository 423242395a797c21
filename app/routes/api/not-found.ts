import { AppError } from '#app/errors.ts';
import { resource } from '#app/http/api.server.ts';

const nothing = (): Promise<never> =>
  Promise.reject(new AppError('not-found', 'not-found'));

/** Every address below `/api/v1` that is none. */
const operations = resource({
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
});
export const loader = operations.loader;
export const action = operations.action;
