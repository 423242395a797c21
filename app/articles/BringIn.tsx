import { useNavigate, useRevalidator } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { v7 } from 'uuid';

import { filesOf, useFiles } from '#app/articles/use-files.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { draftsOf } from '#app/live/drafts.ts';
import { Refusal } from '#app/live/outbox.ts';
import { outbox } from '#app/live/page-outbox.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  /** Whose draft is kept. */
  me: string;
  /** Why the form was refused when it was sent without JavaScript. */
  refusal?: string | undefined;
  /** The article whose next version comes in; absent for an article of its own. */
  versionOf?: string;
};

const DRAFT = 'import';

/** Markup that says more than its text does. */
const TELLING = /<(p|div|h[1-6]|li|table|section|article)[\s>]/i;

/** Where articles come in: a pasted page, an address, files. */
export function BringIn({ me, refusal, versionOf }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pageOf = (id: string): string =>
    `/imports/${id}${versionOf ? `?versionOf=${versionOf}` : ''}`;
  const drafts = useMemo(() => draftsOf(me), [me]);
  const [content, setContent] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState(refusal);
  const [over, setOver] = useState(false);
  /** The markup of what was pasted, for as long as its text is what was pasted. */
  const markup = useRef<{ html: string; text: string } | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const details = useRef<HTMLDetailsElement>(null);
  const { revalidate } = useRevalidator();
  const files = useFiles(id => navigate(pageOf(id)), revalidate);

  useEffect(() => {
    // What was typed while the page came to life is in the field alone.
    const kept = field.current?.value || drafts.read(DRAFT);
    if (kept) {
      setContent(kept);
      if (details.current) details.current.open = true;
    }
    const onPaste = (event: ClipboardEvent): void => {
      const { target } = event;
      const typing =
        target instanceof Element && target.matches('input, textarea');
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const html = event.clipboardData?.getData('text/html') ?? '';
      if (TELLING.test(html)) markup.current = { html, text };
      if (typing || text.trim() === '') return;
      event.preventDefault();
      setContent(text);
      drafts.write(DRAFT, text);
      if (details.current) details.current.open = true;
      field.current?.focus();
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [drafts]);

  const read = async (material: object): Promise<void> => {
    const id = v7();
    setBusy(true);
    setFault(undefined);
    try {
      const body = { id, ...material };
      await outbox.send({ method: 'POST', path: '/imports', body });
      drafts.write(DRAFT, '');
      navigate(pageOf(id));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setFault(error.message);
      setBusy(false);
    }
  };
  const paste = (): Promise<void> => {
    const { html, text } = markup.current ?? { html: '', text: '' };
    // What was typed into it since, the markup does not have.
    const same = text.trim() !== '' && normal(text) === normal(content);
    return read(same ? { content: html, format: 'html' } : { content });
  };

  return (
    <section
      className={over ? 'imp over' : 'imp'}
      aria-labelledby="import"
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault();
        setOver(false);
        void filesOf(event.dataTransfer).then(files.add);
      }}
    >
      <div>
        <h2 id="import">{t(versionOf ? 'versions.add' : 'library.import')}</h2>
        <p className="muted">
          {t(versionOf ? 'versions.addHint' : 'library.importLead')}
        </p>
      </div>
      <details ref={details} open={refusal !== undefined}>
        <summary className="btn pri">
          <Icon name="clip" small />
          {t('library.paste')}
        </summary>
        <form
          method="post"
          action={versionOf ? undefined : '/articles'}
          onSubmit={event => {
            event.preventDefault();
            void paste();
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
          <div className="row">
            <button className="btn pri" type="submit" disabled={busy}>
              {t(busy ? 'import.reading' : 'library.save')}
            </button>
            <span className="muted js">{t('library.importHint')}</span>
          </div>
        </form>
      </details>
      <div className="row js ways">
        <form
          className="row"
          onSubmit={event => {
            event.preventDefault();
            const url = new FormData(event.currentTarget).get('url');
            void read({ url });
          }}
        >
          <input
            className="field"
            type="url"
            name="url"
            required
            placeholder={t('import.urlHint')}
            aria-label={t('import.url')}
          />
          <button className="btn line" type="submit" disabled={busy}>
            <Icon name="link" small />
            {t('import.fetch')}
          </button>
        </form>
        <label className="btn line">
          <Icon name="plus" small />
          {t('import.files')}
          <input
            className="vh"
            type="file"
            multiple
            onChange={event => {
              files.add([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </label>
        <span className="muted">{t('import.drop')}</span>
        <a href="/sites">{t('import.sites')}</a>
      </div>
      {fault && (
        <p className="note-bar err" role="alert">
          <Icon name="warn" />
          <span>
            {fault} {content !== '' && t('library.kept')}
          </span>
        </p>
      )}
      {files.items.length > 0 && (
        <ul className="files" aria-label={t('import.files')}>
          {files.items.map(({ key, name, state, share, id, detail }) => (
            <li key={key} className={state}>
              <span className="trunc grow">{name}</span>
              {state === 'sending' && (
                <progress value={share} max={1} aria-label={name} />
              )}
              <span className="muted" role="status">
                {state === 'failed'
                  ? (detail ?? t('import.failed'))
                  : t(state === 'done' ? 'import.done' : 'import.reading')}
              </span>
              {id && (
                <a className="btn line" href={pageOf(id)}>
                  {t('import.open')}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A text without its white space, which fields and clipboards differ in. */
const normal = (text: string): string => text.replace(/\s+/g, '');
