import type { SourceKind } from '#app/sources/source.ts';
import type { IconName } from '#app/ui/Icon.tsx';

/** The icon of each kind of source. */
export const SOURCE_ICONS: Record<SourceKind, IconName> = {
  document: 'file',
  recording: 'sound',
  interview: 'user',
  note: 'note',
  correspondence: 'reply',
  dataset: 'chart',
  page: 'globe',
  book: 'book',
  person: 'user',
  'earlier-check': 'check',
};
