/**
 * The desk's side of the bench, bundled for the shipped page: it finds the
 * page's own store and painter through React's tree, hands the store the data as
 * the page gets it, and touches nothing else.
 */
import type {
  AnnotationStore,
  Snapshot,
} from '#app/annotations/annotation-store.ts';
import { AnnotationList } from '#app/annotations/annotation-list.ts';
import type { Packed } from '#app/annotations/packed.ts';
import type { Painter } from '#app/reader/marks/painter.ts';

type Hook = { memoizedState: unknown; next: Hook | null };
type Fiber = { return: Fiber | null; memoizedState: Hook | null };

/** The first thing in the state of the components above an element that passes. */
function findAbove<T>(selector: string, is: (value: unknown) => T | null): T {
  const element = document.querySelector(selector) as Element;
  const key = Object.keys(element).find(k => k.startsWith('__reactFiber$'));
  let fiber = (element as unknown as Record<string, Fiber>)[key ?? ''] ?? null;
  for (; fiber; fiber = fiber.return) {
    for (let hook = fiber.memoizedState; hook; hook = hook.next ?? null) {
      if (typeof hook !== 'object' || !('memoizedState' in hook)) break;
      const found = is(hook.memoizedState);
      if (found) return found;
    }
  }
  throw new Error(`Nothing found above ${selector}`);
}

const store = (): AnnotationStore =>
  findAbove('.ws', value =>
    typeof value === 'object' && value && 'dismiss' in value
      ? (value as AnnotationStore)
      : null,
  );

const painter = (): Painter =>
  findAbove('.reader', value => {
    const current = (value as { current?: { painter?: Painter } } | null)
      ?.current;
    return current?.painter ?? null;
  });

Object.assign(window, {
  bench: {
    /** Data as it comes, to a desk that shows it. */
    paint(json: string, articleId: string, text: string): void {
      const packed = JSON.parse(json) as Packed;
      const annotations = AnnotationList.unpack(packed, articleId, text);
      const snapshot: Snapshot = { annotations, notice: null };
      const there = store();
      there.snapshot = () => snapshot;
      there.dismiss();
    },
    /** A highlight, as the desk makes one: shown, kept and sent. */
    add(start: number, end: number): void {
      store().create([start, end], {
        kind: 'highlight',
        colour: 'yellow',
        replacement: null,
        claim: null,
        body: '',
        tags: [],
        visibility: 'team',
        resolved: false,
        assignee: null,
        due: null,
      });
    },
    hit: (x: number, y: number) => painter().hit(x, y),
    painter,
  },
});
