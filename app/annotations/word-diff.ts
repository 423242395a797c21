import { diffArrays } from 'diff';

/** A piece of two texts: in both, or in the later or the earlier alone. */
export type Change = { text: string; type: 'same' | 'added' | 'removed' };

/**
 * What changed from one text to another, by words; Chinese words too.
 *
 * @param language BCP 47, whose words are meant
 */
export function wordDiff(
  before: string,
  after: string,
  language: string,
): Change[] {
  const words = wordsIn(language);
  return diffArrays(words(before), words(after)).map(
    ({ value, added, removed }): Change => ({
      text: value.join(''),
      type: added ? 'added' : removed ? 'removed' : 'same',
    }),
  );
}

const segmenters = new Map<string, Intl.Segmenter>();

/** Words, with what stands between them, so that joined they are the text again. */
function wordsIn(language: string): (text: string) => string[] {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  const words = segmenter;
  return text => Array.from(words.segment(text), ({ segment }) => segment);
}
