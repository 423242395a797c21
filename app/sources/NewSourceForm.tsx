import { useState } from 'react';
import { v7 } from 'uuid';

import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import { outbox } from '#app/live/page-outbox.ts';
import { upload } from '#app/live/upload.ts';
import {
  MAX_TITLE,
  SOURCE_KINDS,
  type Source,
  type SourceKind,
} from '#app/sources/source.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  /** What its title begins with. */
  title: string;
  /** What its address begins with. */
  url?: string;
  onMade(source: Source): void;
  onLeave(): void;
};

/** How a new source is archived at once, if it is. */
type Way = 'none' | 'file' | 'url' | 'text';

/** A source is brought into the library: what it is called and is, and, if it is at hand, its bytes. */
export function NewSourceForm(props: Props) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(props.title);
  const [kind, setKind] = useState<SourceKind>(props.url ? 'page' : 'document');
  const [way, setWay] = useState<Way>(props.url === undefined ? 'file' : 'url');
  const [file, setFile] = useState<File | null>(null);
  const [url, setUrl] = useState(props.url ?? '');
  const [text, setText] = useState('');
  const [confidential, setConfidential] = useState(false);
  const [share, setShare] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  /** Made already, where its snapshot was refused. */
  const [made, setMade] = useState<string | null>(null);

  const save = async (): Promise<void> => {
    setFault(null);
    const name = title.trim() || file?.name.replace(/\.\w+$/, '') || url.trim();
    if (name === '') return setFault(t('sources.titleMissing'));
    setShare(0);
    try {
      const id = made ?? v7();
      if (made === null) {
        const address = way === 'url' && url.trim() !== '' ? url.trim() : null;
        await outbox.send({
          method: 'POST',
          path: '/sources',
          body: {
            ...{ id, title: name, kind, confidential },
            ...(address ? { url: address } : {}),
          },
        });
        setMade(id);
      }
      await archive(id, { way, file, url: url.trim(), text }, setShare);
      const source = (await ask(`/sources/${id}`)) as Source | null;
      if (!source) throw new Error(t('sources.away'));
      props.onMade(source);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setShare(null);
    }
  };

  // Not a form of its own: it may lie in another.
  return (
    <div
      className="ns"
      role="group"
      aria-label={t('sources.add')}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          props.onLeave();
        } else if (
          event.key === 'Enter' &&
          !(event.target instanceof HTMLTextAreaElement) &&
          !(event.target instanceof HTMLButtonElement)
        ) {
          event.preventDefault();
          event.stopPropagation();
          void save();
        }
      }}
    >
      <div className="row">
        <input
          className="field grow"
          aria-label={t('sources.title')}
          placeholder={t('sources.title')}
          maxLength={MAX_TITLE}
          autoFocus
          value={title}
          onChange={event => setTitle(event.target.value)}
        />
        <select
          className="chip"
          aria-label={t('sources.kind')}
          value={kind}
          onChange={event => setKind(event.target.value as SourceKind)}
        >
          {SOURCE_KINDS.map(one => (
            <option key={one} value={one}>
              {t(`sourceKind.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="seg" role="group" aria-label={t('sources.archive')}>
        {(['file', 'url', 'text', 'none'] as const).map(one => (
          <button
            key={one}
            type="button"
            aria-pressed={way === one}
            onClick={() => setWay(one)}
          >
            {t(`sources.way.${one}`)}
          </button>
        ))}
      </div>
      {way === 'file' && (
        <input
          type="file"
          className="field"
          aria-label={t('sources.way.file')}
          onChange={event => setFile(event.target.files?.[0] ?? null)}
        />
      )}
      {way === 'url' && (
        <input
          type="url"
          className="field"
          aria-label={t('sources.way.url')}
          placeholder="https://"
          value={url}
          onChange={event => setUrl(event.target.value)}
        />
      )}
      {way === 'text' && (
        <>
          <textarea
            className="field"
            rows={3}
            aria-label={t('sources.way.text')}
            placeholder={t('sources.textPlaceholder')}
            value={text}
            onChange={event => setText(event.target.value)}
          />
          <p className="muted">{t('sources.typedLead')}</p>
        </>
      )}
      <label className="row">
        <input
          type="checkbox"
          checked={confidential}
          onChange={event => setConfidential(event.target.checked)}
        />
        <Icon name="lock" small /> {t('sources.confidentialLead')}
      </label>
      {fault && (
        <p className="er" role="alert">
          {fault}
          {made !== null && ` ${t('sources.madeWithout')}`}
        </p>
      )}
      {share !== null && (
        <progress value={share} aria-label={t('sources.sending')} />
      )}
      <div className="acts">
        <button
          type="button"
          className="btn pri"
          disabled={share !== null}
          onClick={() => void save()}
        >
          {t('sources.add')}
        </button>
        <button type="button" className="btn" onClick={props.onLeave}>
          {t('form.cancel')}
        </button>
      </div>
    </div>
  );
}

/** Keeps a source's bytes as they are now. @throws Error with the server's own words */
export async function archive(
  id: string,
  given: { way: Way; file?: File | null; url?: string; text?: string },
  told: (share: number) => void,
): Promise<void> {
  const path = `/sources/${id}/snapshots`;
  const { way, file, url, text } = given;
  if (way === 'file' && file) {
    const done = await upload(path, file, told);
    if (!done.ok) throw new Error(done.detail ?? '…');
  } else if (way === 'url' && url) {
    await outbox.send({ method: 'POST', path, body: { url } });
  } else if (way === 'text' && text?.trim()) {
    await outbox.send({ method: 'POST', path, body: { text } });
  }
}
