import { PassThrough } from 'node:stream';

import {
  createReadableStreamFromReadable,
  type AppLoadContext,
  type EntryContext,
  type HandleErrorFunction,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';

import '#app/i18n/catalogues.server.ts';
import { NonceContext } from '#app/ui/nonce.ts';

const TIMEOUT_MS = 5000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const ready = isbot(request.headers.get('user-agent') ?? '')
    ? 'onAllReady'
    : 'onShellReady';
  const { nonce } = context;
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remix} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        [ready]() {
          const body = new PassThrough();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          if (!headers.has('Cache-Control')) {
            headers.set('Cache-Control', 'private, no-cache');
          }
          const stream = createReadableStreamFromReadable(body);
          resolve(new Response(stream, { status, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          context.log.error({ err: error }, 'rendering failed');
        },
      },
    );
    setTimeout(abort, TIMEOUT_MS).unref();
  });
}

/** What Remix reports; the address a client made up is not a fault of ours. */
export const handleError: HandleErrorFunction = (
  error,
  { request, context },
) => {
  if (request.signal.aborted) return;
  context.log.error({ err: error }, 'page failed');
};
