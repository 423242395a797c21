/** What is found of a claim, from 待核 to 无法核实; a workspace may have its own words for them. */
export const VERDICTS = [
  'unchecked',
  'checking',
  'accurate',
  'partly-accurate',
  'misleading',
  'false',
  'unverifiable',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a claim says something about. */
export const CLAIM_KINDS = [
  'event',
  'number',
  'quote',
  'cause',
  'position',
  'name',
  'date',
  'opinion',
  'prediction',
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export const PRIORITIES = ['low', 'medium', 'high'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const MAX_FINDING = 20_000;
export const MAX_SPEAKER = 200;

/** What people decide of a claim, beside what all annotations have. */
export type ClaimContent = {
  /** Who says it: at first whoever speaks in its turn; null for the article itself. */
  speaker: string | null;
  kind: ClaimKind;
  priority: Priority;
  verdict: Verdict;
  /** Id of the workspace's own word for the verdict; null for the usual one. */
  value: string | null;
  /** What was found, in a sentence or more; empty for nothing yet. */
  finding: string;
};

/** How many pieces of evidence it has: of each stance those that were found, and the others. */
export type EvidenceCounts = Record<Stance, number> & {
  /** Not found, not confirmed, or without a snapshot to look in. */
  unfound: number;
};

/** A claim as its annotation carries it. */
export type ClaimStanding = ClaimContent & {
  /** Its number in the article, from 1; null until the server has given it one. */
  number: number | null;
  /** What it was before a new version changed its words; null unless one did. */
  was: Verdict | null;
  evidence: EvidenceCounts;
};

/** What evidence does to a claim: 支持, 反驳 or 背景. */
export const STANCES = ['supports', 'refutes', 'context'] as const;
export type Stance = (typeof STANCES)[number];

export const NO_EVIDENCE: EvidenceCounts = {
  supports: 0,
  refutes: 0,
  context: 0,
  unfound: 0,
};

/** The verdicts that say how it is: they need a finding and found evidence. */
const CONCLUSIVE: ReadonlySet<Verdict> = new Set([
  'accurate',
  'partly-accurate',
  'misleading',
  'false',
]);

export const isConclusive = (verdict: Verdict): boolean =>
  CONCLUSIVE.has(verdict);

/** Whether somebody has come to an end with it, be it that it can't be known. */
export const isDecided = (verdict: Verdict): boolean =>
  isConclusive(verdict) || verdict === 'unverifiable';

/** What is missing for a verdict: a finding, evidence that was found; null for nothing. */
export function verdictFault(
  { verdict, finding }: Pick<ClaimContent, 'verdict' | 'finding'>,
  evidenced: boolean,
): 'finding-missing' | 'evidence-missing' | null {
  if (isDecided(verdict) && finding.trim() === '') return 'finding-missing';
  return isConclusive(verdict) && !evidenced ? 'evidence-missing' : null;
}

/** A claim's number as people say it: C-01. */
export const numberText = (number: number | null): string =>
  number === null ? 'C-…' : `C-${String(number).padStart(2, '0')}`;

/** A claim without what the server alone decides. */
export const claimContentOf = ({
  speaker,
  kind,
  priority,
  verdict,
  value,
  finding,
}: ClaimContent): ClaimContent => ({
  ...{ speaker, kind, priority, verdict, value, finding },
});

/** A claim as somebody changes it: what the server alone decides stays. */
export function restood(
  before: ClaimStanding | null,
  content: ClaimContent | null,
): ClaimStanding | null {
  if (content === null) return null;
  const { number = null, was = null, evidence = NO_EVIDENCE } = before ?? {};
  return { ...content, number, was, evidence };
}

/** Whether two say the same. */
export function sameClaim(
  a: ClaimContent | null,
  b: ClaimContent | null,
): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.speaker === b.speaker &&
    a.kind === b.kind &&
    a.priority === b.priority &&
    a.verdict === b.verdict &&
    a.value === b.value &&
    a.finding === b.finding
  );
}

/** What a claim is about, as its words let one guess. */
export function kindOfWords(quote: string): ClaimKind {
  if (/[“”「」『』]|"[^"]+"/.test(quote)) return 'quote';
  if (
    /\d{1,4}\s*年|\d{1,2}\s*月|[一二三四五六七八九十]+月|\b(19|20)\d\d\b/.test(
      quote,
    )
  )
    return 'date';
  return /\d|[一二两三四五六七八九十百千万亿]{2,}|[%％]|百分之|[成倍]/.test(
    quote,
  )
    ? 'number'
    : 'event';
}

/** A claim of which nothing more is said than where it is. */
export const newClaim = (
  quote: string,
  speaker: string | null,
): ClaimContent => ({
  speaker,
  kind: kindOfWords(quote),
  priority: 'medium',
  verdict: 'unchecked',
  value: null,
  finding: '',
});

/** A claim as the API gives it out, and as boards and exports show it. */
export type Claim = ClaimContent & {
  /** The id of its annotation, too. */
  id: string;
  number: number;
  article: string;
  /** The version that its place is in: the newest in which it has one. */
  version: number;
  /** UTF-16 offsets into that version's text, half-open. */
  start: number;
  end: number;
  /** Its words there. */
  quote: string;
  /** What it says, restated; empty for as it stands. */
  statement: string;
  /** Id of who is to check it; null for nobody. */
  checker: string | null;
  /** The day by which, `2026-03-14`; null for none. */
  due: string | null;
  /** What it was before a new version changed its words; null unless one did. */
  was: Verdict | null;
  tags: string[];
  visibility: 'team' | 'public';
  resolved: boolean;
  evidence: EvidenceCounts;
  createdBy: { id: string; name: string };
  /** RFC 3339. */
  createdAt: string;
  updatedAt: string;
};

/** A claim among those of other articles. */
export type ClaimInArticle = Claim & { title: string; revision: number };

/** What a claim says: restated where somebody has, else its words. */
export const saidIn = ({
  statement,
  quote,
}: Pick<Claim, 'statement' | 'quote'>): string => statement || quote;

/** A workspace's own word for a verdict. */
export type VerdictValue = {
  id: string;
  name: string;
  meaning: Verdict;
  revision: number;
};
