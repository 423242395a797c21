import type { DiscardReason } from '#app/articles/article.ts';

/** A line of a page, before it is known what it is to the article. */
export type Line = {
  /** Trimmed, not empty. A table's holds tabs and line ends, a `pre`'s line ends. */
  text: string;
  /** What its markup makes of it; absent where that says nothing. */
  as?: 'heading' | 'list-item' | 'quote' | 'caption' | 'table' | 'pre';
  /** A heading's level in its markup, 1–6. */
  level?: number;
  /** Whether all of it is emphasised. */
  bold?: boolean;
  /** The emphasised words that it opens with, where others follow. */
  label?: string;
  /** The words of its first element, where others follow and neither leads anywhere. */
  opening?: string;
  /** The same text with a space wherever two elements meet: how fields set side by side read. */
  apart?: string;
  /** Whether it is a link, as good as whole. */
  linked?: boolean;
  /** Whether a picture stands right above it. */
  pictured?: boolean;
  /** Why its markup leaves it out: hidden, or part of the page around the article. */
  out?: DiscardReason;
  /** Whether it lies in a list of other articles, or of what readers say: no field is read from it. */
  elsewhere?: boolean;
  /** Where it lies, by the page's structure; absent in a text that has none. */
  zone?: 'above' | 'body' | 'below';
  /** What its markup calls it. */
  hint?: Hint;
  /** Stretches of it that its markup calls something, and those between. */
  parts?: { text: string; hint?: Hint }[];
  /** Its place in the markup, `div.info>span`, the same for the same place of a site's next page. */
  path?: string;
};

export type Hint =
  'site' | 'title' | 'byline' | 'time' | 'source' | 'section' | 'deck';

/** What a page says of itself where no reader sees it. */
export type Meta = {
  /** Titles, the likeliest first; they may carry the site's name. */
  titles: string[];
  siteName: string | null;
  /** Persons alone. */
  authors: string[];
  /** As written. */
  published: string | null;
  source: string | null;
  section: string | null;
  /** BCP 47. */
  language: string | null;
  /** The page's own address, http or https. */
  url: string | null;
};

export const NO_META: Meta = {
  titles: [],
  siteName: null,
  authors: [],
  published: null,
  source: null,
  section: null,
  language: null,
  url: null,
};

/** Words said of a stretch of a line: a comment of a DOCX, a change that it tracks. */
export type Remark = {
  /** Index of the line. */
  line: number;
  /** UTF-16, into the line's text, half-open; equal where it has no width. */
  start: number;
  end: number;
  author: string | null;
  /** What is said; empty where it is a change alone. */
  text: string;
  /** Of a change: what is to stand there instead; absent for a comment. */
  replacement?: string;
};

/** What every format comes to: lines in reading order, and what was said beside them. */
export type Page = { lines: Line[]; meta: Meta; remarks: Remark[] };
