import { AnnotationForm } from '#app/annotations/AnnotationForm.tsx';
import type { Word } from '#app/annotations/tag.ts';
import type { UseWriting, Writing } from '#app/annotations/use-writing.ts';
import type { Article } from '#app/articles/article.ts';
import { newClaim, type ClaimContent } from '#app/claims/claim.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

type Props = {
  writing: Writing;
  form: UseWriting;
  article: Article;
  words: readonly Word[];
  onCancel(): void;
  onSave(
    body: string,
    tags: string[],
    replacement: string | null,
    claim: ClaimContent | null,
  ): void;
};

/** The card of an annotation that is being written: the words it is on, and its form. */
export function WritingForm(props: Props) {
  const { t } = useTranslation();
  const { writing, form, article, words } = props;
  const quote = writing.span ? article.text.slice(...writing.span) : '';
  const isEdit = writing.kind === 'edit';
  const more = isEdit
    ? { replacement: quote }
    : writing.kind === 'claim'
      ? { claim: newClaim(quote, speakerAt(article, writing.span?.[0] ?? 0)) }
      : {};
  return (
    <>
      {writing.span ? (
        <q className="qt">{quote}</q>
      ) : (
        <p className="wh">{t('card.wholeArticle')}</p>
      )}
      <AnnotationForm
        kind={writing.kind}
        initial={{ ...more, ...form.words() }}
        quote={quote}
        words={words}
        focus={
          isEdit ? 'replacement' : writing.kind === 'tag' ? 'tags' : 'body'
        }
        onType={form.keep}
        onCancel={props.onCancel}
        onSave={props.onSave}
      />
    </>
  );
}

/** Who speaks at an offset; null for the article itself. */
export const speakerAt = ({ blocks }: Article, offset: number): string | null =>
  blocks.find(block => offset < block.end)?.speaker ?? null;
