/** The ETag of a revision. */
export const etagOf = (revision: number): string => `"${revision}"`;

/**
 * The revision that `If-Match` names. Null when the header is not there, NaN
 * when it names none of ours (so that it matches none). A proxy's `W/` prefix
 * is accepted; of a list the greatest counts.
 */
export function revisionIn(header: string | null): number | null {
  if (header === null || header.trim() === '') return null;
  const named = header
    .split(',')
    .map(tag => /^(?:W\/)?"(\d+)"$/.exec(tag.trim())?.[1])
    .filter(tag => tag !== undefined)
    .map(Number);
  return named.length > 0 ? Math.max(...named) : Number.NaN;
}
