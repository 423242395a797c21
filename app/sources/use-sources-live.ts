import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

import { useOutbox } from '#app/live/page-outbox.ts';
import { SharedStream } from '#app/live/shared-stream.ts';

/** What happens at once is asked for once, in milliseconds. */
const PAUSE_MS = 200;

/** Loads a page of sources anew when something was done to a source, or to evidence of one. */
export function useSourcesLive(me: string, position: string): void {
  const { revalidate } = useRevalidator();
  const again = useRef(revalidate);
  again.current = revalidate;
  useOutbox(me);
  useEffect(() => {
    let timer = 0;
    const stream = new SharedStream(me, position, {
      article: null,
      everything: true,
      onEvent: ({ verb }) => {
        if (!/^(source|evidence)\./.test(verb)) return;
        window.clearTimeout(timer);
        timer = window.setTimeout(() => again.current(), PAUSE_MS);
      },
      onPresence: () => {},
    });
    return () => {
      window.clearTimeout(timer);
      stream.stop();
    };
  }, [me, position]);
}
