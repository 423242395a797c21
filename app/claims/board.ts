import {
  isDecided,
  PRIORITIES,
  saidIn,
  VERDICTS,
  type ClaimInArticle,
  type EvidenceCounts,
  type Priority,
  type Verdict,
} from '#app/claims/claim.ts';

/** A claim as the board lists it. */
export type BoardClaim = {
  id: string;
  number: number | null;
  article: string;
  title: string;
  said: string;
  speaker: string | null;
  priority: Priority;
  checker: string | null;
  due: string | null;
  verdict: Verdict;
  value: string | null;
  evidence: EvidenceCounts;
  revision: number;
};

export const boardClaim = (claim: ClaimInArticle): BoardClaim => ({
  id: claim.id,
  number: claim.number,
  article: claim.article,
  title: claim.title,
  said: saidIn(claim),
  speaker: claim.speaker,
  priority: claim.priority,
  checker: claim.checker,
  due: claim.due,
  verdict: claim.verdict,
  value: claim.value,
  evidence: claim.evidence,
  revision: claim.revision,
});

/** What claims are put together by. */
export const GROUPINGS = [
  'state',
  'speaker',
  'checker',
  'article',
  'none',
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Which claims are looked at, and how. All that is set must hold. */
export type BoardView = {
  group: Grouping;
  text: string;
  speaker: string | null;
  /** A person's id, or `none`. */
  checker: string | null;
  priority: Priority | null;
  verdict: Verdict | null;
  mine: boolean;
  /** Only those without evidence. */
  bare: boolean;
};

/** Stands for nobody where a person's id may stand. */
export const NOBODY = 'none';

export const WHOLE_BOARD: BoardView = {
  group: 'state',
  text: '',
  speaker: null,
  checker: null,
  priority: null,
  verdict: null,
  mine: false,
  bare: false,
};

const oneOf = <T extends string>(list: readonly T[], text: string | null) =>
  list.find(known => known === text) ?? null;

/** The view that an address names; what it can't mean is not set. */
export const readBoard = (params: URLSearchParams): BoardView => ({
  group: oneOf(GROUPINGS, params.get('group')) ?? 'state',
  text: params.get('q') ?? '',
  speaker: params.get('speaker') || null,
  checker: params.get('checker') || null,
  priority: oneOf(PRIORITIES, params.get('priority')),
  verdict: oneOf(VERDICTS, params.get('verdict')),
  mine: params.get('mine') === '1',
  bare: params.get('bare') === '1',
});

/** The address's other parameters with this view. */
export function writeBoard(
  params: URLSearchParams,
  view: BoardView,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const values: [string, string | null][] = [
    ['group', view.group === 'state' ? null : view.group],
    ['q', view.text || null],
    ['speaker', view.speaker],
    ['checker', view.checker],
    ['priority', view.priority],
    ['verdict', view.verdict],
    ['mine', view.mine ? '1' : null],
    ['bare', view.bare ? '1' : null],
  ];
  for (const [name, value] of values) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Whether anything but the grouping is set. */
export const isFiltered = (view: BoardView): boolean =>
  writeBoard(new URLSearchParams(), { ...view, group: 'state' }).size > 0;

const hasEvidence = (counts: EvidenceCounts): boolean =>
  Object.values(counts).some(count => count > 0);

/** Those that a view lets through. */
export function shownOf(
  claims: readonly BoardClaim[],
  view: BoardView,
  me: string,
): BoardClaim[] {
  const text = view.text.trim().toLowerCase();
  return claims.filter(
    claim =>
      (text === '' ||
        `${claim.said}\n${claim.speaker ?? ''}\n${claim.title}`
          .toLowerCase()
          .includes(text)) &&
      (view.speaker === null || claim.speaker === view.speaker) &&
      (view.checker === null || (claim.checker ?? NOBODY) === view.checker) &&
      (view.priority === null || claim.priority === view.priority) &&
      (view.verdict === null || claim.verdict === view.verdict) &&
      (!view.mine || claim.checker === me) &&
      (!view.bare || !hasEvidence(claim.evidence)),
  );
}

/** A line of the board: the head of a group, or a claim. */
export type BoardRow =
  | { type: 'group'; key: string; count: number }
  | { type: 'claim'; claim: BoardClaim };

/** What group a claim belongs to; empty for those that belong to none. */
function groupOf(claim: BoardClaim, grouping: Grouping): string {
  switch (grouping) {
    case 'state':
      return isDecided(claim.verdict)
        ? 'decided'
        : claim.verdict === 'checking'
          ? 'checking'
          : 'open';
    case 'speaker':
      return claim.speaker ?? '';
    case 'checker':
      return claim.checker ?? '';
    case 'article':
      return claim.article;
    case 'none':
      return '';
  }
}

/** What comes first where claims are grouped by state. */
const STATES = ['open', 'checking', 'decided'];

/** The lines of the board: each group with its claims, those of closed groups left out. */
export function rowsOf(
  claims: readonly BoardClaim[],
  grouping: Grouping,
  closed: ReadonlySet<string>,
): BoardRow[] {
  if (grouping === 'none') {
    return claims.map((claim): BoardRow => ({ type: 'claim', claim }));
  }
  const groups = new Map<string, BoardClaim[]>();
  for (const claim of claims) {
    const key = groupOf(claim, grouping);
    const group = groups.get(key);
    if (group) group.push(claim);
    else groups.set(key, [claim]);
  }
  const keys = [...groups.keys()];
  if (grouping === 'state') {
    keys.sort((a, b) => STATES.indexOf(a) - STATES.indexOf(b));
  }
  return keys.flatMap((key): BoardRow[] => {
    const group = groups.get(key) ?? [];
    const head: BoardRow = { type: 'group', key, count: group.length };
    if (closed.has(key)) return [head];
    return [
      head,
      ...group.map((claim): BoardRow => ({ type: 'claim', claim })),
    ];
  });
}

/** How far the checking has come. */
export type Progress = {
  total: number;
  decided: number;
  /** Undecided, and due on a day or before. */
  due: number;
  /** Undecided, and nobody's. */
  unassigned: number;
  verdicts: Record<Verdict, number>;
};

/** @param today the day it is, `2026-03-14` */
export function progressOf(
  claims: readonly BoardClaim[],
  today: string,
): Progress {
  const verdicts = Object.fromEntries(
    VERDICTS.map(verdict => [verdict, 0]),
  ) as Record<Verdict, number>;
  const progress = { total: claims.length, decided: 0, due: 0, unassigned: 0 };
  for (const { verdict, due, checker } of claims) {
    verdicts[verdict] += 1;
    if (isDecided(verdict)) {
      progress.decided += 1;
      continue;
    }
    if (due !== null && due <= today) progress.due += 1;
    if (checker === null) progress.unassigned += 1;
  }
  return { ...progress, verdicts };
}

/** The speakers of claims, the most frequent first. */
export function speakersOf(claims: readonly BoardClaim[]): string[] {
  const counts = new Map<string, number>();
  for (const { speaker } of claims) {
    if (speaker) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([speaker]) => speaker);
}

/** Where a claim lies in its article. */
export const addressOf = ({ article, id }: BoardClaim): string =>
  `/articles/${article}?annotation=${id}`;
