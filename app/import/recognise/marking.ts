import type { DiscardReason } from '#app/articles/article.ts';
import type { MarkedLine } from '#app/import/reading.ts';

/** Says what a line is to the article. */
export function mark(
  line: MarkedLine | undefined,
  role: MarkedLine['role'],
): void {
  if (!line) return;
  line.role = role;
  delete line.reason;
}

/** Leaves a line out, and says why. */
export function leaveOut(
  line: MarkedLine | undefined,
  reason: DiscardReason,
): void {
  if (line) Object.assign(line, { role: 'out', reason });
}
