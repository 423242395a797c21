import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { KINDS, type Annotation } from '#app/annotations/annotation.ts';
import { lyingOn, totalOf } from '#app/annotations/lying.ts';
import type { Block } from '#app/articles/article.ts';
import type { Lying } from '#app/reader/schema.ts';

/** What each block's gutter says: a number to see, a sentence to hear. */
export function useLying(
  blocks: readonly Block[],
  annotations: readonly Annotation[],
): ReadonlyMap<number, Lying> {
  const { t } = useTranslation();
  // The same words for the same counts, so that an unchanged block is left alone.
  const known = useRef(new Map<string, Lying>());
  return useMemo(() => {
    const said = new Map<number, Lying>();
    for (const [index, counts] of lyingOn(blocks, annotations)) {
      const speaker = blocks[index]?.speaker ?? '';
      const key = `${t('app')} ${speaker} ${Object.values(counts).join()}`;
      let lying = known.current.get(key);
      if (!lying) {
        const kinds = KINDS.filter(kind => counts[kind] > 0).map(kind =>
          t('gutter.kind', { kind: t(`kind.${kind}`), count: counts[kind] }),
        );
        const count = totalOf(counts);
        lying = {
          text: String(count),
          label: t('gutter.label', {
            speaker,
            count,
            kinds: kinds.join(t('gutter.and')),
            ...(speaker ? { context: 'speaker' } : {}),
          }),
        };
        known.current.set(key, lying);
      }
      said.set(index, lying);
    }
    return said;
  }, [annotations, blocks, t]);
}
