import { AnnotationForm } from '#app/annotations/AnnotationForm.tsx';
import type { Word } from '#app/annotations/tag.ts';
import type { UseWriting, Writing } from '#app/annotations/use-writing.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

type Props = {
  writing: Writing;
  form: UseWriting;
  /** The article's text. */
  text: string;
  words: readonly Word[];
  onCancel(): void;
  onSave(body: string, tags: string[], replacement: string | null): void;
};

/** The card of an annotation that is being written: the words it is on, and its form. */
export function WritingForm(props: Props) {
  const { t } = useTranslation();
  const { writing, form, text, words } = props;
  const quote = writing.span ? text.slice(...writing.span) : '';
  const isEdit = writing.kind === 'edit';
  return (
    <>
      {writing.span ? (
        <q className="qt">{quote}</q>
      ) : (
        <p className="wh">{t('card.wholeArticle')}</p>
      )}
      <AnnotationForm
        kind={writing.kind}
        initial={
          isEdit ? { replacement: quote, ...form.words() } : form.words()
        }
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
