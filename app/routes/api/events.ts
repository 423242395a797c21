import { validate } from 'uuid';

import { getArticle } from '#app/articles/articles.server.ts';
import { AppError, invalid } from '#app/errors.ts';
import { idParam, resource, type ApiRequest } from '#app/http/api.server.ts';
import {
  readPosition,
  type LiveEvent,
  type Position,
  type Present,
} from '#app/live/event.ts';
import { Reply } from '#app/http/reply.ts';

/** A line now and then, so that proxies and clients know that the stream lives. */
const HEARTBEAT_MS = 15_000;

/** A client that leaves this much unread is let go; it resumes where it was. */
const UNREAD_BYTES = 1_000_000;

/**
 * What happens, as Server-Sent Events; of one article where one is named, or of
 * those that `article` names in the address, and with `all=1` of the others too.
 * Each has an id; `Last-Event-ID`, or
 * `after` in the address, resumes after it. `presence` says who has an article
 * open.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
const operations = resource({
  GET: async given => {
    const articles = await articlesIn(given);
    const after = afterIn(given);
    return new Reply(streamOf(given, articles, after), {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
    });
  },
});
export const loader = operations.loader;
export const action = operations.action;

/** The articles that are meant; null for all. @throws AppError not-found where the one named is not there */
async function articlesIn(given: ApiRequest): Promise<Set<string> | null> {
  if (given.params['id']) {
    const id = idParam(given);
    await getArticle(given.ctx, id);
    return new Set([id]);
  }
  const named = given.url.searchParams.getAll('article').slice(0, 50);
  const there = new Set<string>();
  for (const id of named) if (await isThere(given.ctx, id)) there.add(id);
  return named.length > 0 ? there : null;
}

async function isThere(ctx: ApiRequest['ctx'], id: string): Promise<boolean> {
  if (!validate(id)) return false;
  try {
    return (await getArticle(ctx, id)).revision > 0;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function afterIn({ request, url }: ApiRequest): Position | null {
  const text =
    request.headers.get('last-event-id') || url.searchParams.get('after');
  if (!text) return null;
  const position = readPosition(text);
  if (!position) throw invalid('Last-Event-ID', 'position-unknown');
  return position;
}

function streamOf(
  { ctx, live, again, url }: ApiRequest,
  articles: Set<string> | null,
  after: Position | null,
): ReadableStream<Uint8Array> {
  let stop = (): void => {};
  let open = true;
  let heartbeat: NodeJS.Timeout | undefined;
  const close = (): void => {
    open = false;
    clearInterval(heartbeat);
    stop();
  };
  return new ReadableStream<Uint8Array>(
    {
      start: async controller => {
        const end = (): void => {
          if (!open) return;
          close();
          controller.close();
        };
        const write = (frames: Uint8Array): void => {
          if (!open) return;
          controller.enqueue(frames);
          if ((controller.desiredSize ?? 0) <= 0) {
            close();
            controller.error(new Error('The client does not read'));
          }
        };
        write(encoder.encode('retry: 1000\n\n'));
        const beat = encoder.encode(':\n\n');
        heartbeat = setInterval(() => write(beat), HEARTBEAT_MS);
        const leave = await live.follow(
          {
            actor: ctx.actor,
            articles,
            everything: url.searchParams.get('all') === '1',
            push: (events, position) => write(framesOf(events, position)),
            present: (article, people) =>
              write(encoder.encode(presenceOf(article, people))),
            end,
            holds: async () => {
              const now = await again();
              if (now?.actor.role !== ctx.actor.role) return false;
              for (const id of articles ?? []) {
                if (!(await isThere(now, id))) return false;
              }
              return true;
            },
          },
          after,
        );
        stop = leave;
        if (!open) leave();
      },
      cancel: close,
    },
    { highWaterMark: UNREAD_BYTES, size: chunk => chunk.byteLength },
  );
}

const presenceOf = (article: string, people: Present[]): string =>
  `event: presence\ndata: ${JSON.stringify({ article, people })}\n\n`;

const encoder = new TextEncoder();

/** Hundreds of streams are told the same: it is written down once. */
const written = new WeakMap<
  LiveEvent[],
  { position: string; frames: Uint8Array }
>();

/** Frames of events, encoded. */
function framesOf(events: LiveEvent[], position: string): Uint8Array {
  const known = written.get(events);
  if (known?.position === position) return known.frames;
  const frames = encoder.encode(framesText(events, position));
  written.set(events, { position, frames });
  return frames;
}

/** Frames of events; what was gone through without being told moves the id alone. */
function framesText(events: LiveEvent[], position: string): string {
  const frames = events.map(
    event => `id: ${event.position}\ndata: ${JSON.stringify(event)}\n\n`,
  );
  const last = events.at(-1)?.position;
  if (last !== position)
    frames.push(`id: ${position}\nevent: position\ndata:\n\n`);
  return frames.join('');
}
