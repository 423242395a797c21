/** How long a page rests before its place is worth keeping, in milliseconds. */
const REST_MS = 1_500;

/**
 * Keeps how far an article has been read. No change of the workspace's: the last
 * place alone counts, and one that is lost is found again by reading. Returns
 * what to call when the place changes, and what to call at the end.
 */
export function keepReadingPosition(
  articleId: string,
  version: number,
): { moved(start: number): void; stop(): void } {
  let timer = 0;
  let start: number | null = null;
  const send = (): void => {
    window.clearTimeout(timer);
    if (start === null) return;
    const body = JSON.stringify({ version, start });
    start = null;
    void fetch(`/api/v1/articles/${articleId}/reading-position`, {
      method: 'PUT',
      credentials: 'same-origin',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body,
    }).catch(() => {});
  };
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') send();
  };
  document.addEventListener('visibilitychange', onHide);
  return {
    moved: place => {
      start = place;
      window.clearTimeout(timer);
      timer = window.setTimeout(send, REST_MS);
    },
    stop: () => {
      document.removeEventListener('visibilitychange', onHide);
      send();
    },
  };
}
