import type { Span } from '#app/articles/article.ts';
import { layOver, type Check, type CheckSpan } from '#app/claims/check.ts';
import {
  COVERAGE_STATES,
  type CoverageRun,
  type CoverageState,
  type CoverageView,
} from '#app/claims/coverage.ts';
import type { LiveEvent } from '#app/live/event.ts';
import type { Answer, Change } from '#app/live/outbox.ts';

type Given = {
  article: string;
  version: number;
  /** Id of whoever looks. */
  me: string;
  /** As it was when the page was loaded. */
  coverage: CoverageView;
  ask(path: string): Promise<unknown>;
  send(change: Change): Promise<Answer>;
  /** Something was not taken: what the server said. */
  onRefused(detail: string): void;
};

/** How long changes are waited for together, in milliseconds. */
const REST_MS = 250;

/**
 * What of a version is checked, for the one who looks: marks are shown at once,
 * sent, and told anew by the server, which alone knows what they come to.
 */
export class CoverageStore {
  readonly #given: Given;
  readonly #listeners = new Set<() => void>();
  #told: CoverageView;
  #shown: CoverageView;
  /** Laid and not answered yet. */
  #waiting: (readonly CheckSpan[])[] = [];
  /** One's own marks; null until they were asked for. */
  #own: readonly Check[] | null = null;
  /** What has to be laid to undo what was done, the newest last. */
  readonly #undo: (readonly CheckSpan[])[] = [];
  /** Whether pairs have changed since they were told. */
  #repaired = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(given: Given) {
    this.#given = given;
    this.#told = given.coverage;
    this.#shown = given.coverage;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Its runs go from 0 to the text's length; the same object while nothing changes. */
  snapshot = (): CoverageView => this.#shown;

  /** One's own mark on a character; null for none, or before they are known. */
  ownAt(offset: number): Check | null {
    return (
      this.#own?.find(({ start, end }) => start <= offset && offset < end) ??
      null
    );
  }

  /** Asks for one's own marks, which undoing needs. */
  async loadOwn(): Promise<void> {
    const { article, version, me } = this.#given;
    const found = await this.#given.ask(
      `/articles/${article}/checks?version=${version}`,
    );
    // Our own API, of the same build as this page.
    const list = found as { items: Omit<Check, 'person'>[] } | null;
    if (list) this.#own = list.items.map(one => ({ ...one, person: me }));
  }

  /** Lays spans over one's own marks. */
  lay(spans: readonly CheckSpan[]): void {
    this.#undo.push(spans.flatMap(span => this.#ownUnder(span)));
    this.#lay(spans);
  }

  /** Takes back what was laid last; null where nothing was. Returns where it was. */
  undo(): CheckSpan | null {
    const spans = this.#undo.pop();
    if (!spans) return null;
    this.#lay(spans);
    return spans[0] ?? null;
  }

  /** Says whether two have to check words; those who may not are refused. */
  pair([start, end]: Span, needed: boolean): void {
    const { article, version } = this.#given;
    this.#given
      .send({
        method: 'PUT',
        path: `/articles/${article}/pairs`,
        body: [{ version, start, end, needed }],
      })
      .then(() => {
        this.#repaired = true;
        return this.#refresh(() => {});
      })
      .catch((error: unknown) => this.#refused(error));
  }

  /** Something has happened that may change what is checked. */
  heard({ verb, annotation }: LiveEvent): void {
    const concerns =
      /^(check|pair|evidence|source)\./.test(verb) ||
      (annotation !== undefined && annotation?.claim !== null);
    if (verb.startsWith('pair.')) this.#repaired = true;
    if (concerns) this.#refreshSoon();
  }

  #lay(spans: readonly CheckSpan[]): void {
    const { article, version, me } = this.#given;
    this.#waiting.push(spans);
    if (this.#own) {
      this.#own = layOver(this.#own, spans, ({ start, end, state }) => ({
        ...{ start, end, state, person: me, stale: false },
      }));
    }
    this.#show();
    const settle = (): void => {
      this.#waiting = this.#waiting.filter(one => one !== spans);
    };
    this.#given
      .send({
        method: 'PUT',
        path: `/articles/${article}/checks`,
        body: spans.map(({ start, end, state }) => ({
          ...{ version, start, end, state },
        })),
      })
      // What was laid is shown until the server has told what it comes to.
      .then(() => this.#refresh(settle))
      .catch((error: unknown) => {
        settle();
        this.#own = null;
        void this.loadOwn();
        this.#show();
        this.#refused(error);
      });
  }

  #refused(error: unknown): void {
    this.#given.onRefused(
      error instanceof Error ? error.message : String(error),
    );
  }

  #ownUnder({ start, end }: CheckSpan): CheckSpan[] {
    const there = (this.#own ?? []).flatMap((one): CheckSpan[] =>
      one.start < end && start < one.end
        ? [
            {
              start: Math.max(start, one.start),
              end: Math.min(end, one.end),
              state: one.state,
            },
          ]
        : [],
    );
    return [{ start, end, state: 'unchecked' }, ...there];
  }

  #refreshSoon(): void {
    if (this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#refresh(() => {});
    }, REST_MS);
  }

  async #refresh(settle: () => void): Promise<void> {
    const { article, version } = this.#given;
    const ask = (what: string): Promise<unknown> =>
      this.#given
        .ask(`/articles/${article}/${what}?version=${version}`)
        .catch(() => null);
    const repaired = this.#repaired;
    this.#repaired = false;
    const found = await Promise.all([
      ask('coverage'),
      repaired ? ask('pairs') : null,
    ]);
    settle();
    // Our own API, of the same build as this page.
    const [told, paired] = found as [
      { segments: Segment[] } | null,
      { items: { start: number; end: number }[] } | null,
    ];
    // What was not answered is asked for the next time.
    if (repaired && !paired) this.#repaired = true;
    const { runs, pairs } = this.#told;
    this.#told = {
      runs:
        told?.segments.map(({ by, ...run }) => ({
          ...run,
          by: by.map(({ id }) => id),
        })) ?? runs,
      pairs: paired?.items.map(({ start, end }): Span => [start, end]) ?? pairs,
    };
    this.#show();
  }

  #show(): void {
    const { pairs } = this.#told;
    let { runs } = this.#told;
    for (const spans of this.#waiting) {
      for (const span of spans) runs = overlaid(runs, span, this.#given.me);
    }
    this.#shown = { runs, pairs };
    for (const listener of this.#listeners) listener();
  }
}

type Segment = Omit<CoverageRun, 'by'> & { by: { id: string }[] };

const rankOf = (state: CoverageState): number => COVERAGE_STATES.indexOf(state);

/** Runs as they will be with one's own mark on them, as far as a page can know. */
export function overlaid(
  runs: readonly CoverageRun[],
  { start, end, state }: CheckSpan,
  me: string,
): CoverageRun[] {
  return runs.flatMap((run): CoverageRun[] => {
    if (run.end <= start || end <= run.start) return [run];
    const from = Math.max(run.start, start);
    const to = Math.min(run.end, end);
    const left = run.start < from ? [{ ...run, end: from }] : [];
    const right = to < run.end ? [{ ...run, start: to }] : [];
    const others = run.by.filter(id => id !== me);
    const stays =
      state === 'unchecked'
        ? others.length > 0
        : run.state !== 'stale' && rankOf(run.state) < rankOf(state);
    const middle = stays
      ? run
      : { ...run, state, by: state === 'unchecked' ? [] : [me] };
    return [...left, { ...middle, start: from, end: to }, ...right];
  });
}
