/** Why something waits in an inbox; `article` gathers what was done on one that is followed. */
export const NOTICE_REASONS = [
  'mention',
  'reply',
  'assigned',
  'changed',
  'source',
] as const;
export type NoticeReason = (typeof NOTICE_REASONS)[number] | 'article';

/** Something that waits for somebody. */
export type Notice = {
  id: string;
  reason: NoticeReason;
  /** RFC 3339. */
  at: string;
  read: boolean;
  /** Who did it; of an article, some of those who did. */
  people: { id?: string; name: string; colour?: number }[];
  article: { id: string; title: string };
  /** The thread's first annotation; null where an article is meant. */
  annotation: string | null;
  /** The beginning of what was said. */
  body: string;
  due: string | null;
  /** How many changes an article gathers, or annotations whose words changed; 1 for all others. */
  count: number;
};
