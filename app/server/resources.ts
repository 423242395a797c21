import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';

import {
  createReadableStreamFromReadable,
  type AppLoadContext,
  type ServerBuild,
} from '@remix-run/node';
import express, {
  type Request as Incoming,
  type Response as Outgoing,
} from 'express';

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
      const request = requestOf(req);
      const context = contextOf(req, res);
      const { params } = req;
      Promise.resolve(handle({ request, params, context }))
        .then(answer => send(answer as Response, res))
        .catch(next);
    });
  }
  return router;
}

const API = 'api/v1/';

function requestOf(req: Incoming): Request {
  const headers = new Headers();
  for (const [name, value = ''] of Object.entries(req.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      headers.append(name, one);
    }
  }
  const { method } = req;
  const url = `${req.protocol}://${req.headers.host ?? ''}${req.originalUrl}`;
  if (method === 'GET' || method === 'HEAD') {
    return new Request(url, { method, headers });
  }
  const body = createReadableStreamFromReadable(req);
  // `duplex` is part of the standard and missing from its types.
  return new Request(url, {
    method,
    headers,
    body,
    duplex: 'half',
  } as RequestInit);
}

async function send(answer: Response, res: Outgoing): Promise<void> {
  res.status(answer.status);
  for (const [name, value] of answer.headers) res.append(name, value);
  if (!isStream(answer)) {
    return void res.end(Buffer.from(await answer.arrayBuffer()));
  }
  // A stream is said to have begun before it has anything to say.
  res.flushHeaders();
  // Waits for a slow reader, and tells the stream when its reader has left.
  await pipeline(Readable.fromWeb(answer.body as WebStream), res).catch(
    () => {},
  );
}

const isStream = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/event-stream') ?? false;
