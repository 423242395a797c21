import { ANCHOR_STATES } from '#app/anchoring/anchor.ts';
import {
  COLOURS,
  KINDS,
  REVIEWS,
  startOf,
  VISIBILITIES,
  type Annotation,
} from '#app/annotations/annotation.ts';
import {
  makeColumns,
  wordsOf,
  type DeskTable,
} from '#app/annotations/packed.ts';

/** Annotations in text order, as the database would give them. */
export function deskTableOf(list: readonly Annotation[]): DeskTable {
  const { length } = list;
  const people = [...new Map(list.map(a => [a.author.id, a.author])).values()];
  const ids = people.map(({ id }) => id);
  const { bytes, columns } = makeColumns(length);
  list.forEach((annotation, row) => {
    const { anchor } = annotation;
    columns.createdAt[row] = annotation.createdAt;
    columns.updatedAt[row] = annotation.updatedAt;
    columns.start[row] = startOf(annotation);
    columns.end[row] = anchor?.end ?? -1;
    columns.revision[row] = annotation.revision;
    columns.id.set(wordsOf(annotation.id), row * 4);
    columns.author[row] = ids.indexOf(annotation.author.id);
    columns.madeOn[row] = annotation.version;
    columns.fate[row] = anchor
      ? ANCHOR_STATES.indexOf(anchor.state) |
        (Number(anchor.style) << 3) |
        ((anchor.review ? REVIEWS.indexOf(anchor.review) + 1 : 0) << 4)
      : 0;
    columns.kind[row] = KINDS.indexOf(annotation.kind);
    columns.colour[row] = annotation.colour
      ? COLOURS.indexOf(annotation.colour)
      : -1;
    columns.visibility[row] = VISIBILITIES.indexOf(annotation.visibility);
    columns.resolved[row] = Number(annotation.resolved);
  });
  return {
    ...{ length, people, columns: bytes, isLate: false },
    said: list.map((annotation, row) => ({
      ...annotation,
      row,
      lost: annotation.anchor?.start === null ? annotation.anchor.exact : null,
    })),
    tags: list.flatMap(({ id, tags }) => tags.map(name => ({ id, name }))),
  };
}
