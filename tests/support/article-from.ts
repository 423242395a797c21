import type { ArticleDraft } from '#app/articles/article.ts';
import { readArticle, type Material } from '#app/import/import.ts';
import { assemble } from '#app/import/reading.ts';

/** The article that some material comes to. */
export async function articleFrom(
  content: Material['content'],
  more: Omit<Material, 'content'> = {},
): Promise<ArticleDraft> {
  return assemble(await readArticle({ content, ...more }));
}
