import { MAX_TEXT } from '#app/articles/article.ts';
import { createArticle, listArticles } from '#app/articles/articles.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import {
  json,
  jsonBody,
  limitIn,
  resource,
  type ApiRequest,
} from '#app/http/api.server.ts';
import { decodeText, parseForm } from '#app/http/body.server.ts';
import { etagOf } from '#app/http/etag.ts';

/** Room for the longest text with every character escaped, and some fields. */
const LIMIT = MAX_TEXT * 6 + 100_000;

const operations = resource(
  {
    GET: async ({ ctx, url }) => {
      const cursor = url.searchParams.get('cursor') ?? undefined;
      return json(await listArticles(ctx, { limit: limitIn(url), cursor }));
    },
    POST: async given => {
      const input = await articleInput(given);
      const { value, revision } = await createArticle(given.ctx, input);
      const location = `${given.base}/api/v1/articles/${value.id}`;
      const headers = { Location: location, ETag: etagOf(revision) };
      return json(value, { status: 201, headers });
    },
  },
  { limit: LIMIT },
);
export const loader = operations.loader;
export const action = operations.action;

/** JSON, or a form with a `file` and the same fields beside it. */
async function articleInput(given: ApiRequest): Promise<unknown> {
  const type = given.request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data/i.test(type)) return jsonBody(given);
  const form = await parseForm(given.body, type);
  const { file, ...fields } = Object.fromEntries(form);
  if (!(file instanceof File)) throw invalid('file', 'missing');
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isText(file, bytes)) {
    throw new AppError('invalid', 'invalid', {
      fields: [{ field: 'file', reason: 'file-not-yet' }],
    });
  }
  return { ...fields, content: decodeText(bytes, 'file') };
}

/** A plain text by its type or name, and by its bytes: no NUL but in UTF-16. */
function isText(file: File, bytes: Uint8Array): boolean {
  const named = /\.(txt|text)$/i.test(file.name);
  const typed = file.type === '' || file.type.startsWith('text/plain');
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return (named || typed) && (utf16 || !bytes.includes(0));
}
