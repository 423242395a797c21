import type { Present } from '#app/live/event.ts';

/** How often a page says that it is still there, in milliseconds. */
const AGAIN_MS = 10_000;

/** How long a selection rests before it is told, in milliseconds. */
const REST_MS = 300;

/**
 * Says who is at an article, and what is selected there. It is no change of the
 * workspace's: what is not heard is said again. Returns what to call when the
 * selection changes, and what to call at the end.
 */
export function attend(
  articleId: string,
  tab: string,
): { select(selection: Present['selection']): void; stop(): void } {
  let selection: Present['selection'] = null;
  let timer = 0;
  const say = (leaving: boolean): void => {
    void fetch(`/api/v1/articles/${articleId}/presence`, {
      method: 'PUT',
      credentials: 'same-origin',
      keepalive: leaving,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ tab, selection, leaving }),
    }).catch(() => {});
  };
  const leave = (): void => say(true);
  const again = window.setInterval(() => {
    if (document.visibilityState === 'visible') say(false);
  }, AGAIN_MS);
  window.addEventListener('pagehide', leave);
  say(false);
  return {
    select: next => {
      selection = next;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => say(false), REST_MS);
    },
    stop: () => {
      window.clearInterval(again);
      window.clearTimeout(timer);
      window.removeEventListener('pagehide', leave);
      leave();
    },
  };
}
