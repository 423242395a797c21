/** Whom a question goes to: who wrote the words, or who is behind them. */
export const ADDRESSEES = ['author', 'source'] as const;
export type Addressee = (typeof ADDRESSEES)[number];

/** Asked; answered, and an editor has to decide; decided. */
export const QUERY_STATES = ['open', 'answered', 'decided'] as const;
export type QueryState = (typeof QUERY_STATES)[number];

type Who = { id: string; name: string };

/** 追问: a question about words. It is an annotation of the same id: the question is its note. */
export type Query = {
  id: string;
  article: string;
  /** The newest version, which the place is of. */
  version: number;
  /** UTF-16 offsets into its text, half-open; null where the words are lost. */
  start: number | null;
  end: number | null;
  /** The words asked about; where they are lost, as they were. */
  quote: string;
  question: string;
  addressee: Addressee;
  /** Who that is; empty where nobody has said. */
  name: string;
  /** Null until somebody answers. */
  answer: string | null;
  /** How whoever answered is called, who need not have an account. */
  answeredBy: string | null;
  /** RFC 3339. */
  answeredAt: string | null;
  /** What an editor makes of it; null until one does. */
  decision: string | null;
  decidedBy: Who | null;
  decidedAt: string | null;
  state: QueryState;
  by: Who;
  at: string;
  /** What the ETag says. */
  revision: number;
};

/** A link through which somebody without an account answers. */
export type QueryLink = {
  id: string;
  /** For whom it was made. */
  name: string;
  queries: string[];
  at: string;
  expiresAt: string;
  state: 'open' | 'expired' | 'revoked';
};

/** What such a link shows: passages and questions, nothing else. */
export type Asked = {
  name: string;
  items: {
    id: string;
    /** The sentences around the words, and where in them the words are: UTF-16, half-open. */
    passage: string;
    start: number;
    end: number;
    question: string;
    answer: string | null;
    /** Whether an editor has decided: it is answered no more. */
    decided: boolean;
  }[];
};

export const MAX_ANSWER = 20_000;
export const MAX_NAME = 100;
/** As many questions as one link asks. */
export const MOST_ASKED = 200;
