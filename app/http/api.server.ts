import { createHash } from 'node:crypto';

import type { AppLoadContext } from '@remix-run/node';
import { validate } from 'uuid';

import { within, type Context } from '#app/context.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { parseJson, tooLarge } from '#app/http/body.server.ts';
import { COOKIES, readCookie } from '#app/http/cookies.ts';
import { expected, problemReply } from '#app/http/problem.server.ts';
import { Reply, type Asked, type ReplyHeaders } from '#app/http/reply.ts';
import { negotiateLanguage } from '#app/i18n/negotiate.ts';
import type { Live } from '#app/live/live.ts';
import { identify } from '#app/people/accounts.server.ts';
import { claimKey, keepAnswer, type Answer } from '#db/queries/idempotency.ts';
import { transaction } from '#db/transaction.ts';

/** What an operation is handed. */
export type ApiRequest = {
  ctx: Context;
  request: Asked;
  params: Asked['params'];
  url: URL;
  /** Address of this installation, for links. */
  base: string;
  /** Read and within its limit; empty where the method has none. */
  body: Buffer;
  live: Live;
  /** Who asks now, with the same credentials; null once they have ended. */
  again(): Promise<Context | null>;
};

export type Operation = (given: ApiRequest) => Promise<Reply>;

/** What a module of the API answers with, whatever it is asked. */
export type Handler = (
  request: Asked,
  context: AppLoadContext,
) => Promise<Reply>;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Largest body of an operation that names no other limit, in bytes. */
const BODY_LIMIT = 1_000_000;

/**
 * A resource of the API: its operations by method, wrapped in what all share:
 * who asks, where from, how much, whether it was asked before, and errors as
 * problem+json.
 */
export function resource(
  operations: Partial<Record<Method, Operation>>,
  { limit = BODY_LIMIT, headers = {} }: ResourceOptions = {},
) {
  const handle: Handler = async (request, context) => {
    const reply = await answer(operations, limit, request, context);
    if (reply.status < 400) {
      for (const [name, value] of Object.entries(headers)) {
        if (name === 'Vary') reply.vary(value);
        else reply.headers[name] ??= value;
      }
    }
    return reply;
  };
  return { loader: handle, action: handle };
}

type ResourceOptions = {
  /** Largest body, in bytes. */
  limit?: number;
  /** What every answer but a refusal says of the resource, where the answer says nothing else. */
  headers?: Record<string, string>;
};

async function answer(
  operations: Partial<Record<Method, Operation>>,
  limit: number,
  request: Asked,
  context: AppLoadContext,
): Promise<Reply> {
  let language = languageOf(request);
  try {
    const ctx = await authenticate(request, context);
    language = ctx.actor.language;
    if (request.method === 'OPTIONS') {
      const headers = { Allow: allowed(operations) };
      return finish(new Reply(null, { status: 204, headers }));
    }
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const operation = operations[method as Method];
    if (!operation) return methodNotAllowed(operations, request);
    const { params } = request;
    const base = context.publicUrl;
    const body = method === 'GET' ? NO_BODY : await request.body(limit);
    if (body === null) throw tooLarge(limit);
    const { live } = context;
    const again = (): Promise<Context | null> => whoAsks(request, context);
    const given = {
      ...{ ctx, request, params, base, body, live, again },
      get url() {
        return request.url;
      },
    };
    if (method === 'GET') return finish(await operation(given));
    const reply = await once(operation, given);
    live.wake();
    return finish(reply);
  } catch (error) {
    const known = expected(error);
    if (known) return problemReply(known, language);
    context.log.error({ err: error }, 'API request failed');
    return faultReply();
  }
}

const NO_BODY = Buffer.alloc(0);

const languageOf = (request: Asked) =>
  negotiateLanguage({
    cookie: readCookie(request.headers.get('cookie'), COOKIES.language),
    header: request.headers.get('accept-language'),
  });

/** A fault of our own. Says nothing of its inside. */
function faultReply(): Reply {
  const problem = {
    type: 'urn:pangzhu:problem:fault',
    title: 'Internal error',
    status: 500,
    detail: 'The request failed and nothing was stored. The log says why.',
  };
  return new Reply(JSON.stringify(problem), {
    status: 500,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}

function methodNotAllowed(
  operations: Partial<Record<Method, Operation>>,
  request: Asked,
): Reply {
  const error = new AppError('method-not-allowed', 'method-not-allowed');
  const reply = problemReply(error, languageOf(request));
  reply.headers['Allow'] = allowed(operations);
  return reply;
}

/** The methods of a resource, as `Allow` lists them. */
function allowed(operations: Partial<Record<Method, Operation>>): string {
  const methods = [...Object.keys(operations), 'OPTIONS'];
  if (operations.GET) methods.push('HEAD');
  return methods.join(', ');
}

function finish(reply: Reply): Reply {
  reply.headers['Cache-Control'] ??= 'private, no-cache';
  reply.vary('Authorization, Cookie');
  return reply;
}

/** Who asks. @throws AppError unauthorised, forbidden */
async function authenticate(
  request: Asked,
  context: AppLoadContext,
): Promise<Context> {
  const ctx = await whoAsks(request, context);
  const byToken = request.headers.get('authorization') !== null;
  if (!ctx) {
    const reason = byToken ? 'token-unknown' : 'sign-in-needed';
    throw new AppError('unauthorised', reason);
  }
  if (!byToken) requireOwnOrigin(request);
  // A page left open over a change of who is signed in writes in no other's name.
  const meant = request.headers.get('pangzhu-person');
  if (meant && meant !== ctx.actor.id) {
    throw new AppError('unauthorised', 'other-person');
  }
  return ctx;
}

async function whoAsks(
  request: Asked,
  { db }: AppLoadContext,
): Promise<Context | null> {
  const header = request.headers.get('authorization');
  if (header !== null) {
    const token = /^bearer\s+(\S+)$/i.exec(header)?.[1];
    return token ? identify(db, { token }) : null;
  }
  const cookie = readCookie(request.headers.get('cookie'), COOKIES.session);
  return cookie ? identify(db, { cookie }) : null;
}

/**
 * A page of another site can make a browser send our cookie; it cannot make it
 * lie about `Origin`. The Host has been checked by the host already.
 *
 * @throws AppError forbidden
 */
export function requireOwnOrigin(
  request: Pick<Asked, 'method' | 'headers'>,
): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.get('origin');
  const host = request.headers.get('host');
  const own = origin && URL.canParse(origin) ? new URL(origin).host : null;
  if (own === null || own !== host) {
    throw new AppError('forbidden', 'origin-foreign');
  }
}

/** Runs a mutation, or repeats the answer that its Idempotency-Key already got. */
async function once(operation: Operation, given: ApiRequest): Promise<Reply> {
  const key = given.request.headers.get('idempotency-key');
  if (key === null) return operation(given);
  if (key === '' || key.length > 255) {
    throw invalid('Idempotency-Key', 'key-invalid');
  }
  const { ctx, request, url, body } = given;
  const requestHash = createHash('sha256')
    .update(`${request.method} ${url.pathname}${url.search}\n`)
    .update(body)
    .digest('hex');
  const claim = { personId: ctx.actor.id, key, requestHash };
  return transaction(ctx.db, async tx => {
    const earlier = await claimKey(tx, ctx.workspaceId, claim);
    if (earlier && earlier.requestHash !== requestHash) {
      throw new AppError('conflict', 'key-reused');
    }
    if (earlier) return fromAnswer(earlier.answer);
    const reply = await operation({ ...given, ctx: within(ctx, tx) });
    const kept: Answer = {
      status: reply.status,
      headers: reply.headers,
      // No mutation answers with a stream.
      body: typeof reply.body === 'string' ? reply.body : '',
    };
    await keepAnswer(tx, ctx.workspaceId, claim, kept);
    return fromAnswer(kept);
  });
}

const fromAnswer = ({ status, headers, body }: Answer): Reply =>
  new Reply(status === 204 ? null : body, { status, headers });

/** A JSON answer. */
export function json(
  value: unknown,
  {
    status = 200,
    headers = {},
  }: { status?: number; headers?: ReplyHeaders } = {},
): Reply {
  return new Reply(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

/** The body as JSON. @throws AppError unsupported-type, bad-request */
export function jsonBody({ request, body }: ApiRequest): unknown {
  const type = request.headers.get('content-type') ?? '';
  if (type !== '' && !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new AppError('unsupported-type', 'json-expected');
  }
  return parseJson(body);
}

/** An id from the address. What can't be an id is not there. @throws AppError not-found */
export function idParam({ params }: ApiRequest, name = 'id'): string {
  const value = params[name];
  if (!value || !validate(value)) throw new AppError('not-found', 'not-found');
  return value.toLowerCase();
}

/** A version's number from the address. @throws AppError not-found */
export function versionParam({ params }: ApiRequest): number {
  const { n = '' } = params;
  if (!/^[1-9]\d{0,8}$/.test(n)) throw new AppError('not-found', 'not-found');
  return Number(n);
}

/** `version`, the number of one; null where none is asked for. @throws AppError invalid */
export function versionIn(url: URL): number | null {
  const text = url.searchParams.get('version');
  if (text === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw invalid('version', 'version-invalid');
  return Number(text);
}

/** `limit`, 1 to 200. @throws AppError invalid */
export function limitIn(url: URL, fallback = 50): number {
  const text = url.searchParams.get('limit');
  if (text === null) return fallback;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) {
    throw invalid('limit', 'limit-invalid');
  }
  return limit;
}
