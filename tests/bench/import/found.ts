import type { ArticleDraft } from '#app/articles/article.ts';
import type { Found } from '#tests/bench/import/score.ts';

/** An article as the score looks at it: a turn with its speaker, as pages show it. */
export function foundIn(draft: ArticleDraft): Found {
  const spoken = draft.passages.slice(1);
  return {
    ...draft,
    turns: spoken
      .filter(passage => passage.type === 'turn')
      .map(passage => [passage.speaker ?? '', passage.text]),
    body: spoken
      .map(({ type, speaker, text }) =>
        type === 'turn' ? `${speaker}：${text}` : text,
      )
      .join('\n'),
  };
}
