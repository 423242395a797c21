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
  onSave(body: string, tags: string[]): void;
};

/** The card of an annotation that is being written: the words it is on, and its form. */
export function WritingForm(props: Props) {
  const { t } = useTranslation();
  const { writing, form, text, words } = props;
  return (
    <>
      {writing.span ? (
        <q className="qt">{text.slice(...writing.span)}</q>
      ) : (
        <p className="wh">{t('card.wholeArticle')}</p>
      )}
      <AnnotationForm
        kind={writing.kind}
        initial={form.words()}
        words={words}
        focus={writing.kind === 'tag' ? 'tags' : 'body'}
        onType={form.keep}
        onCancel={props.onCancel}
        onSave={props.onSave}
      />
    </>
  );
}
