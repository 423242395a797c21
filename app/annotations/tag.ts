import type { Colour } from '#app/annotations/annotation.ts';

/**
 * Keys that can be given to a tag. None of the desk's own, which mean something
 * with or without a selection.
 */
export const TAG_KEYS = [
  '6',
  '7',
  '8',
  '9',
  '0',
  'b',
  'd',
  'h',
  'i',
  'p',
  'q',
] as const;
export type TagKey = (typeof TAG_KEYS)[number];

export const MAX_DESCRIPTION = 1_000;

/** A word of the workspace's vocabulary. */
export type Tag = {
  id: string;
  name: string;
  /** Null where none was chosen. */
  colour: Colour | null;
  description: string;
  hotkey: TagKey | null;
  /** Content revision: what the ETag says. */
  revision: number;
  /** Annotations with this tag that the viewer can see. */
  annotations: number;
};

/** What a tag's change or end touches, across everybody's annotations. */
export type TagReach = {
  annotations: number;
  articles: number;
  /** Annotations that say nothing but this tag. */
  bare: number;
};

/** A tag as completion finds it. `initials`: of its pinyin, one reading each. */
export type Word = Pick<Tag, 'name' | 'colour' | 'hotkey'> & {
  initials: string[];
};
