import { AppError } from '#app/errors.ts';
import { resource } from '#app/http/api.server.ts';

const nothing = (): Promise<never> =>
  Promise.reject(new AppError('not-found', 'not-found'));

/** Every address below `/api/v1` that is none. */
export const { loader, action } = resource({
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
});
