import type { Person } from '#app/people/person.ts';

/** What a block is. Block 0 is always the title. */
export const BLOCK_TYPES = [
  'title',
  'lede',
  'heading',
  'paragraph',
  'turn',
  'quote',
  'list-item',
  'caption',
  'table',
  'pre',
] as const;
export type BlockType = (typeof BLOCK_TYPES)[number];

/** `[start, end)`, UTF-16 offsets into the version's text. */
export type Span = [start: number, end: number];

/** A paragraph-level unit as recognised, before it has a place in a text. */
export type Passage = {
  type: BlockType;
  text: string;
  /** Who says it: on the turn that opens a speech and on the paragraphs that continue it. */
  speaker?: string;
  /** A heading's level, from 2. */
  level?: number;
};

/** A passage with its place: UTF-16 offsets into the version's text, half-open. */
export type Block = Passage & { start: number; end: number };

/** Who did what for the article: 责任编辑, 校对, … */
export type Credit = { role: string; name: string };

/** A line of the page that was left out, and why. */
export type Discarded = { text: string; reason: DiscardReason };

/** Why a line of a page is not part of its article. */
export const DISCARD_REASONS = [
  'navigation',
  'control',
  'share',
  'notice',
  'contact',
  'licence',
  'related',
  'comment',
  'advert',
  'end-mark',
  'hidden',
] as const;
export type DiscardReason = (typeof DISCARD_REASONS)[number];

/** Everything an import finds; `app/import` makes it, the verbs store it. */
export type ArticleDraft = {
  title: string;
  byline: string[];
  /** RFC 3339 with zone; null when the page shows none. */
  publishedAt: string | null;
  publisher: string | null;
  source: string | null;
  section: string | null;
  url: string | null;
  /** BCP 47. */
  language: string;
  credits: Credit[];
  /** Starts with the title. */
  passages: Passage[];
  discarded: Discarded[];
};

/** What can be changed without making a version: what the hash leaves out. */
export type ArticleDetails = {
  url: string | null;
  language: string;
  publisher: string | null;
  source: string | null;
  section: string | null;
  credits: Credit[];
};

/** An article at its newest version, as `/api/v1` gives it. */
export type Article = ArticleDetails & {
  id: string;
  version: number;
  versionHash: string;
  title: string;
  byline: string[];
  publishedAt: string | null;
  text: string;
  blocks: Block[];
  sentences: Span[];
  discarded: Discarded[];
  /** Whether it is there for owners and those named on it alone. */
  restricted: boolean;
};

/** One line of the library. */
export type ArticleSummary = {
  id: string;
  version: number;
  title: string;
  byline: string[];
  publisher: string | null;
  source: string | null;
  language: string;
  /** Length of the text, UTF-16 units. */
  length: number;
  /** Annotations that the viewer can see. */
  annotations: number;
  /** Claims that the viewer can see, and how many of them are decided. */
  claims: { total: number; decided: number };
  /** Those who annotated it, built-in persons aside. */
  people: Person[];
  updatedAt: string;
};

/** Largest file that is taken in, in bytes, with the form around it. */
export const MAX_UPLOAD = 64_100_000;

/** Largest body of a page's lines and what they are, in bytes. */
export const MAX_READING = 20_000_000;

/** Longest name of a version. */
export const MAX_NAME = 100;

/** Longest text of one version, in UTF-16 units. */
export const MAX_TEXT = 1_000_000;
