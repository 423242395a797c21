import { invalid } from '#app/errors.ts';
import {
  idParam,
  json,
  jsonBody,
  resource,
  type ApiRequest,
} from '#app/http/api.server.ts';
import { parseForm, uploadOf } from '#app/http/body.server.ts';
import type { SnapshotFile } from '#app/import/extract.ts';
import { MAX_SNAPSHOT } from '#app/sources/source.ts';
import { addSnapshot } from '#app/sources/snapshots.server.ts';

/** A form takes room beside its file. */
const FORM = 100_000;

/** A source's bytes at different times. */
const operations = resource(
  {
    POST: async given => {
      const id = idParam(given);
      const { fields, file } = await snapshotIn(given);
      const made = await addSnapshot(given.ctx, id, fields, file);
      const Location = `${given.base}/api/v1/sources/${id}/snapshots/${made.id}`;
      return json(made, { status: 201, headers: { Location } });
    },
  },
  { limit: MAX_SNAPSHOT + FORM },
);
export const loader = operations.loader;
export const action = operations.action;

/** @throws AppError bad-request, invalid */
async function snapshotIn(
  given: ApiRequest,
): Promise<{ fields: unknown; file?: SnapshotFile }> {
  const type = given.request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data/i.test(type)) return { fields: jsonBody(given) };
  const form = await parseForm(given.body, type);
  const { file, ...fields } = Object.fromEntries(form);
  if (!(file instanceof File)) throw invalid('file', 'missing');
  return { fields, file: await uploadOf(file) };
}
