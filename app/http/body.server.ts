import { AppError, invalid } from '#app/errors.ts';

/** A body of more bytes than are taken. */
export const tooLarge = (max: number): AppError =>
  new AppError('too-large', 'body-too-large', { params: { max } });

/** A file of a form: its bytes, its name, and the encoding that its type names. */
export async function uploadOf(file: File) {
  const charset = /charset="?([\w-]+)/i.exec(file.type)?.[1];
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { bytes, name: file.name, charset };
}

/** A request's body, whole. @throws AppError too-large */
export async function readBody(
  request: Request,
  limit: number,
): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > limit) {
    throw tooLarge(limit);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}

/** A form's fields, within a limit. @throws AppError too-large, bad-request */
export async function readForm(
  request: Request,
  limit: number,
): Promise<FormData> {
  const body = await readBody(request, limit);
  return parseForm(body, request.headers.get('content-type') ?? '');
}

/** @throws AppError bad-request */
export async function parseForm(
  body: Buffer,
  contentType: string,
): Promise<FormData> {
  try {
    const headers = { 'Content-Type': contentType };
    return await new Response(new Uint8Array(body), { headers }).formData();
  } catch {
    throw new AppError('bad-request', 'form-malformed');
  }
}

/** @throws AppError bad-request when it is no JSON, invalid when it is no UTF-8 */
export function parseJson(body: Buffer): unknown {
  const text = decodeText(body, 'body');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('bad-request', 'json-malformed');
  }
  expectStorable(value, 'body');
  return value;
}

/** Deeper than any document of ours; deeper ones only mean to exhaust the stack. */
const MAX_DEPTH = 64;

/**
 * Strings that neither UTF-8 nor PostgreSQL can hold, wherever they stand.
 * @throws AppError invalid, or bad-request when it is nested too deeply
 */
function expectStorable(root: unknown, name: string): void {
  const open = [{ value: root, field: name, depth: 0 }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { value, field, depth } = at;
    if (depth > MAX_DEPTH) throw new AppError('bad-request', 'json-malformed');
    if (typeof value === 'string') {
      if (value.includes('\0')) throw invalid(field, 'nul');
      if (!value.isWellFormed()) throw invalid(field, 'lone-surrogate');
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        open.push({ value: key, field, depth });
        open.push({ value: inner, field: key, depth: depth + 1 });
      }
    }
  }
}

/** UTF-8 or, with its mark, UTF-16. @throws AppError invalid for anything else */
export function decodeText(bytes: Uint8Array, field: string): string {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(mark, { fatal: true }).decode(bytes);
  } catch {
    throw invalid(field, 'not-utf8');
  }
}
