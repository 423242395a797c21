import { useMemo, useRef } from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import { KINDS } from '#app/annotations/annotation.ts';
import { lyingOn, totalOf, type KindCounts } from '#app/annotations/lying.ts';
import type { Block } from '#app/articles/article.ts';
import type { Translate } from '#app/i18n/i18n.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Lying } from '#app/reader/schema.ts';

/** What each block's gutter says: a number to see, a sentence to hear. */
export function useLying(
  blocks: readonly Block[],
  annotations: AnnotationList,
): ReadonlyMap<number, Lying> {
  const { t } = useTranslation();
  // The same words for the same counts, so that an unchanged block is left alone.
  const known = useRef(new Map<string, Lying>());
  return useMemo(() => {
    const say = sayings(t);
    const said = new Map<number, Lying>();
    for (const [index, counts] of lyingOn(blocks, annotations)) {
      const speaker = blocks[index]?.speaker ?? '';
      const { highlight, note, tag, edit } = counts;
      const key = `${say.language} ${speaker} ${highlight} ${note} ${tag} ${edit}`;
      let lying = known.current.get(key);
      if (!lying) {
        lying = {
          text: String(totalOf(counts)),
          label: say.label(speaker, counts),
        };
        known.current.set(key, lying);
      }
      said.set(index, lying);
    }
    return said;
  }, [annotations, blocks, t]);
}

// What stands in for a name, a number and a list until they are known.
const SPEAKER = '\u0001';
const COUNT = '\u0002';
const LIST = '\u0003';

/**
 * The sentences with their places still open: there are as many as paragraphs,
 * and asking the catalogue for each would cost more than all the painting.
 */
function sayings(t: Translate): {
  language: string;
  label(speaker: string, counts: KindCounts): string;
} {
  const open = { speaker: SPEAKER, number: COUNT, kinds: LIST };
  const plain = t('gutter.label', open);
  const spoken = t('gutter.labelSpeaker', open);
  const kinds = KINDS.map(kind =>
    t('gutter.kind', { kind: t(`kind.${kind}`), number: COUNT }),
  );
  const and = t('gutter.and');
  return {
    language: t('app'),
    label: (speaker, counts) => {
      const parts = KINDS.flatMap((kind, i) =>
        counts[kind] > 0
          ? [(kinds[i] ?? '').replace(COUNT, String(counts[kind]))]
          : [],
      );
      return (speaker ? spoken : plain)
        .replace(SPEAKER, speaker)
        .replace(COUNT, String(totalOf(counts)))
        .replace(LIST, parts.join(and));
    },
  };
}
