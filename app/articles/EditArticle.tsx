import { useNavigate } from '@remix-run/react';
import { useCallback, useRef, useState } from 'react';

import type { BlockType, Passage } from '#app/articles/article.ts';
import { useDraft } from '#app/articles/use-draft.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Refusal } from '#app/live/outbox.ts';
import { outbox, useOutbox } from '#app/live/page-outbox.ts';
import {
  Editor,
  type CaretBlock,
  type EditorHandle,
} from '#app/reader/Editor.tsx';
import { Icon, Logo } from '#app/ui/Icon.tsx';

type Props = {
  me: string;
  article: { id: string; title: string; language: string; newest: number };
  /** What is edited: the draft, or where there is none the newest version. */
  passages: Passage[];
  /** The version that it is made from. */
  base: number;
  /** Of the draft; null where there is none yet. */
  revision: number | null;
};

/** What a block can be made into; the title stays what it is. */
const TYPES: BlockType[] = [
  'paragraph',
  'heading',
  'turn',
  'lede',
  'quote',
  'list-item',
  'caption',
  'table',
  'pre',
];

/** An article, edited in place: the draft keeps itself, and becomes the next version. */
export function EditArticle({ me, article, passages, base, revision }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useOutbox(me);
  const editor = useRef<EditorHandle>(null);
  const draft = useDraft(article.id, base, revision);
  const [caret, setCaret] = useState<CaretBlock>({
    type: 'title',
    speaker: '',
  });
  const [saving, setSaving] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const onCaret = useCallback(
    (block: CaretBlock) =>
      setCaret(now =>
        now.type === block.type && now.speaker === block.speaker ? now : block,
      ),
    [],
  );
  const isTitle = caret.type === 'title';

  const save = async (): Promise<void> => {
    setSaving(true);
    setFault(null);
    try {
      if (!(await draft.flush())) return;
      if (draft.etag.current === undefined) {
        navigate(`/articles/${article.id}`);
        return;
      }
      const { body } = await outbox.send({
        method: 'POST',
        path: `/articles/${article.id}/draft/version`,
        body: { base: article.newest },
        etag: draft.etag.current,
      });
      const { version } = body as { version: number };
      navigate(`/articles/${article.id}/compare?to=${version}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setFault(error.message);
    } finally {
      setSaving(false);
    }
  };
  const compare = async (): Promise<void> => {
    if (!(await draft.flush())) return;
    const to = draft.etag.current === undefined ? '' : '?to=draft';
    navigate(`/articles/${article.id}/compare${to}`);
  };

  return (
    <div className="edit">
      <header className="bar">
        <a
          className="btn home"
          href="/articles"
          aria-label={t('library.title')}
        >
          <Logo />
        </a>
        <nav className="crumb" aria-label={t('desk.where')}>
          <Icon name="right" small />
          <a className="trunc" href={`/articles/${article.id}`}>
            {article.title}
          </a>
          <Icon name="right" small />
          <h1>{t('edit.title')}</h1>
        </nav>
        <span className="muted" role="status">
          {t(`edit.${draft.state}`)}
        </span>
        <span className="grow" />
        <button
          type="button"
          className="btn line"
          onClick={() => void compare()}
        >
          {t('draft.see')}
        </button>
        <button
          type="button"
          className="btn pri"
          disabled={saving}
          onClick={() => void save()}
        >
          <Icon name="check" small />
          {t('draft.save', { n: article.newest + 1 })}
        </button>
      </header>
      {(fault || draft.state === 'conflict' || draft.state === 'refused') && (
        <p className="note-bar err" role="alert">
          <Icon name="warn" />
          <span className="grow">
            {fault ??
              (draft.state === 'conflict'
                ? t('edit.conflictLead')
                : draft.fault)}
          </span>
          {draft.state === 'conflict' && (
            <>
              <a className="btn line" href={`/articles/${article.id}/edit`}>
                {t('edit.theirs')}
              </a>
              <button
                type="button"
                className="btn"
                onClick={() => void draft.flush()}
              >
                {t('edit.mine')}
              </button>
            </>
          )}
          {fault && (
            <a
              className="btn line"
              href={`/articles/${article.id}/compare?to=draft`}
            >
              {t('draft.see')}
            </a>
          )}
        </p>
      )}
      <main className="page">
        <div className="tools" role="toolbar" aria-label={t('edit.tools')}>
          <button
            type="button"
            className="btn sq"
            aria-label={t('edit.undo')}
            onClick={() => editor.current?.undo()}
          >
            <Icon name="undo" />
          </button>
          <button
            type="button"
            className="btn sq"
            aria-label={t('edit.redo')}
            onClick={() => editor.current?.redo()}
          >
            <Icon name="redo" />
          </button>
          <select
            className="chip"
            aria-label={t('edit.type')}
            value={caret.type}
            disabled={isTitle}
            onChange={event => {
              editor.current?.setType(event.target.value as BlockType);
              editor.current?.focus();
            }}
          >
            {isTitle && <option value="title">{t('import.role.title')}</option>}
            {TYPES.map(type => (
              <option key={type} value={type}>
                {t(`import.role.${type}`)}
              </option>
            ))}
          </select>
          <input
            className="field"
            aria-label={t('edit.speaker')}
            placeholder={t('edit.speaker')}
            value={caret.speaker}
            disabled={isTitle}
            maxLength={200}
            onChange={event => {
              setCaret({ ...caret, speaker: event.target.value });
              editor.current?.setSpeaker(event.target.value);
            }}
          />
          <span className="muted">{t('edit.hint')}</span>
        </div>
        <Editor
          passages={passages}
          language={article.language}
          label={t('edit.text')}
          onChange={draft.change}
          onCaret={onCaret}
          handle={editor}
        />
      </main>
    </div>
  );
}
