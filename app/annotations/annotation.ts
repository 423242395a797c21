import type { Anchor, AnchorState } from '#app/anchoring/anchor.ts';
import {
  sameClaim,
  type ClaimContent,
  type ClaimStanding,
} from '#app/claims/claim.ts';
import type { Person } from '#app/people/person.ts';

/** What an annotation is: 核查点, 划线, 旁批, tags alone, 改稿建议, or 追问. */
export const KINDS = [
  'claim',
  'highlight',
  'note',
  'tag',
  'edit',
  'query',
] as const;
export type Kind = (typeof KINDS)[number];

/** What is kept beside them: a reply belongs to a thread, not to the text. */
export const STORED_KINDS = [...KINDS, 'reply'] as const;
export type StoredKind = (typeof STORED_KINDS)[number];

/** A highlight's colours, in the order of their keys 1 to 5. */
export const COLOURS = ['yellow', 'blue', 'rose', 'green', 'violet'] as const;
export type Colour = (typeof COLOURS)[number];

/** Who sees it: its author, the team, or everybody once published. */
export const VISIBILITIES = ['private', 'team', 'public'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const MAX_BODY = 20_000;
export const MAX_TAG = 64;
export const MAX_TAGS = 50;

/** Terms of a client's JSON-LD that we don't know: kept, and given back. */
export type Foreign = {
  annotation?: Record<string, unknown>;
  body?: Record<string, unknown>;
  target?: Record<string, unknown>;
};

/** What the author of an annotation decides. */
export type AnnotationContent = {
  kind: Kind;
  /** Null for all kinds but the highlight. */
  colour: Colour | null;
  /** What an edit puts in place of the words, empty to take them out; null for all other kinds. */
  replacement: string | null;
  /** What is decided of a claim; null for all other kinds. */
  claim: ClaimContent | null;
  /** What is said about the words: why they are to change, what a claim says restated; empty where nothing is. */
  body: string;
  tags: string[];
  visibility: Visibility;
  resolved: boolean;
  /** Id of who is to see to it; null for nobody. */
  assignee: string | null;
  /** The day by which, `2026-03-14`; null for none. */
  due: string | null;
};

/** What is said in answer to an annotation. */
export type Reply = {
  id: string;
  /** The annotation that it answers, and whose visibility it shares. */
  annotation: string;
  body: string;
  author: Person;
  revision: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
};

/** What becomes of a suggested edit: 采纳 or 不改. */
export const DECISIONS = ['accepted', 'rejected'] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * What somebody decides of an annotation whose words changed or went: it still
 * holds; it has to be looked at again; it belongs to other words; it is about
 * the whole article.
 */
export const REVIEWS = ['holds', 'again', 'placed', 'whole'] as const;
export type Review = (typeof REVIEWS)[number];

/** Where an annotation lies in a version, and what became of it there. */
export type Place = {
  version: number;
  state: AnchorState;
  /** Changed in width, quotation marks or white space alone. */
  style: boolean;
  /** 0 to 1. */
  confidence: number;
  /** UTF-16 offsets; null where it is ambiguous or lost. */
  start: number | null;
  end: number | null;
  /** The words there; where it has no place, those that it had last. */
  exact: string;
  /** What somebody decided of it in this version; null for nothing yet. */
  review: Review | null;
};

/** The same with the context that an anchor is known by; pages do without. */
export type PlacedAnchor = Place & Pick<Anchor, 'prefix' | 'suffix'>;

/** An annotation as the desk shows it. */
export type Annotation = Omit<AnnotationContent, 'claim'> & {
  id: string;
  /** Of a claim: how it stands; null for all other kinds. */
  claim: ClaimStanding | null;
  articleId: string;
  /** The version it was made on. */
  version: number;
  /** Content revision: what the ETag says; not touched by re-anchoring. */
  revision: number;
  /** Null where it is about the whole article. */
  anchor: Place | null;
  /** Of an edit: what was decided of it; null for nothing yet, and for all other kinds. */
  decision: Decision | null;
  author: Person;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
};

/** An annotation, or a reply to one, with its whole anchor, as the server has it. */
export type AnchoredAnnotation = Omit<Annotation, 'kind'> & {
  kind: StoredKind;
  anchor: PlacedAnchor | null;
  /** What a reply answers; null for all other kinds. */
  replyTo: string | null;
};

/** What a client asks to be said; the kind may be a reply. */
export type StoredContent = Omit<AnnotationContent, 'kind'> & {
  kind: StoredKind;
};

/** A tag's name as it is kept: trimmed, a leading # dropped, white space as one space. */
export function tagName(typed: string): string {
  return typed
    .trim()
    .replace(/^[#＃]+/, '')
    .trim()
    .replace(/\s+/g, ' ');
}

/** The rule that ties kind and content together; null when it holds. */
export function contentFault(
  content: Pick<
    StoredContent,
    'kind' | 'body' | 'tags' | 'replacement' | 'visibility'
  >,
):
  | 'note-empty'
  | 'question-missing'
  | 'claim-private'
  | 'query-team'
  | 'tag-missing'
  | 'replacement-missing'
  | 'replacement-line'
  | null {
  const { kind, body } = content;
  if ((kind === 'note' || kind === 'reply') && body.trim() === '') {
    return 'note-empty';
  }
  if (kind === 'query') {
    if (body.trim() === '') return 'question-missing';
    if (content.visibility !== 'team') return 'query-team';
  }
  if (kind === 'claim' && content.visibility === 'private') {
    return 'claim-private';
  }
  if (content.kind === 'tag' && content.tags.length === 0) return 'tag-missing';
  if (kind === 'edit') {
    if (content.replacement === null) return 'replacement-missing';
    if (/[\r\n]/.test(content.replacement)) return 'replacement-line';
  }
  return null;
}

/** As much of an annotation as says where it belongs among others. */
type Placed = {
  id: string;
  anchor: Pick<Place, 'start' | 'end'> | null;
};

/** The start of what is about the whole article, and of what has lost its place. */
export const WHOLE = -2;
export const LOST = -1;

/** Where an annotation begins, as a number for all of them: an offset, `WHOLE` or `LOST`. */
export const startOf = ({ anchor }: Placed): number =>
  anchor ? (anchor.start ?? LOST) : WHOLE;

/**
 * Text order: what is about the whole article first, then what has lost its
 * place, then by start, the longer first.
 */
export function byPlace(a: Placed, b: Placed): number {
  const to = ({ anchor }: Placed): number => anchor?.end ?? 0;
  if (startOf(a) !== startOf(b)) return startOf(a) - startOf(b);
  return to(b) - to(a) || (a.id < b.id ? -1 : 1);
}

/** Whether a new version changed its words, or lost them, and nobody has looked at it yet. */
export const asksReview = ({
  state,
  review,
}: Pick<Place, 'state' | 'review'>): boolean =>
  review === null && state !== 'exact' && state !== 'moved';

/** Whether a highlight says nothing: it needs no card beside it. */
export const isBare = ({ kind, body, tags }: AnnotationContent): boolean =>
  kind === 'highlight' && body === '' && tags.length === 0;

/** Whether two say the same, whoever said it and when. */
export function sameContent(a: StoredContent, b: StoredContent): boolean {
  return (
    a.kind === b.kind &&
    a.colour === b.colour &&
    a.replacement === b.replacement &&
    sameClaim(a.claim, b.claim) &&
    a.body === b.body &&
    a.visibility === b.visibility &&
    a.resolved === b.resolved &&
    a.assignee === b.assignee &&
    a.due === b.due &&
    a.tags.length === b.tags.length &&
    a.tags.every((tag, i) => tag === b.tags[i])
  );
}

/** What became of an annotation that a link names. */
export type Linked =
  | { state: 'here'; id: string }
  | { state: 'deleted'; by: string; at: string; start: number | null }
  | { state: 'unknown' };
