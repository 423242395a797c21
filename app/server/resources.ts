import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';

import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import express, {
  type Request as Incoming,
  type Response as Outgoing,
} from 'express';

import type { Handler } from '#app/http/api.server.ts';
import type { Asked, Reply } from '#app/http/reply.ts';

type ContextOf = (req: Incoming, res: Outgoing) => AppLoadContext;

/**
 * Answers the API's routes from their modules. Remix's handler would find them
 * too, but it ranks and compiles every route of the app anew for each request,
 * which costs more than most of the answers.
 */
export function resources(
  build: ServerBuild,
  contextOf: ContextOf,
): express.Router {
  const router = express.Router();
  for (const { path, module } of Object.values(build.routes)) {
    const handle = module.loader ?? module.action;
    if (!path?.startsWith(API) || !handle) continue;
    router.all(`/${path}`, (req, res, next) => {
      // Below this path every module answers so.
      (handle as unknown as Handler)(askedBy(req), contextOf(req, res))
        .then(reply => send(reply, res))
        .catch(next);
    });
  }
  return router;
}

const API = 'api/v1/';

/** The build without what is answered here: Remix tries every route it knows. */
export function pagesOf(build: ServerBuild): ServerBuild {
  const pages = <Route extends { path?: string }>(
    routes: Record<string, Route | undefined>,
  ): Record<string, Route | undefined> =>
    Object.fromEntries(
      Object.entries(routes).filter(
        ([, route]) => !route?.path?.startsWith(API),
      ),
    );
  const assets = { ...build.assets, routes: pages(build.assets.routes) };
  return { ...build, routes: pages(build.routes), assets } as ServerBuild;
}

/** No answer of the API is a page: it runs nothing, and nothing frames it. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
};

function askedBy(req: Incoming): Asked {
  const { method, headers, params } = req;
  let url: URL | undefined;
  return {
    method,
    params,
    // Most of what is written asks for no part of it.
    get url() {
      const { protocol, originalUrl } = req;
      url ??= new URL(`${protocol}://${headers.host ?? ''}${originalUrl}`);
      return url;
    },
    headers: {
      get: name => {
        const value = headers[name];
        return Array.isArray(value) ? value.join(', ') : (value ?? null);
      },
    },
    body: limit => bodyOf(req, limit),
  };
}

/** Null when it is over the limit: an error of this bundle's would be none of the API's. */
function bodyOf(req: Incoming, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      // The rest is let through unseen, so that the client hears the refusal.
      req.removeAllListeners('data');
      req.resume();
      resolve(null);
    };
    if (Number(req.headers['content-length']) > limit) return refuse();
    req.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) refuse();
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', reject);
  });
}

async function send({ status, headers, body }: Reply, res: Outgoing) {
  const all = { ...HEADERS, ...headers };
  if (typeof body === 'string') {
    const length = Buffer.byteLength(body);
    res.writeHead(status, { ...all, 'Content-Length': length });
    return void res.end(body);
  }
  res.writeHead(status, all);
  if (body === null) return void res.end();
  // A stream is said to have begun before it has anything to say.
  res.flushHeaders();
  // Waits for a slow reader, and tells the stream when its reader has left.
  await pipeline(Readable.fromWeb(body as WebStream), res).catch(() => {});
}
