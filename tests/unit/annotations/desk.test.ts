import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AnnotationList } from '#app/annotations/annotation-list.ts';
import { ANCHOR_STATES, type AnchorState } from '#app/anchoring/anchor.ts';
import {
  byPlace,
  startOf,
  COLOURS,
  KINDS,
  type Annotation,
  type AnnotationContent,
} from '#app/annotations/annotation.ts';
import {
  CLAIM_KINDS,
  PRIORITIES,
  restood,
  VERDICTS,
} from '#app/claims/claim.ts';
import {
  AnnotationStore,
  type HistoryShelf,
} from '#app/annotations/annotation-store.ts';
import { cardWindow, MOST_CARDS } from '#app/annotations/card-window.ts';
import { complete } from '#app/annotations/complete.ts';
import {
  countsOf,
  filtered,
  NO_FILTER,
  partToDrop,
  readFilter,
  writeFilter,
  type Filter,
} from '#app/annotations/filter.ts';
import { findAll } from '#app/annotations/find.ts';
import {
  EMPTY,
  type History,
  type Operation,
} from '#app/annotations/history.ts';
import { capsOf, commandOf, KEYS, nameOf } from '#app/annotations/keys.ts';
import { lyingOn } from '#app/annotations/lying.ts';
import { renderNote } from '#app/annotations/note-markdown.ts';
import { parseNote, serializeNote } from '#app/annotations/note-schema.ts';
import { pack } from '#app/annotations/pack.server.ts';
import { deskTableOf } from '#tests/support/desk-table.ts';
import { initialsOf } from '#app/annotations/pinyin.server.ts';
import { plainNote } from '#app/annotations/plain-note.ts';
import { ThreadStore } from '#app/annotations/thread-store.ts';
import { layOut } from '#app/articles/text.ts';
import type { LiveEvent } from '#app/live/event.ts';
import { Refusal, type Answer, type Change } from '#app/live/outbox.ts';
import type { Person } from '#app/people/person.ts';
import {
  readPreferences,
  SIZES,
  writePreferences,
} from '#app/people/preferences.ts';

const ME: Person = { id: 'me', name: '林芮', role: 'editor', colour: 1 };
const YOU: Person = { id: 'you', name: '赵牧', role: 'checker', colour: 2 };
const TEXT = '一二三四五六七八九十'.repeat(20);

const content = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    colour: fc.constantFrom(...COLOURS),
    replacement: fc.string({ maxLength: 5 }),
    claim: fc.record({
      speaker: fc.option(fc.constantFrom('沈予安', '周启明')),
      kind: fc.constantFrom(...CLAIM_KINDS),
      priority: fc.constantFrom(...PRIORITIES),
      verdict: fc.constantFrom(...VERDICTS),
      value: fc.constant(null),
      finding: fc.string({ maxLength: 10 }),
    }),
    body: fc.string({ maxLength: 20 }),
    tags: fc.uniqueArray(fc.constantFrom('口径', '金句', '体例')),
    visibility: fc.constantFrom('team' as const, 'private' as const),
    resolved: fc.boolean(),
    assignee: fc.option(fc.constantFrom('me', 'you')),
    due: fc.option(fc.constantFrom('2026-03-14', '2026-04-01')),
  })
  .map((made): AnnotationContent => ({
    ...made,
    colour: made.kind === 'highlight' ? made.colour : null,
    replacement: made.kind === 'edit' ? made.replacement : null,
    claim: made.kind === 'claim' ? made.claim : null,
  }));

/** What a version made of its words. */
const fate = fc.record({
  state: fc.constantFrom(...ANCHOR_STATES),
  style: fc.boolean(),
  review: fc.constantFrom(null, 'holds' as const, 'again' as const),
});
const hasPlace = ({ state }: { state: AnchorState }): boolean =>
  state !== 'lost' && state !== 'ambiguous';
const annotation = fc
  .tuple(
    content,
    fc.uuid(),
    fc.option(fc.tuple(fc.nat(180), fc.integer({ min: 1, max: 15 }))),
    fate,
    fc.constantFrom(ME, YOU),
    fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
  )
  .map(([given, id, place, fated, author, at]): Annotation => ({
    ...given,
    claim: restood(null, given.claim),
    id,
    articleId: 'article',
    version: 1,
    revision: 1,
    anchor: place && {
      start: hasPlace(fated) ? place[0] : null,
      end: hasPlace(fated) ? place[0] + place[1] : null,
      exact: TEXT.slice(place[0], place[0] + place[1]),
      version: 1,
      ...fated,
      confidence: 1,
    },
    decision: null,
    author,
    createdAt: at.getTime(),
    updatedAt: at.getTime(),
  }));
const annotations = fc.uniqueArray(annotation, {
  selector: a => a.id,
  maxLength: 25,
});

const filter: fc.Arbitrary<Filter> = fc.record({
  kind: fc.option(fc.constantFrom(...KINDS)),
  open: fc.boolean(),
  mine: fc.boolean(),
  tag: fc.option(fc.constantFrom('口径', '没有')),
  person: fc.option(fc.constantFrom('me', 'you')),
  verdict: fc.option(fc.constantFrom(...VERDICTS)),
});

/** A list as a page gets it. */
function packedList(given: readonly Annotation[]): AnnotationList {
  const packed = pack(1, deskTableOf([...given].sort(byPlace)));
  const sent = JSON.parse(JSON.stringify(packed)) as typeof packed;
  return AnnotationList.unpack(sent, 'article', TEXT);
}

describe('an annotation list', () => {
  it('gives back what was packed, in text order', () => {
    fc.assert(
      fc.property(annotations, list => {
        expect([...packedList(list)]).toEqual([...list].sort(byPlace));
      }),
      { seed: 1 },
    );
  });

  it('is the same whether its rows came packed or were put in one by one, in any order', () => {
    const actions = fc.array(
      fc.tuple(fc.constantFrom('with', 'without'), annotation, fc.nat()),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(annotations, actions, (first, then) => {
        let list = packedList(first);
        let model = [...first].sort(byPlace);
        for (const [what, made, pick] of then) {
          const there = model[pick % Math.max(1, model.length)];
          // Half of what is put in is another state of what is there.
          const next =
            there && pick % 2 ? { ...there, ...made, id: there.id } : made;
          const id = what === 'with' ? next.id : (there?.id ?? next.id);
          model = model.filter(a => a.id !== id);
          if (what === 'with') model = [...model, next].sort(byPlace);
          list = what === 'with' ? list.with(next) : list.without(id);
        }
        expect([...list]).toEqual(model);
        model.forEach((a, i) => {
          expect(list.indexOf(a.id)).toBe(i);
          expect(list.get(a.id)).toEqual(a);
          expect([list.start(i), list.end(i), list.kind(i)]).toEqual([
            startOf(a),
            a.anchor?.end ?? -1,
            a.kind,
          ]);
          expect(list.resolved(i)).toBe(a.resolved);
        });
        expect(list.within(20, 60).map(i => list.id(i))).toEqual(
          model
            .filter(
              ({ anchor }) =>
                anchor && (anchor.start ?? 0) < 60 && (anchor.end ?? 0) > 20,
            )
            .map(a => a.id),
        );
        const { marks } = list;
        expect(marks.length).toBe(model.filter(a => startOf(a) >= 0).length);
        for (let i = 0; i < marks.length; i += 1) {
          expect(marks.get(marks.at(i).id)).toEqual(marks.at(i));
        }
      }),
      { seed: 5 },
    );
  });
});

describe('a filter', () => {
  it('survives the address', () => {
    fc.assert(
      fc.property(filter, given => {
        const params = writeFilter(new URLSearchParams('x=1'), given);
        expect(readFilter(new URLSearchParams(params.toString()))).toEqual(
          given,
        );
        expect(params.get('x')).toBe('1');
      }),
    );
    expect(readFilter(new URLSearchParams('kind=rumour&open=yes'))).toEqual(
      NO_FILTER,
    );
  });

  it('counts what it would show, and names the part to drop', () => {
    fc.assert(
      fc.property(annotations, filter, (made, given) => {
        const list = packedList(made);
        const { kinds } = countsOf(list, given, 'me');
        const passing = (wanted: Filter): Annotation[] =>
          [...list].filter(
            a =>
              (wanted.kind === null || a.kind === wanted.kind) &&
              !(wanted.open && a.resolved) &&
              !(wanted.mine && a.author.id !== 'me') &&
              (wanted.tag === null || a.tags.includes(wanted.tag)) &&
              (wanted.person === null || a.author.id === wanted.person) &&
              (wanted.verdict === null || a.claim?.verdict === wanted.verdict),
          );
        for (const kind of KINDS) {
          expect(kinds[kind]).toBe(passing({ ...given, kind }).length);
        }
        expect([...filtered(list, given, 'me')]).toEqual(passing(given));
        const drop = partToDrop(list, given, 'me');
        if (drop) {
          const rest = { ...given, [drop.part]: NO_FILTER[drop.part] };
          expect(passing(rest)).toHaveLength(drop.count);
        }
      }),
      { seed: 4 },
    );
  });
});

describe('lyingOn', () => {
  it('counts each annotation on every block that it touches', () => {
    const { blocks } = layOut([
      { type: 'title', text: TEXT.slice(0, 20) },
      { type: 'paragraph', text: TEXT.slice(21, 90) },
      { type: 'paragraph', text: TEXT.slice(91) },
    ]);
    fc.assert(
      fc.property(annotations, list => {
        const lying = lyingOn(blocks, packedList(list));
        blocks.forEach(({ start, end }, i) => {
          const there = list.filter(
            ({ anchor }) =>
              anchor && (anchor.start ?? 0) < end && (anchor.end ?? 0) > start,
          );
          const counts = lying.get(i);
          for (const kind of KINDS) {
            expect(counts?.[kind] ?? 0).toBe(
              there.filter(a => a.kind === kind).length,
            );
          }
        });
      }),
      { seed: 9 },
    );
  });
});

describe('cardWindow', () => {
  const made = Array.from({ length: 400 }, (_, i): Annotation => ({
    ...(fc.sample(annotation, { seed: 1, numRuns: 1 })[0] as Annotation),
    id: `0199a0de-0000-7000-8000-${String(i).padStart(12, '0')}`,
    anchor: {
      exact: '',
      start: Math.floor(i / 2),
      end: Math.floor(i / 2) + 1,
      version: 1,
      state: 'exact',
      style: false,
      confidence: 1,
      review: null,
    },
  }));
  const cards = packedList(made);

  it('keeps to what is drawn, and to a number that a page can hold', () => {
    const few = cardWindow(cards, [10, 20], 12, null);
    expect(few.map(i => cards.start(i))).toEqual(
      Array.from({ length: 20 }, (_, i) => 10 + Math.floor(i / 2)),
    );
    const many = cardWindow(cards, [0, 200], 100, null);
    expect(many).toHaveLength(MOST_CARDS);
    expect(many.some(i => cards.start(i) === 100)).toBe(true);
  });

  it('keeps the active card wherever it is, in its place', () => {
    const shown = cardWindow(cards, [100, 110], 100, cards.id(3));
    expect(shown[0]).toBe(3);
    expect(shown).toHaveLength(21);
  });
});

/** A server of one's own: what it is sent, and what it says. */
function desk(list: Annotation[] = [], history?: HistoryShelf) {
  const sent: Change[] = [];
  let answer: () => Promise<Answer> = () =>
    Promise.resolve({ status: 200, etag: '"2"', body: null });
  let kept: History = EMPTY;
  const store = new AnnotationStore({
    article: 'article',
    version: 1,
    text: TEXT,
    annotations: AnnotationList.of(list),
    me: ME,
    base: 'http://desk.example',
    history: history ?? { read: () => kept, write: next => (kept = next) },
    ask: () => Promise.resolve(null),
    send: change => {
      sent.push(change);
      return answer();
    },
  });
  return {
    store,
    sent,
    refuse: () => {
      answer = () => Promise.reject(new Refusal(422, 'no'));
    },
    history: {
      read: () => kept,
      write: (next: History) => (kept = next),
    } satisfies HistoryShelf,
  };
}

/** A desk whose server answers, and tells of it, only when it is told to. */
function serverDesk() {
  const kept = new Map<string, { annotation: Annotation; gone: boolean }>();
  const log: LiveEvent[] = [];
  const asked: (() => void)[] = [];
  let history: History = EMPTY;
  const record = (verb: string, id: string): void => {
    const now = kept.get(id);
    if (!now) return;
    const { annotation, gone } = now;
    log.push({
      ...{ position: `${log.length}.0`, verb, at: 0, person: ME, object: id },
      ...{ article: 'article', revision: annotation.revision },
      annotation: gone ? null : annotation,
    });
  };
  const store = new AnnotationStore({
    ...{ article: 'article', version: 1, text: TEXT, me: ME },
    annotations: AnnotationList.of([]),
    base: 'http://desk.example',
    history: { read: () => history, write: next => (history = next) },
    ask: () => Promise.resolve(null),
    send: ({ method, path, of = '', about }) =>
      new Promise<Answer>((resolve, reject) => {
        asked.push(() => {
          const operation = about?.operation as Operation;
          const before = kept.get(of);
          const revision = (before?.annotation.revision ?? 0) + 1;
          if (method === 'POST' && operation.type === 'restore') {
            const made = before?.annotation ?? operation.annotation;
            if (before && !before.gone) return reject(new Refusal(409, path));
            kept.set(of, { annotation: { ...made, revision }, gone: false });
          } else if (!before || before.gone) {
            return reject(new Refusal(404, path));
          } else if (operation.type === 'change') {
            const annotation = {
              ...{ ...before.annotation, ...operation.to, revision },
              claim: restood(before.annotation.claim, operation.to.claim),
            };
            kept.set(of, { annotation, gone: false });
          } else {
            const annotation = { ...before.annotation, revision };
            kept.set(of, { annotation, gone: true });
          }
          record(`annotation.${operation.type}`, of);
          // A removal's answer names no ETag.
          const etag = method === 'DELETE' ? null : `"${revision}"`;
          resolve({ status: 200, etag, body: null });
        });
      }),
  });
  return {
    store,
    server: {
      /** Answers the oldest change; false when there is none. */
      answer: () => {
        const next = asked.shift();
        next?.();
        return next !== undefined;
      },
      /** Tells the oldest event; false when there is none. */
      tell: (one: AnnotationStore) => {
        const next = log.shift();
        if (next) one.receive(next);
        return next !== undefined;
      },
      words: (id: string) => {
        const now = kept.get(id);
        return now && !now.gone ? now.annotation.body : undefined;
      },
    },
  };
}

const NOTE: AnnotationContent = {
  kind: 'note',
  colour: null,
  replacement: null,
  claim: null,
  body: '一',
  tags: [],
  visibility: 'team',
  resolved: false,
  assignee: null,
  due: null,
};
const seen = ({ store }: ReturnType<typeof desk>): Annotation[] => [
  ...store.snapshot().annotations,
];
const tick = (): Promise<unknown> => new Promise(done => setTimeout(done));

describe('the annotation store', () => {
  it('keeps text order whatever is put in, and takes a refusal back', async () => {
    const one = desk();
    for (const start of [50, 10, 30])
      one.store.create([start, start + 5], NOTE);
    one.store.create(null, NOTE);
    expect(seen(one).map(a => a.anchor?.start)).toEqual([
      undefined,
      10,
      30,
      50,
    ]);
    one.refuse();
    one.store.create([40, 45], NOTE);
    expect(seen(one)).toHaveLength(5);
    await tick();
    expect(seen(one)).toHaveLength(4);
    expect(one.store.snapshot().notice).toEqual({
      type: 'refused',
      detail: 'no',
      words: '一',
    });
  });

  it('takes in what others do, in any order and however often it is told', async () => {
    const { store } = desk();
    const id = store.create([10, 15], NOTE);
    await tick();
    const mine = store.get(id);
    if (!mine) throw new Error('Not there');
    const told = (
      revision: number,
      annotation: Annotation | null,
    ): LiveEvent => ({
      position: `${revision}.0`,
      verb: 'annotation.change',
      at: 0,
      person: ME,
      object: id,
      article: 'article',
      revision,
      annotation,
    });
    // The server answered "2": what was before that is told in vain.
    store.receive(told(1, null));
    store.receive(told(2, { ...mine, revision: 2, body: '旧' }));
    expect(store.get(id)?.body).toBe('一');
    const theirs = { ...mine, revision: 3, body: '别人的' };
    store.receive(told(3, theirs));
    store.receive(told(3, theirs));
    expect(store.get(id)?.body).toBe('别人的');
    expect(store.snapshot().annotations).toHaveLength(1);
    // What is on its way from here is not overwritten; then the newer one stands.
    store.change(id, { body: '我的' });
    store.receive(told(9, { ...mine, revision: 9, body: '更新的' }));
    expect(store.get(id)?.body).toBe('我的');
    await tick();
    expect(store.get(id)?.body).toBe('更新的');
    store.receive(told(10, null));
    expect(store.snapshot().annotations).toHaveLength(0);
  });

  it('shows what was done here, whenever the answers and the events of it come', async () => {
    const happening = fc.oneof(
      fc.record({
        act: fc.constantFrom('create', 'change', 'remove', 'undo', 'redo'),
        which: fc.nat(3),
      }),
      fc.constantFrom('answer' as const, 'event' as const),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 5, maxLength: 40 }),
        async happenings => {
          const { store, server } = serverDesk();
          // What it shows when nobody tells it anything.
          const alone = serverDesk().store;
          const ids: [here: string, alone: string][] = [];
          const words = (one: AnnotationStore, id: string | undefined) =>
            id === undefined ? undefined : one.get(id)?.body;
          let n = 0;
          for (const what of happenings) {
            if (what === 'answer') server.answer();
            else if (what === 'event') server.tell(store);
            else if (what.act === 'create') {
              ids.push([
                store.create([n, n + 3], NOTE),
                alone.create([n, n + 3], NOTE),
              ]);
            } else if (what.act === 'undo' || what.act === 'redo') {
              store[what.act]();
              alone[what.act]();
            } else {
              const [here, there] = ids[what.which] ?? ['', ''];
              const body = `第${n}次`;
              if (what.act === 'remove') {
                store.remove(here);
                alone.remove(there);
              } else {
                store.change(here, { body });
                alone.change(there, { body });
              }
            }
            n += 1;
            await Promise.resolve();
            await tick();
            expect(ids.map(([here]) => words(store, here))).toEqual(
              ids.map(([, there]) => words(alone, there)),
            );
          }
          while (server.answer()) await tick();
          while (server.tell(store)) await tick();
          expect(ids.map(([here]) => words(store, here))).toEqual(
            ids.map(([here]) => server.words(here)),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('undoes and redoes any history of actions, also after a reload', () => {
    const action = fc.constantFrom('create', 'change', 'resolve', 'remove');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(action, fc.nat(9)), { minLength: 1, maxLength: 15 }),
        fc.nat(15),
        (actions, reloadAt) => {
          let now = desk();
          const states = [seen(now)];
          const plain = (list: Annotation[]) =>
            list.map(({ updatedAt: _, ...rest }) => rest);
          let done = 0;
          for (const [what, which] of actions) {
            const list = seen(now);
            const { id } = list[which % Math.max(1, list.length)] ?? {};
            if (what === 'create') now.store.create([which, which + 3], NOTE);
            else if (!id) continue;
            else if (what === 'remove') now.store.remove(id);
            else if (what === 'resolve') {
              const { resolved } = list.find(a => a.id === id) ?? NOTE;
              now.store.change(id, { resolved: !resolved });
            } else now.store.change(id, { body: `二${done}` });
            done += 1;
            states.push(seen(now));
          }
          for (let i = done; i > 0; i -= 1) {
            if (i === reloadAt) now = desk(seen(now), now.history);
            expect(now.store.undo()).not.toBeNull();
            expect(plain(seen(now))).toEqual(plain(states[i - 1] ?? []));
          }
          expect(now.store.undo()).toBeNull();
          for (let i = 1; i <= done; i += 1) {
            expect(now.store.redo()).not.toBeNull();
            expect(plain(seen(now))).toEqual(plain(states[i] ?? []));
          }
        },
      ),
      { seed: 6, numRuns: 80 },
    );
  });

  it('never undoes what somebody else did since', () => {
    const one = desk();
    const id = one.store.create([0, 3], NOTE);
    one.store.change(id, { body: '二' });
    const [mine] = seen(one) as [Annotation];
    const theirs = { ...mine, body: '三', author: YOU };
    const later = desk([theirs], one.history);
    expect(later.store.undo()).toBeNull();
    expect(later.store.snapshot().notice).toEqual({ type: 'not-mine' });
    expect(seen(later)).toEqual([theirs]);
    expect(later.sent).toEqual([]);
  });
});

describe('the threads', () => {
  it('keep away a reply that was removed before it was told of', async () => {
    const threads = new ThreadStore({
      ...{ article: 'article', base: 'http://desk.example', me: ME },
      counts: [],
      send: () => Promise.resolve({ status: 204, etag: null, body: null }),
      ask: () => Promise.resolve(null),
      onRefused: () => {},
    });
    threads.reply('note', '说错了');
    const [reply] = threads.thread('note').replies ?? [];
    if (!reply) throw new Error('There is no reply.');
    const told = (
      verb: string,
      revision: number,
      gone: boolean,
    ): LiveEvent => ({
      ...{ position: `${revision}.0`, verb, at: 0, person: ME, revision },
      ...{ object: reply.id, article: 'article', thread: 'note' },
      reply: gone ? null : reply,
    });
    threads.remove(reply);
    threads.receive(told('reply.create', 1, false));
    expect(threads.thread('note')).toMatchObject({ count: 0, replies: [] });
    await tick();
    threads.receive(told('reply.delete', 2, true));
    expect(threads.thread('note')).toMatchObject({ count: 0, replies: [] });
    threads.receive(told('reply.restore', 3, false));
    expect(threads.thread('note')).toMatchObject({ count: 1 });
  });
});

describe('keys', () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
    nameOf({
      key,
      altKey: false,
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      ...held,
    });

  it.each([
    ['j', {}, 'next'],
    ['？', { shiftKey: true }, 'help'],
    ['?', { shiftKey: true }, 'help'],
    ['、', {}, 'find'],
    ['【', {}, 'previous-section'],
    ['】', {}, 'next-section'],
    ['；', {}, 'swap'],
    [' ', {}, 'next-sentence'],
    [' ', { shiftKey: true }, 'previous-sentence'],
    ['z', { ctrlKey: true }, 'undo'],
    ['Z', { metaKey: true, shiftKey: true }, 'redo'],
    ['ArrowLeft', { shiftKey: true }, 'character-less'],
    ['ArrowRight', { shiftKey: true, altKey: true }, 'word-more'],
    ['J', { shiftKey: true }, 'next-unchecked'],
    ['j', { ctrlKey: true }, null],
  ] as [string, Partial<KeyboardEvent>, string | null][])(
    'reads %s %o as %s',
    (key, held, command) => {
      expect(commandOf(press(key, held))).toBe(command);
    },
  );

  it('gives every key one meaning', () => {
    const keys = Object.values(KEYS)
      .flat()
      .flatMap(([, ...all]) => all);
    expect(new Set(keys).size).toBe(keys.length);
    expect(capsOf('Mod+Shift+z')).toEqual(['⌘/Ctrl', '⇧', 'Z']);
  });
});

describe('completion', () => {
  const words = ['体例', '口径', '重音', 'SARS 数据'].map(name => ({
    name,
    colour: null,
    hotkey: null,
    initials: initialsOf(name),
  }));
  it.each([
    ['例', ['体例']],
    ['tl', ['体例']],
    ['KJ', ['口径']],
    ['cy', ['重音']],
    ['zy', ['重音']],
    ['sars', ['SARS 数据']],
    ['sj', ['SARS 数据']],
    ['没有', []],
  ])('finds %s', (typed, names) => {
    expect(complete(words, typed, []).map(w => w.name)).toEqual(names);
  });
  it('offers no tag twice', () => {
    expect(complete(words, '', ['体例']).map(w => w.name)).not.toContain(
      '体例',
    );
  });
});

describe('notes', () => {
  it.each([
    ['**重点** 与 `代码`', '重点 与 代码'],
    ['- 一\n- 二', '· 一\n· 二'],
    ['见[原文](https://example.org)', '见原文'],
    ['3 * 4 = 12，2*3*4', '3 * 4 = 12，2*3*4'],
    ['\\*不是重点\\*', '*不是重点*'],
  ])('says %s plainly', (body, plain) => {
    expect(plainNote(body)).toBe(plain);
  });

  it('renders nothing that runs, loads or hides', () => {
    const html = renderNote(
      '<script>alert(1)</script> ![x](https://evil.example/p.gif) [a](javascript:alert(1)) [b](data:text/html,x) [c](https://example.org) <img src=x onerror=alert(1)>',
    );
    expect(html).not.toMatch(/<(?!\/?(p|a|br|em|strong|code)\b)/);
    expect(html).not.toMatch(/href="(?!https:\/\/)/);
    expect(html.match(/<a /g)).toHaveLength(2);
  });

  it('keeps what a note says through the editor', () => {
    for (const body of [
      '**重点** 看这里',
      '* 一\n* 二',
      '> 引文\n\n正文',
      '1. 甲\n2. 乙',
      '看`x`与[链接](https://example.org/a)',
    ]) {
      expect(serializeNote(parseNote(body))).toBe(body);
    }
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
        typed => {
          const plain = typed.replace(/[\s\p{C}]/gu, '');
          fc.pre(plain !== '');
          const doc = parseNote('').type.schema;
          const note = doc.node('doc', null, [
            doc.node('paragraph', null, [doc.text(plain)]),
          ]);
          const again = parseNote(serializeNote(note));
          expect(again.textContent).toBe(plain);
        },
      ),
      { seed: 8, numRuns: 300 },
    );
  });
});

describe('findAll', () => {
  it('finds whatever the case, without overlaps and without shifting offsets', () => {
    expect(findAll('Aa İaA', 'aa')).toEqual([
      [0, 2],
      [4, 6],
    ]);
    expect(findAll('十十十', '十十')).toEqual([[0, 2]]);
    expect(findAll('abc', '')).toEqual([]);
  });
});

describe('preferences', () => {
  it('survive the cookie', () => {
    for (const size of SIZES) {
      const given = { face: 'sans' as const, size, keys: false };
      expect(readPreferences(writePreferences(given))).toEqual(given);
    }
    expect(readPreferences('<script>')).toEqual(readPreferences(null));
  });
});
