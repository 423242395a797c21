/** What became of a file that was sent. */
export type Uploaded =
  { ok: true; answer: unknown } | { ok: false; detail: string | null };

/**
 * Sends a file to the API, below `/api/v1`; `told` hears which share of it has
 * left, 0–1. `detail` is null where the server can't be reached.
 */
export function upload(
  path: string,
  file: File,
  told: (share: number) => void,
): Promise<Uploaded> {
  return new Promise(done => {
    // fetch says nothing of what has left.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1${path}`);
    request.upload.onprogress = ({ loaded, total }) =>
      told(total > 0 ? loaded / total : 0);
    request.onerror = () => done({ ok: false, detail: null });
    request.onload = () => {
      let answer: unknown = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // A proxy's own page.
      }
      if (request.status === 201) return done({ ok: true, answer });
      const { detail } = (answer ?? {}) as { detail?: unknown };
      done({ ok: false, detail: typeof detail === 'string' ? detail : null });
    };
    const form = new FormData();
    form.set('file', file);
    request.send(form);
  });
}
