import {
  COLOURS,
  KINDS,
  VISIBILITIES,
  type Annotation,
  type Colour,
  type Kind,
  type Visibility,
} from '#app/annotations/annotation.ts';
import type { Person } from '#app/people/person.ts';

/**
 * An article's annotations as a page gets them: columns as numbers, names once,
 * and no words that the text itself holds. Ten thousand are 1.2 MB instead of 6.
 */
export type Packed = {
  version: number;
  people: Person[];
  tags: string[];
  rows: PackedRow[];
};

export type PackedRow = [
  id: string,
  kind: number,
  /** -1 for none. */
  colour: number,
  /** -1 for the whole article. */
  start: number,
  end: number,
  body: string,
  tags: number[],
  author: number,
  /** Milliseconds since 1970. */
  createdAt: number,
  updatedAt: number,
  visibility: number,
  resolved: 0 | 1,
  revision: number,
];

/** What a page needs of an annotation, as the database has it. */
export type DeskRow = {
  id: string;
  kind: Kind;
  colour: Colour | null;
  start: number | null;
  end: number | null;
  body: string;
  createdBy: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  visibility: Visibility;
  resolved: boolean;
  revision: number;
};

/**
 * @param given the annotations in the order that the page shows, those who made
 * them, and their tags in the order in which they were given
 */
export function pack(given: {
  version: number;
  rows: DeskRow[];
  people: Person[];
  tags: { id: string; name: string }[];
}): Packed {
  const names = [...new Set(given.tags.map(tag => tag.name))];
  const nameIndex = new Map(names.map((name, i) => [name, i]));
  const personIndex = new Map(given.people.map(({ id }, i) => [id, i]));
  const tagsOf = new Map<string, number[]>();
  for (const { id, name } of given.tags) {
    const tags = tagsOf.get(id) ?? [];
    tags.push(nameIndex.get(name) ?? 0);
    tagsOf.set(id, tags);
  }
  const rows = given.rows.map((row): PackedRow => [
    row.id,
    KINDS.indexOf(row.kind),
    row.colour ? COLOURS.indexOf(row.colour) : -1,
    row.start ?? -1,
    row.end ?? -1,
    row.body,
    tagsOf.get(row.id) ?? [],
    personIndex.get(row.createdBy) ?? 0,
    Math.round(row.createdAt),
    Math.round(row.updatedAt),
    VISIBILITIES.indexOf(row.visibility),
    row.resolved ? 1 : 0,
    row.revision,
  ]);
  return { version: given.version, people: given.people, tags: names, rows };
}

/** The annotations again, on the version's text, in the order of the rows. */
export function unpack(
  packed: Packed,
  articleId: string,
  text: string,
): Annotation[] {
  const { version, people } = packed;
  const tagged = (tags: number[]): string[] =>
    tags.map(tag => known(packed.tags, tag));
  // Ten thousand of these in a few milliseconds: no copies on the way.
  return packed.rows.map(row => ({
    id: row[0],
    articleId,
    version,
    kind: known(KINDS, row[1]),
    colour: row[2] < 0 ? null : known(COLOURS, row[2]),
    body: row[5],
    tags: row[6].length === 0 ? NO_TAGS : tagged(row[6]),
    visibility: known(VISIBILITIES, row[10]),
    resolved: row[11] === 1,
    revision: row[12],
    author: known(people, row[7]),
    createdAt: row[8],
    updatedAt: row[9],
    anchor:
      row[3] < 0
        ? null
        : {
            version,
            state: 'exact',
            style: false,
            confidence: 1,
            start: row[3],
            end: row[4],
            exact: text.slice(row[3], row[4]),
          },
  }));
}

const NO_TAGS: string[] = [];

function known<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`Nothing packed at ${index}`);
  return found;
}
