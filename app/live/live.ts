import type { LiveEvent, Position, Present } from '#app/live/event.ts';
import type { Actor } from '#app/people/policy.ts';

/** One who follows what happens. */
export type Follower = {
  actor: Actor;
  /** These articles alone, and what belongs to none; null for the whole workspace. */
  articles: ReadonlySet<string> | null;
  /** Whether what happens on all others is told as well. */
  everything: boolean;
  /** Events in order, each once; `position` is what has been gone through, told or not. */
  push(events: LiveEvent[], position: string): void;
  /** Who has one of the articles open; of no importance once it is told anew. */
  present(articleId: string, people: Present[]): void;
  /** The follower's credentials no longer hold, or the process stops. */
  end(): void;
  /** Whether they still hold. */
  holds(): Promise<boolean>;
};

/** What happens, told as it happens: the hub of one process. */
export type Live = {
  /** Something was written: every process hears of it within moments. */
  wake(): void;
  /** Somebody's credentials may have ended: their streams do, in every process. */
  recheck(personId: string): void;
  /** Somebody has an article open, or with null leaves it. Forgotten when it is not said again. */
  attend(articleId: string, tab: string, present: Present | null): void;
  /** Where the log is now: what is read after this holds all that came before it. */
  position(): Promise<Position>;
  /**
   * Tells a follower all that comes after a position. Returns how to stop.
   *
   * @param after where to begin; null for now
   */
  follow(follower: Follower, after: Position | null): Promise<() => void>;
};
