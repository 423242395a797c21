/** What a source is: 文件 录音 采访 笔记 往来 数据 网页 图书 人 先前的核查. */
export const SOURCE_KINDS = [
  'document',
  'recording',
  'interview',
  'note',
  'correspondence',
  'dataset',
  'page',
  'book',
  'person',
  'earlier-check',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Whether it saw itself what it tells, or has it from others. */
export const TIERS = ['primary', 'secondary'] as const;
export type Tier = (typeof TIERS)[number];

/** From A, which can be relied on, to D, which cannot. */
export const RELIABILITIES = ['A', 'B', 'C', 'D'] as const;
export type Reliability = (typeof RELIABILITIES)[number];

export const MAX_TITLE = 500;
export const MAX_SOURCE_NOTE = 20_000;
export const MAX_REASON = 2_000;

/** Largest file that is kept as a snapshot, in bytes. */
export const MAX_SNAPSHOT = 64 * 1024 * 1024;

/** Where evidence comes from. */
export type Source = {
  id: string;
  title: string;
  /** Where it is found; null for nowhere on the web. */
  url: string | null;
  kind: SourceKind;
  /** Whose it is: the house that published it, who was asked; null where not said. */
  origin: string | null;
  /** The day it is of, `2026-03-14`; null where not said. */
  published: string | null;
  tier: Tier | null;
  reliability: Reliability | null;
  /** Why it is relied on so far and no further; empty where nothing is said. */
  reason: string;
  confidential: boolean;
  /** Who may know of a confidential one, whoever brought it among them; null where everybody may. */
  people: string[] | null;
  note: string;
  tags: string[];
  /** Why it is not to be relied on any more; null while it is. */
  withdrawn: string | null;
  /** Who brought it, and holds it. */
  holder: { id: string; name: string };
  revision: number;
  /** RFC 3339. */
  createdAt: string;
  updatedAt: string;
  /** The newest first. */
  snapshots: Snapshot[];
};

/** A source's bytes as they were at one time. */
export type Snapshot = {
  id: string;
  /** SHA-256 of its bytes, hexadecimal. */
  sha256: string;
  mediaType: string;
  bytes: number;
  /** The file's name; empty where it has none. */
  name: string;
  /** Where it was taken from; null for a file, or what was typed. */
  url: string | null;
  /** RFC 3339. */
  capturedAt: string;
  /** UTF-16 units of the text in it; 0 where there is none. */
  textLength: number;
  /** How many pages it has; null where it has none. */
  pages: number | null;
  /** What is published in place of a confidential snapshot's hash; null where the source isn't confidential. */
  commitment: Commitment | null;
  /** Whether somebody typed it: it proves no more than that somebody vouches for it. */
  typed: boolean;
};

/**
 * Proves to whoever is later given the salt and the bytes that they were held at
 * the time, and to others nothing: a hash alone would tell those who have the
 * bytes too.
 */
export type Commitment = {
  /** 32 random bytes, hexadecimal. */
  salt: string;
  /** SHA-256 of the salt's bytes and then those of the snapshot's SHA-256, hexadecimal. */
  hash: string;
};

/** How many claims, and in how many articles, rest on it. */
export type SourceUse = { claims: number; articles: number };

/** Whether one reliability is worse than another; not said is neither. */
export function isWorse(
  after: Reliability | null,
  before: Reliability | null,
): boolean {
  if (after === null || before === null) return false;
  return RELIABILITIES.indexOf(after) > RELIABILITIES.indexOf(before);
}

/** Kinds that hold somebody's own words: what a quotation in an article is held against. */
export const holdsWords = (kind: SourceKind): boolean =>
  kind === 'recording' ||
  kind === 'interview' ||
  kind === 'note' ||
  kind === 'correspondence';
