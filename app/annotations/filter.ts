import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import { KINDS, type Kind } from '#app/annotations/annotation.ts';
import { VERDICTS, type Verdict } from '#app/claims/claim.ts';
import type { Person } from '#app/people/person.ts';

/** Which annotations are looked at. All that is set must hold. */
export type Filter = {
  kind: Kind | null;
  /** Only what is not resolved. */
  open: boolean;
  /** Only the viewer's own. */
  mine: boolean;
  tag: string | null;
  /** A person's id. */
  person: string | null;
  /** A claim's verdict. */
  verdict: Verdict | null;
};

export const NO_FILTER: Filter = {
  kind: null,
  open: false,
  mine: false,
  tag: null,
  person: null,
  verdict: null,
};

/** The filter that an address names; what it can't mean is not set. */
export function readFilter(params: URLSearchParams): Filter {
  const kind = params.get('kind');
  return {
    kind: KINDS.find(known => known === kind) ?? null,
    open: params.get('open') === '1',
    mine: params.get('mine') === '1',
    tag: params.get('tag') || null,
    person: params.get('person') || null,
    verdict: VERDICTS.find(known => known === params.get('verdict')) ?? null,
  };
}

/** The address's other parameters with this filter. */
export function writeFilter(
  params: URLSearchParams,
  filter: Filter,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const values: Record<keyof Filter, string | null> = {
    kind: filter.kind,
    open: filter.open ? '1' : null,
    mine: filter.mine ? '1' : null,
    tag: filter.tag,
    person: filter.person,
    verdict: filter.verdict,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

const isSet = (filter: Filter, part: keyof Filter): boolean =>
  filter[part] !== NO_FILTER[part];

/** The parts of a filter that are set. */
export const partsOf = (filter: Filter): (keyof Filter)[] =>
  (Object.keys(NO_FILTER) as (keyof Filter)[]).filter(p => isSet(filter, p));

/** The filter without one of its parts. */
export const without = (filter: Filter, part: keyof Filter): Filter => ({
  ...filter,
  [part]: NO_FILTER[part],
});

/** Whether a filter lets the annotation at `i` through. */
export function matches(
  filter: Filter,
  me: string,
  list: AnnotationList,
  i: number,
): boolean {
  return (
    (filter.kind === null || list.kind(i) === filter.kind) &&
    (!filter.open || !list.resolved(i)) &&
    (!filter.mine || list.author(i).id === me) &&
    (filter.tag === null || list.tags(i).includes(filter.tag)) &&
    (filter.person === null || list.author(i).id === filter.person) &&
    (filter.verdict === null || list.claim(i)?.verdict === filter.verdict)
  );
}

/** Those that a filter lets through. */
export const filtered = (
  list: AnnotationList,
  filter: Filter,
  me: string,
): AnnotationList =>
  partsOf(filter).length === 0
    ? list
    : list.where(i => matches(filter, me, list, i));

/** How many there are of each, for the choices that a filter offers. */
export type Counts = {
  /** By kind, under the rest of the filter; `all` for every kind. */
  kinds: Record<Kind | 'all', number>;
  /** Of all annotations. */
  open: number;
  mine: number;
  /** The most frequent first. */
  tags: [name: string, count: number][];
  people: [person: Person, count: number][];
  /** Those that there are, in their order. */
  verdicts: [verdict: Verdict, count: number][];
};

export function countsOf(
  list: AnnotationList,
  filter: Filter,
  me: string,
): Counts {
  const others = without(filter, 'kind');
  const kinds = {
    all: 0,
    claim: 0,
    highlight: 0,
    note: 0,
    tag: 0,
    edit: 0,
    query: 0,
  };
  const tags = new Map<string, number>();
  const people = new Map<string, [Person, number]>();
  const verdicts = new Map<Verdict, number>();
  let open = 0;
  let mine = 0;
  for (let i = 0; i < list.length; i += 1) {
    const author = list.author(i);
    if (matches(others, me, list, i)) {
      kinds.all += 1;
      kinds[list.kind(i)] += 1;
    }
    if (!list.resolved(i)) open += 1;
    if (author.id === me) mine += 1;
    const verdict = list.claim(i)?.verdict;
    if (verdict) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    for (const tag of list.tags(i)) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    const person = people.get(author.id);
    if (person) person[1] += 1;
    else people.set(author.id, [author, 1]);
  }
  const frequent = (a: [unknown, number], b: [unknown, number]): number =>
    b[1] - a[1];
  return {
    kinds,
    open,
    mine,
    tags: [...tags].sort(frequent),
    people: [...people.values()].sort(frequent),
    verdicts: VERDICTS.flatMap((verdict): [Verdict, number][] => {
      const count = verdicts.get(verdict);
      return count ? [[verdict, count]] : [];
    }),
  };
}

/** The part whose end would show the most, and how many that is; null when none helps. */
export function partToDrop(
  list: AnnotationList,
  filter: Filter,
  me: string,
): { part: keyof Filter; count: number } | null {
  const choices = partsOf(filter).map(part => {
    const rest = without(filter, part);
    const count = filtered(list, rest, me).length;
    return { part, count };
  });
  choices.sort((a, b) => b.count - a.count);
  const best = choices[0];
  return best && best.count > 0 ? best : null;
}
