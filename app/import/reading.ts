import type {
  ArticleDraft,
  DiscardReason,
  Passage,
} from '#app/articles/article.ts';
import type { Remark } from '#app/import/page.ts';

/** What a line is to the article: a block of it, a line of fields, or left out. */
export const LINE_ROLES = [
  'title',
  'byline',
  'dateline',
  'section',
  'lede',
  'heading',
  'paragraph',
  'turn',
  'quote',
  'list-item',
  'caption',
  'table',
  'pre',
  'credits',
  'out',
] as const;
export type LineRole = (typeof LINE_ROLES)[number];

/** Roles that put no block into the article: what they say is in its fields. */
const FIELD_ROLES: ReadonlySet<LineRole> = new Set([
  'title',
  'byline',
  'dateline',
  'section',
  'credits',
]);

/** What a person is asked about a line. */
export const DOUBTS = ['title', 'caption', 'speaker', 'heading'] as const;
export type Doubt = (typeof DOUBTS)[number];

/** A line of a page, and what it is taken for. */
export type MarkedLine = {
  /** As it came. */
  raw: string;
  /** What of it comes into the article: without a speaker's name, without a bullet. */
  text: string;
  role: LineRole;
  /** Who says it: on a turn and on the paragraphs that continue it. */
  speaker?: string;
  /** A heading's level, from 2. */
  level?: number;
  /** Why it is left out. */
  reason?: DiscardReason;
  /** What is not sure about it; absent where it is. */
  doubt?: Doubt;
  /** Its place in a page's markup; absent in a text that has none. */
  path?: string;
};

/** An article's fields as recognised or corrected. */
export type Fields = Omit<ArticleDraft, 'passages' | 'discarded'>;

/** A page that has been read: what every line of it is, and the fields. */
export type Reading = {
  lines: MarkedLine[];
  fields: Fields;
  remarks: Remark[];
};

/** The article that a reading comes to. Its title is its first passage. */
export function assemble({ lines, fields }: Reading): ArticleDraft {
  const passages: Passage[] = [{ type: 'title', text: fields.title }];
  const discarded: ArticleDraft['discarded'] = [];
  for (const line of lines) {
    if (line.role === 'out') {
      discarded.push({ text: line.raw, reason: line.reason ?? 'navigation' });
    } else if (isPassageRole(line.role) && line.text !== '') {
      passages.push({
        type: line.role,
        text: line.text,
        ...(line.speaker ? { speaker: line.speaker } : {}),
        ...(line.role === 'heading' ? { level: line.level ?? 2 } : {}),
      });
    }
  }
  return { ...fields, passages, discarded };
}

/** Whether lines of a role are blocks of the article. */
export const isPassageRole = (
  role: LineRole,
): role is Exclude<Passage['type'], 'title'> & LineRole =>
  role !== 'out' && !FIELD_ROLES.has(role);

/**
 * Where a remark lies in the article that a reading comes to: a passage's index
 * and UTF-16 offsets into its text, half-open, at least one character wide. Null
 * where its line is no passage: then it speaks of the whole.
 */
export function placeOf(
  { lines }: Reading,
  remark: Remark,
): { passage: number; start: number; end: number } | null {
  const line = lines[remark.line];
  if (!line || !isPassageRole(line.role) || line.text === '') return null;
  const before = lines
    .slice(0, remark.line)
    .filter(one => isPassageRole(one.role) && one.text !== '').length;
  // A turn's text lacks the name before it, an item's its bullet.
  const shift = line.raw.endsWith(line.text)
    ? line.raw.length - line.text.length
    : 0;
  const { length } = line.text;
  const start = Math.min(Math.max(remark.start - shift, 0), length - 1);
  const end = Math.max(Math.min(remark.end - shift, length), start + 1);
  return { passage: before + 1, start, end };
}

/** A line taken for something else: as somebody says, so it is sure. */
export function inRole(line: MarkedLine, role: LineRole): MarkedLine {
  const { doubt: _, reason, speaker, level, ...rest } = line;
  return {
    ...rest,
    role,
    ...(role === 'out' ? { reason: reason ?? 'navigation' } : {}),
    ...(speaker && isPassageRole(role) && role !== 'heading'
      ? { speaker }
      : {}),
    ...(level && role === 'heading' ? { level } : {}),
  };
}
