import type { Json } from '#tests/support/server.ts';

/** What a stream has said so far. */
export type Stream = {
  events: Json[];
  /** What it said last of who is there. */
  present: Json;
  /** The last id, to resume after. */
  id: string;
  /** Whether the other side has ended it. */
  ended: boolean;
  /** Waits until something holds of what was said. @throws when it does not within ten seconds */
  until(is: (stream: Stream) => boolean): Promise<void>;
  close(): void;
};

/** Opens a stream of Server-Sent Events and collects what it says. */
export async function openStream(
  url: string,
  headers: Record<string, string>,
): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (!response.ok || !response.body) throw new Error(`${response.status}`);
  const stream: Stream = {
    events: [],
    present: null,
    id: '',
    ended: false,
    until: async is => {
      const last = Date.now() + 10_000;
      while (!is(stream)) {
        if (Date.now() > last) {
          throw new Error(`Never came: ${JSON.stringify(stream.events)}`);
        }
        await new Promise(done => setTimeout(done, 10));
      }
    },
    close: () => abort.abort(),
  };
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  void (async () => {
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const frames = (rest + value).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const field = (name: string): string | undefined =>
          new RegExp(`^${name}: ?(.*)$`, 'm').exec(frame)?.[1];
        stream.id = field('id') ?? stream.id;
        const data = field('data');
        if (!data) continue;
        if (field('event') === 'presence') stream.present = JSON.parse(data);
        else stream.events.push(JSON.parse(data));
      }
    }
  })()
    .catch(() => {})
    .finally(() => {
      stream.ended = true;
    });
  return stream;
}
