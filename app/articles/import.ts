import type { ArticleSummary } from '#app/articles/article.ts';
import type { Reading } from '#app/import/reading.ts';

/** Where a page's bytes are kept. */
export type Snapshot = {
  sha256: string;
  mediaType: string;
  bytes: number;
  capturedAt: string;
};

/** An article that is there already and says nearly the same. */
export type Like = Pick<ArticleSummary, 'id' | 'title' | 'updatedAt'> & {
  /** Share of the text, 0–1; 1 as well for the same address. */
  likeness: number;
};

/** A page that has been read and waits to be looked through. */
export type Import = Reading & {
  id: string;
  /** The file's name, or the address; empty for what was pasted. */
  name: string;
  /** Host of the page's address; null where it is not known. */
  site: string | null;
  snapshot: Snapshot | null;
  like: Like[];
  createdAt: string;
  updatedAt: string;
};

/** One line of the list of those that wait. */
export type ImportSummary = Pick<
  Import,
  'id' | 'name' | 'site' | 'createdAt' | 'updatedAt'
> & { title: string; doubts: number };

/** What is remembered of a site. */
export type SiteCorrection = {
  id: string;
  site: string;
  role: Reading['lines'][number]['role'];
  /** The line that was corrected. */
  example: string;
  createdAt: string;
};
