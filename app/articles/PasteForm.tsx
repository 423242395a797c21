import { useNavigate } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { v7 } from 'uuid';

import { useTranslation } from '#app/i18n/use-translation.ts';
import { draftsOf } from '#app/live/drafts.ts';
import { Refusal } from '#app/live/outbox.ts';
import { outbox } from '#app/live/page-outbox.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  /** Whose draft is kept. */
  me: string;
  /** Why the form was refused when it was sent without JavaScript. */
  refusal: string | undefined;
};

const DRAFT = 'import';

/** Where an article comes in: a pasted page. */
export function PasteForm({ me, refusal }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const drafts = useMemo(() => draftsOf(me), [me]);
  const [content, setContent] = useState('');
  const [saving, setSaving] = useState(false);
  const [fault, setFault] = useState(refusal);
  const field = useRef<HTMLTextAreaElement>(null);
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const kept = drafts.read(DRAFT);
    if (kept !== null) {
      setContent(kept);
      if (details.current) details.current.open = true;
    }
    const onPaste = (event: ClipboardEvent): void => {
      const target = event.target as HTMLElement | null;
      if (target?.matches('input, textarea')) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      setContent(text);
      drafts.write(DRAFT, text);
      if (details.current) details.current.open = true;
      field.current?.focus();
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [drafts]);

  const save = async (): Promise<void> => {
    const id = v7();
    setSaving(true);
    setFault(undefined);
    try {
      await outbox.send({
        method: 'POST',
        path: '/articles',
        body: { id, content },
      });
      drafts.write(DRAFT, '');
      navigate(`/articles/${id}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setFault(error.message);
      setSaving(false);
      field.current?.focus();
    }
  };

  return (
    <section className="imp" aria-labelledby="import">
      <div>
        <h2 id="import">{t('library.import')}</h2>
        <p className="muted">{t('library.importLead')}</p>
      </div>
      <details ref={details} open={refusal !== undefined}>
        <summary className="btn pri">
          <Icon name="clip" small />
          {t('library.paste')}
        </summary>
        <form
          method="post"
          action="/articles"
          onSubmit={event => {
            event.preventDefault();
            void save();
          }}
        >
          <textarea
            ref={field}
            name="content"
            required
            rows={8}
            value={content}
            placeholder={t('library.textPlaceholder')}
            aria-label={t('library.text')}
            aria-invalid={fault ? true : undefined}
            onChange={event => {
              setContent(event.target.value);
              drafts.write(DRAFT, event.target.value);
            }}
          />
          {fault && (
            <p className="note-bar err" role="alert">
              <Icon name="warn" />
              <span>
                {fault} {t('library.kept')}
              </span>
            </p>
          )}
          <div className="row">
            <button className="btn pri" type="submit" disabled={saving}>
              {t(saving ? 'library.saving' : 'library.save')}
            </button>
            <span className="muted js">{t('library.importHint')}</span>
          </div>
        </form>
      </details>
    </section>
  );
}
