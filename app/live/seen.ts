/**
 * Says what has been seen. No change of the workspace's: what is not heard is
 * seen again. How much is still unread; null when it can't be said.
 */
export async function seen(what: {
  article: string;
  annotation?: string;
}): Promise<number | null> {
  try {
    const response = await fetch('/api/v1/inbox', {
      method: 'PATCH',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(what),
    });
    if (!response.ok) return null;
    // Our own API, of the same build as this page.
    return ((await response.json()) as { unread: number }).unread;
  } catch {
    return null;
  }
}
