import { useMemo, useRef } from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import { KINDS } from '#app/annotations/annotation.ts';
import { lyingOn, totalOf, type KindCounts } from '#app/annotations/lying.ts';
import type { Block, Span } from '#app/articles/article.ts';
import { sentencesOn, type SentenceCount } from '#app/claims/shares.ts';
import type { Translate } from '#app/i18n/i18n.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Lying } from '#app/reader/block-dom.ts';

/** The version's sentences, and which of them are checked. */
type Checked = { sentences: readonly Span[]; done: readonly boolean[] };

/**
 * What each block's gutter says: a number to see, a sentence to hear. Once
 * anything is checked, it is how much of the block is.
 *
 * @param checked null before anything is
 */
export function useLying(
  blocks: readonly Block[],
  annotations: AnnotationList,
  checked: Checked | null,
): ReadonlyMap<number, Lying> {
  const { t } = useTranslation();
  // The same words for the same counts, so that an unchanged block is left alone.
  const known = useRef(new Map<string, Lying>());
  return useMemo(() => {
    const say = sayings(t);
    const said = new Map<number, Lying>();
    const lying = lyingOn(blocks, annotations);
    blocks.forEach((block, index) => {
      const counts = lying.get(index) ?? null;
      const progress = checked && progressOn(block, checked);
      if (!counts && !progress) return;
      const speaker = block.speaker ?? '';
      const numbers = KINDS.map(kind => counts?.[kind] ?? 0).join(' ');
      const share = progress ? `${progress.checked}/${progress.total}` : '';
      const key = `${say.language} ${speaker} ${numbers} ${share}`;
      let words = known.current.get(key);
      if (!words) {
        words = {
          text: share || String(counts ? totalOf(counts) : 0),
          label: say.label(speaker, counts, progress),
        };
        known.current.set(key, words);
      }
      said.set(index, words);
    });
    return said;
  }, [annotations, blocks, checked, t]);
}

/** How much of a block is checked; null where that is not said. */
function progressOn(
  { type, start, end }: Block,
  { sentences, done }: Checked,
): SentenceCount | null {
  if (type === 'title' || type === 'heading') return null;
  const counted = sentencesOn(sentences, done, [[start, end]]);
  return counted.total > 0 ? counted : null;
}

// What stands in for a name, a number and a list until they are known.
const SPEAKER = '\u0001';
const COUNT = '\u0002';
const LIST = '\u0003';
const TOTAL = '\u0004';

/**
 * The sentences with their places still open: there are as many as paragraphs,
 * and asking the catalogue for each would cost more than all the painting.
 */
function sayings(t: Translate): {
  language: string;
  label(
    speaker: string,
    counts: KindCounts | null,
    progress: SentenceCount | null,
  ): string;
} {
  const plain = t('gutter.label', { number: COUNT, kinds: LIST });
  const spoken = t('gutter.speaker', { speaker: SPEAKER, said: LIST });
  const share = t('gutter.checked', { checked: COUNT, total: TOTAL });
  const kinds = KINDS.map(kind =>
    t('gutter.kind', { kind: t(`kind.${kind}`), number: COUNT }),
  );
  const and = t('gutter.and');
  return {
    language: t('app'),
    label: (speaker, counts, progress) => {
      const said: string[] = [];
      if (counts) {
        const parts = KINDS.flatMap((kind, i) =>
          counts[kind] > 0
            ? [(kinds[i] ?? '').replace(COUNT, String(counts[kind]))]
            : [],
        );
        said.push(
          plain
            .replace(COUNT, String(totalOf(counts)))
            .replace(LIST, parts.join(and)),
        );
      }
      if (progress) {
        said.push(
          share
            .replace(COUNT, String(progress.checked))
            .replace(TOTAL, String(progress.total)),
        );
      }
      const all = said.join(t('gutter.then'));
      return speaker
        ? spoken.replace(LIST, all).replace(SPEAKER, () => speaker)
        : all;
    },
  };
}
