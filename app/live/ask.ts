/** Reads a resource of the API, below `/api/v1`; null when it can't be had. */
export async function ask(path: string): Promise<unknown> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      credentials: 'same-origin',
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
