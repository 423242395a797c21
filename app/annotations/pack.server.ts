import {
  columnsIn,
  idAt,
  type DeskTable,
  type Packed,
} from '#app/annotations/packed.ts';

/**
 * Annotations as their page gets them.
 *
 * @param version the one that they lie in
 */
export function pack(
  version: number,
  { length, columns, people, said, tags }: DeskTable,
): Packed {
  const names = [...new Set(tags.map(({ name }) => name))];
  return {
    version,
    length,
    people,
    tags: names,
    columns: Buffer.from(columns).toString('base64'),
    bodies: said.flatMap(({ row, body }) => (body === '' ? [] : [[row, body]])),
    tagged: tags.length === 0 ? [] : taggedRows(columns, length, tags, names),
    assigned: said.flatMap(({ row, assignee, due }) =>
      assignee === null && due === null ? [] : [[row, assignee, due]],
    ),
    lost: said.flatMap(({ row, lost }) => (lost === null ? [] : [[row, lost]])),
    edits: said.flatMap(({ row, replacement, decision }) =>
      replacement === null ? [] : [[row, replacement, decision]],
    ),
    claims: said.flatMap(({ row, claim }) =>
      claim === null ? [] : [[row, claim]],
    ),
  };
}

/** Each tagged row with its tags, as indices into their names. */
function taggedRows(
  columns: DeskTable['columns'],
  length: number,
  tags: DeskTable['tags'],
  names: readonly string[],
): Packed['tagged'] {
  const { id: ids } = columnsIn(columns.buffer, length);
  const rows = new Map<string, number>();
  for (let row = 0; row < length; row += 1) rows.set(idAt(ids, row * 4), row);
  const indices = new Map(names.map((name, i) => [name, i]));
  const tagged = new Map<number, number[]>();
  for (const { id, name } of tags) {
    const row = rows.get(id);
    const index = indices.get(name);
    if (row === undefined || index === undefined) continue;
    tagged.set(row, [...(tagged.get(row) ?? []), index]);
  }
  return [...tagged];
}
