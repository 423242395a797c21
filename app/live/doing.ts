/** A row of the trail as it is given out. */
export type Doing = {
  /** Where it stands in the log. */
  id: string;
  verb: string;
  /** RFC 3339. */
  at: string;
  person: { id: string; name: string };
  object: string;
  article: string | null;
  revision: number | null;
  /** What it became by it. */
  detail: Record<string, unknown>;
};
