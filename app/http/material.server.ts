import { MAX_TEXT } from '#app/articles/article.ts';
import type { Upload } from '#app/articles/creation.server.ts';
import { invalid } from '#app/errors.ts';
import { jsonBody, type ApiRequest } from '#app/http/api.server.ts';
import { parseForm, tooLarge, uploadOf } from '#app/http/body.server.ts';

/** Room for the longest text with every character escaped, and some fields; or for a page's markup. */
const JSON_LIMIT = Math.max(MAX_TEXT * 6 + 100_000, 20_000_000);

/**
 * What is to be imported: JSON, or a form with a `file` and the same fields
 * beside it.
 *
 * @throws AppError too-large, bad-request, invalid
 */
export async function materialIn(
  given: ApiRequest,
): Promise<{ fields: unknown; file?: Upload }> {
  const type = given.request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data/i.test(type)) {
    if (given.body.length > JSON_LIMIT) throw tooLarge(JSON_LIMIT);
    return { fields: jsonBody(given) };
  }
  const form = await parseForm(given.body, type);
  const { file, ...fields } = Object.fromEntries(form);
  if (!(file instanceof File)) throw invalid('file', 'missing');
  return { fields, file: await uploadOf(file) };
}
