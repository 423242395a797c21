import {
  f1,
  fieldIs,
  leaks,
  overlap,
  turnsOverlap,
  type FieldName,
  type Found,
  type Gold,
} from '#tests/bench/import/score.ts';

/** How well pages were read together, each share of 1. */
export type Shares = {
  /** Of the pages that show a field, those on which it came out right. */
  field(name: FieldName): number;
  /** Pages without a word of what stands around their articles. */
  clean: number;
  body: number;
  turns: number;
};

export function sharesOf(read: { gold: Gold; found: Found }[]): Shares {
  const share = (all: boolean[]): number =>
    all.filter(Boolean).length / all.length;
  return {
    field: name =>
      share(read.flatMap(one => fieldIs(name, one.gold, one.found) ?? [])),
    clean: share(read.map(one => leaks(one.gold, one.found).length === 0)),
    body: f1(
      read.map(({ gold, found }) => overlap(gold.body.join('\n'), found.body)),
    ),
    turns: f1(
      read.flatMap(({ gold, found }) => turnsOverlap(gold, found) ?? []),
    ),
  };
}
