import type { Annotation, Reply } from '#app/annotations/annotation.ts';
import type { AnnotationRow } from '#db/queries/annotations.ts';
import { findAnnotations } from '#db/queries/annotations.ts';
import { guardsOf, type ArticleGuard } from '#db/queries/articles.ts';
import { sourceGuardsOf, type SourceGuard } from '#db/queries/sources.ts';
import { presentPosition, readLog, type Logged } from '#db/queries/activity.ts';
import type { Client } from '#db/client.ts';
import type { Follower, Live } from '#app/live/live.ts';
import { Presence } from '#app/live/presence.ts';
import { canSee, canSeeArticle, canSeeSource } from '#app/people/policy.ts';
import {
  isAfter,
  writePosition,
  type LiveEvent,
  type Position,
  type Present,
} from '#app/live/event.ts';

const CHANNEL = 'pangzhu';

/** One NOTIFY a process in this time, however much is written, in milliseconds. */
const COALESCE_MS = 5;

/** A poll by position as a net: a notification may be lost with its connection. */
const POLL_MS = 1000;

/** How often credentials are looked at again, in milliseconds. */
const HOLDS_MS = 15_000;

const PAGE = 500;

/**
 * Tells followers what happens, from the activity log: read by position, below
 * the oldest transaction still open, so that nothing is overtaken. NOTIFY only
 * wakes; what is told is what the log says.
 */
export class Hub implements Live {
  readonly #client: Client;
  readonly #workspaceId: string;
  readonly #followers = new Set<Follower>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #presence = new Presence(articleId => this.#tellPresent(articleId));
  #position: Position | null = null;
  #notifying: NodeJS.Timeout | null = null;
  #reading: Promise<void> | null = null;
  #again = false;
  #closed = false;
  #unlisten: (() => Promise<void>) | null = null;

  constructor(client: Client, workspaceId: string) {
    this.#client = client;
    this.#workspaceId = workspaceId;
  }

  /** Listens. Where the database can't be reached, the poll finds it later. */
  async open(): Promise<void> {
    this.#timers.push(setInterval(() => this.#read(), POLL_MS).unref());
    this.#timers.push(
      setInterval(() => void this.#lookAgain(() => true), HOLDS_MS).unref(),
    );
    this.#timers.push(
      setInterval(() => this.#presence.forgetOld(), FORGET_MS).unref(),
    );
    const { unlisten } = await this.#client.sql.listen(CHANNEL, payload => {
      const [what = '', id = ''] = payload.split(' ', 2);
      if (what === 'person') void this.#lookAgain(f => f.actor.id === id);
      else if (what === 'present') {
        this.#presence.hear(payload.slice(what.length + 1));
      } else this.#read();
    });
    this.#unlisten = unlisten;
  }

  wake(): void {
    this.#notifying ??= setTimeout(() => {
      this.#notifying = null;
      void this.#notify('written');
    }, COALESCE_MS);
  }

  recheck(personId: string): void {
    void this.#notify(`person ${personId}`);
  }

  attend(articleId: string, tab: string, present: Present | null): void {
    const said = JSON.stringify({ articleId, tab, present });
    void this.#notify(`present ${said}`);
  }

  #tellPresent(articleId: string): void {
    const people = this.#presence.on(articleId);
    for (const follower of this.#followers) {
      if (follower.articles?.has(articleId)) {
        follower.present(articleId, people);
      }
    }
  }

  position(): Promise<Position> {
    return presentPosition(this.#client.db);
  }

  async follow(
    follower: Follower,
    after: Position | null,
  ): Promise<() => void> {
    let at = after ?? (await this.position());
    follower.push([], writePosition(at));
    const early: [LiveEvent[], string][] = [];
    let caughtUp = false;
    const joined: Follower = {
      ...follower,
      push: (events, position) => {
        if (!caughtUp) early.push([events, position]);
        else if (isLater(position, at)) {
          const [first] = events;
          // They are in order: once one is later, all are.
          const fresh =
            first && !isLater(first.position, at)
              ? events.filter(event => isLater(event.position, at))
              : events;
          follower.push(fresh, position);
        }
      },
    };
    const stop = (): void => {
      this.#followers.delete(joined);
      if (this.#followers.size === 0) this.#position = null;
    };
    // Nobody who comes later waits for what this one has missed.
    const now = this.#position ?? (after ? await this.position() : at);
    // From here on the hub tells it everything, and it keeps that back until it
    // has been told what the hub had gone through before.
    const reached = (this.#position ??= now);
    this.#followers.add(joined);
    try {
      while (isAfter(reached, at)) {
        const told = await this.#tell(at);
        const last = told.at(-1);
        if (!last) break;
        this.#push(follower, told);
        at = last.position;
      }
    } catch (error) {
      stop();
      throw error;
    }
    caughtUp = true;
    for (const [events, position] of early) joined.push(events, position);
    for (const articleId of follower.articles ?? []) {
      follower.present(articleId, this.#presence.on(articleId));
    }
    this.#read();
    return stop;
  }

  /** Ends every stream and stops listening. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#notifying) clearTimeout(this.#notifying);
    for (const follower of [...this.#followers]) follower.end();
    this.#followers.clear();
    await this.#unlisten?.().catch(() => {});
  }

  async #notify(payload: string): Promise<void> {
    try {
      await this.#client.sql.notify(CHANNEL, payload);
    } catch {
      // The poll finds what this would have told.
    }
  }

  /** Reads what is new, one reading at a time. */
  #read(): void {
    if (this.#closed || this.#followers.size === 0) return;
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = this.#readOn()
      .catch(() => {
        // Unreachable for now: the next poll tries again, from the same position.
      })
      .finally(() => {
        this.#reading = null;
        if (this.#again) {
          this.#again = false;
          this.#read();
        }
      });
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const from = this.#position;
      if (!from || this.#followers.size === 0) return;
      const told = await this.#tell(from);
      // Who was told has left, and who came meanwhile begins elsewhere.
      if (this.#position !== from) continue;
      const last = told.at(-1);
      if (!last) return;
      this.#position = last.position;
      let events: LiveEvent[] = [];
      for (const follower of this.#followers) {
        events = this.#push(follower, told, events);
      }
    }
  }

  /** What the log says after a position, with the annotations it speaks of. */
  async #tell(after: Position): Promise<Told[]> {
    const { db } = this.#client;
    const log = await readLog(db, this.#workspaceId, after, PAGE);
    const ids = log.flatMap(row => annotationOf(row) ?? []);
    const found = ids.length
      ? await findAnnotations(db, this.#workspaceId, [...new Set(ids)])
      : [];
    const byId = new Map(found.map(row => [row.id, row]));
    const articles = new Set(log.flatMap(row => row.articleId ?? []));
    const guards = await guardsOf(db, this.#workspaceId, [...articles]);
    const sources = log.filter(isOfSource).map(row => row.objectId);
    const hidden = await sourceGuardsOf(db, this.#workspaceId, sources);
    return log.map(row => ({
      position: row.position,
      row,
      annotation: byId.get(annotationOf(row) ?? '') ?? null,
      guard: guards.get(row.articleId ?? '') ?? null,
      source: isOfSource(row) ? (hidden.get(row.objectId) ?? null) : null,
      heard: HEARD.test(row.verb),
      views: {},
    }));
  }

  /**
   * Tells a follower what it may know.
   *
   * @param before what another was told: the same list, where this one is told the same
   * @returns what it was told
   */
  #push(
    follower: Follower,
    told: Told[],
    before: LiveEvent[] = [],
  ): LiveEvent[] {
    const last = told.at(-1);
    if (!last) return before;
    const own = told.flatMap(one => eventFor(follower, one) ?? []);
    const events = isSame(own, before) ? before : own;
    follower.push(events, writePosition(last.position));
    const concerned = told.some(
      ({ row }) =>
        /^person\./.test(row.verb) && row.objectId === follower.actor.id,
    );
    if (concerned) void this.#lookAgain(f => f.actor.id === follower.actor.id);
    if (told.some(({ row }) => row.verb === 'article.restrict')) {
      void this.#lookAgain(f => f === follower);
    }
    return events;
  }

  async #lookAgain(which: (follower: Follower) => boolean): Promise<void> {
    for (const follower of [...this.#followers].filter(which)) {
      // Unreachable says nothing about credentials.
      const holds = await follower.holds().catch(() => true);
      if (!holds) follower.end();
    }
  }
}

type Told = {
  position: Position;
  row: Logged;
  annotation: AnnotationRow | null;
  /** Who may know of the article; null where there is none. */
  guard: ArticleGuard | null;
  /** Who may know of the source; null where there is none. */
  source: SourceGuard | null;
  /** Whether streams tell of what was done at all. */
  heard: boolean;
  /** The event as it is told, by what of it somebody may know: one object for all who may know as much. */
  views: Partial<Record<View, LiveEvent>>;
};

/** How much of an event somebody is told. */
type View = 'bare' | 'whole' | 'gone';

/** How often those are forgotten who have not said again that they are there, in milliseconds. */
const FORGET_MS = 5_000;

/** What streams tell of. */
const HEARD =
  /^(article|annotation|reply|evidence|source|check|pair|sign-off|correction|query|query-link|consistency|tag|person|notice)\./;

const isSame = (a: readonly LiveEvent[], b: readonly LiveEvent[]): boolean =>
  a.length === b.length && a.every((event, i) => event === b[i]);

const isOfAnnotation = ({ verb }: Logged): boolean =>
  /^(annotation|reply)\./.test(verb);

const isOfSource = ({ verb }: Logged): boolean => verb.startsWith('source.');

/** The annotation that a row tells of: of evidence, its claim. */
function annotationOf(row: Logged): string | null {
  if (isOfAnnotation(row)) return row.objectId;
  const { claim } = row.detail as { claim?: unknown };
  return row.verb.startsWith('evidence.') && typeof claim === 'string'
    ? claim
    : null;
}

const isLater = (position: string, than: Position): boolean => {
  const [transaction = '', number = ''] = position.split('.');
  return isAfter({ transaction, number }, than);
};

/** What a follower is told of a row of the log; null for nothing. */
function eventFor(
  { actor, articles, everything }: Follower,
  told: Told,
): LiveEvent | null {
  const { row, annotation, guard, source, views } = told;
  const { articleId, verb } = row;
  const meant = everything || !articles || articleId === null;
  if (!meant && !articles.has(articleId)) return null;
  if (guard) {
    const named = guard.people.includes(actor.id);
    if (!canSeeArticle(actor, { ...guard, named })) return null;
  }
  if (!told.heard) return null;
  // What waits in an inbox is its owner's to know.
  if (verb.startsWith('notice.') && row.detail['to'] !== actor.id) return null;
  // What one of two has checked is nobody else's to know until both have.
  if (row.detail['blind'] === true && row.personId !== actor.id) return null;
  // A confidential source exists for those named; whoever saw it before sees it go.
  const gone =
    source !== null &&
    !canSeeSource({
      confidential: source.confidential,
      named: source.people.includes(actor.id),
    });
  if (gone && row.detail['wasOpen'] !== true) return null;
  const view = (name: View, more: Partial<LiveEvent> = {}): LiveEvent =>
    (views[name] ??= { ...eventOf(row), ...more });
  if (verb === 'article.version') {
    return view('whole', { version: Number(row.detail['version']) });
  }
  if (gone) return view('gone', { verb: 'source.delete', revision: null });
  if (verb.startsWith('evidence.')) {
    if (!annotation?.claim || annotation.deletedAt) return null;
    const { id, claim } = annotation;
    return view('whole', { claim: { id, evidence: claim.evidence } });
  }
  if (!isOfAnnotation(row)) return view('bare');
  if (!annotation) return null;
  const seen = canSee(actor, annotation.owned);
  if (annotation.replyTo) {
    return seen ? (views.whole ?? view('whole', ofReply(annotation))) : null;
  }
  if (seen) return views.whole ?? view('whole', ofAnnotation(annotation));
  // It was everybody's and is private now: whoever saw it sees it go.
  const { was } = row.detail as { was?: string };
  return was && was !== 'private' ? view('gone', { annotation: null }) : null;
}

const eventOf = (row: Logged): LiveEvent => ({
  position: writePosition(row.position),
  verb: row.verb,
  at: row.at,
  person: { id: row.personId, name: row.personName },
  object: row.objectId,
  article: row.articleId,
  revision: row.revision,
});

const ofReply = (row: AnnotationRow): Partial<LiveEvent> => ({
  ...(row.replyTo === null ? {} : { thread: row.replyTo }),
  reply: row.deletedAt ? null : replyOf(row),
});

const ofAnnotation = (row: AnnotationRow): Partial<LiveEvent> => ({
  annotation: row.deletedAt ? null : bare(row),
});

/** Without what the server alone needs. */
function bare(row: AnnotationRow): Annotation {
  const { foreign: _, deletedAt: __, owned: ___, replyTo: ____, ...rest } = row;
  const { anchor } = rest;
  // What answers nothing is no reply.
  return {
    ...rest,
    anchor: anchor?.review === 'whole' ? null : anchor,
  } as Annotation;
}

const replyOf = (row: AnnotationRow): Reply => ({
  id: row.id,
  annotation: row.replyTo ?? '',
  body: row.body,
  author: row.author,
  revision: row.revision,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});
