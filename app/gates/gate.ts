import type { ArticleSummary } from '#app/articles/article.ts';

/** How a newsroom reviews: 三审三校, two steps, or not at all. */
export const WORKFLOWS = ['three-reviews', 'two-steps', 'none'] as const;
export type Workflow = (typeof WORKFLOWS)[number];

/** What an article passes, in this order: three reviews, three proofs. */
export const GATES = [
  'review-1',
  'review-2',
  'review-3',
  'proof-1',
  'proof-2',
  'proof-3',
] as const;
export type Gate = (typeof GATES)[number];

/** The gates of each workflow, in order. */
export const GATES_OF: Record<Workflow, readonly Gate[]> = {
  'three-reviews': GATES,
  'two-steps': ['review-1', 'review-2'],
  none: [],
};

/** Reviews are signed by another person each, and by none who wrote it; proofs by anybody. */
export const isReview = (gate: Gate): boolean => gate.startsWith('review-');

/** One line of the library, with where the article is on its way out. */
export type LibraryItem = ArticleSummary & { state: ArticleState };

/** What keeps an article from being published, where the workspace says so. */
export const RULES = [
  'gates-unsigned',
  'claims-open',
  'numbers-unchecked',
  'queries-open',
] as const;
export type Rule = (typeof RULES)[number];

/** How a workspace reviews and publishes. */
export type WorkflowSettings = {
  workflow: Workflow;
  rules: readonly Rule[];
  /** Who signs which gate; a gate that is not named is for all who check. */
  signers: Partial<Record<Gate, readonly string[]>>;
  revision: number;
};

/** The present law: a newspaper fails above this many errors in 10,000 characters. */
export const MOST_ERRORS = 3;

type Who = { id: string; name: string };

/** Somebody's word that a version has passed a gate. */
export type SignOff = {
  id: string;
  gate: Gate;
  version: number;
  versionHash: string;
  person: Who;
  note: string;
  /** How many errors were found at this gate. */
  errors: number;
  /** RFC 3339. */
  at: string;
  /** Whether the words have changed since, so that it has to be given again. */
  void: boolean;
};

export const GATE_STATES = ['signed', 'void', 'open', 'waiting'] as const;

/** `void` was signed over other words; `open` is the next; `waiting` comes later. */
export type GateState = (typeof GATE_STATES)[number];

export type GateStanding = { gate: Gate; state: GateState };

/** Where an article stands at each gate. */
export function standingsOf(
  gates: readonly Gate[],
  signOffs: readonly Pick<SignOff, 'gate' | 'void'>[],
): GateStanding[] {
  let free = true;
  return gates.map((gate): GateStanding => {
    const own = signOffs.filter(one => one.gate === gate);
    if (own.some(one => !one.void)) return { gate, state: 'signed' };
    const state = own.length > 0 ? 'void' : free ? 'open' : 'waiting';
    free = false;
    return { gate, state };
  });
}

/** The gate that is to be signed next; null once all are. */
export const nextGate = (standings: readonly GateStanding[]): Gate | null =>
  standings.find(({ state }) => state !== 'signed')?.gate ?? null;

/** Where an article is on its way out. */
export const ARTICLE_STATES = [
  'draft',
  'in-check',
  'signed',
  'published',
  'withdrawn',
] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** What keeps an article from being published, and how much of it there is. */
export type Reason = {
  reason: Rule | 'change-unrecorded' | 'published-already';
  count: number;
};

/** Where an article is on its way out. */
export type Publication = {
  state: ArticleState;
  /** The newest version. */
  version: number;
  /** What readers have; null for nothing. */
  published: { id: string; version: number; by: Who; at: string } | null;
  /** Who took back what was published last, and why; null where nobody did. */
  withdrawn: { by: Who; at: string; reason: string } | null;
  /** Why the newest version can't be published now; empty where it can. */
  reasons: Reason[];
};

/** What a change after publication is: an error put right, something made clearer, something new. */
export const CORRECTION_KINDS = [
  'correction',
  'clarification',
  'update',
] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** What was changed after publication, as readers are told. */
export type Correction = {
  id: string;
  kind: CorrectionKind;
  /** The version that was wrong, and the one that is not. */
  from: number;
  to: number;
  /** What was wrong: for the newsroom. */
  wrong: string;
  /** What readers are told. */
  text: string;
  by: Who;
  at: string;
};

export const MAX_GATE_NOTE = 20_000;
