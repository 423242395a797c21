import type { LiveEvent } from '#app/live/event.ts';

/** How long to wait before a stream that was refused is asked for again, in milliseconds. */
const AGAIN_MS = 5_000;

/**
 * Follows what happens on an article from a position on, through every break of
 * the network and every restart: nothing is missed, nothing comes twice. Returns
 * how to stop.
 */
export function followArticle(
  articleId: string,
  after: string,
  onEvent: (event: LiveEvent) => void,
): () => void {
  let position = after;
  let source: EventSource | null = null;
  let timer = 0;
  const open = (): void => {
    const address = `/api/v1/articles/${articleId}/events?after=${position}`;
    source = new EventSource(address);
    const keep = ({ lastEventId }: MessageEvent): void => {
      if (lastEventId) position = lastEventId;
    };
    source.addEventListener('position', keep);
    source.onmessage = message => {
      keep(message);
      // Our own server, on our own page: the shape is known.
      onEvent(JSON.parse(String(message.data)) as LiveEvent);
    };
    source.onerror = () => {
      // The browser itself goes on trying, but for a refusal.
      if (source?.readyState !== EventSource.CLOSED) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(open, AGAIN_MS);
    };
  };
  open();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}
