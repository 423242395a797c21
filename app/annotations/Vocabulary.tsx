import { useId, useMemo, useState, useSyncExternalStore } from 'react';

import { COLOURS, tagName } from '#app/annotations/annotation.ts';
import { complete } from '#app/annotations/complete.ts';
import type { Tag, TagReach, Word } from '#app/annotations/tag.ts';
import { TagDialog, type TagTask } from '#app/annotations/TagDialog.tsx';
import {
  askReach,
  VocabularyStore,
} from '#app/annotations/vocabulary-store.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import { outbox } from '#app/live/page-outbox.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  tags: Tag[];
  words: Word[];
  mayAdd: boolean;
  mayEdit: boolean;
};

/** The newsroom's words: added, renamed, ordered, merged, removed. */
export function Vocabulary({ tags: loaded, words, mayAdd, mayEdit }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [store] = useState(
    () => new VocabularyStore(loaded, change => outbox.send(change)),
  );
  const { tags, notice } = useSyncExternalStore(
    store.subscribe,
    store.snapshot,
    store.snapshot,
  );
  const [name, setName] = useState('');
  const [query, setQuery] = useState('');
  const [task, setTask] = useState<TagTask | null>(null);
  const shown = useMemo(() => search(tags, words, query), [tags, words, query]);

  const open = async (kind: TagTask['kind'], tag: Tag): Promise<void> => {
    const reach: TagReach | null = await askReach(ask, tag.id);
    setTask({ kind, tag, reach });
  };

  return (
    <div className="vocabulary">
      {mayAdd && (
        <form
          className="tools"
          onSubmit={event => {
            event.preventDefault();
            const wanted = tagName(name);
            if (wanted === '') return;
            store.add(wanted);
            setName('');
          }}
        >
          <label className="field" htmlFor={`${id}-name`}>
            <span className="muted" aria-hidden="true">
              #
            </span>
            <input
              id={`${id}-name`}
              value={name}
              placeholder={t('vocabulary.add')}
              aria-label={t('vocabulary.add')}
              autoComplete="off"
              onKeyDown={event => {
                // A composing Enter chooses a word, and adds none.
                if (event.nativeEvent.isComposing || event.keyCode === 229) {
                  event.stopPropagation();
                }
              }}
              onChange={event => setName(event.target.value)}
            />
          </label>
          <button className="btn pri">
            <Icon name="plus" small />
            {t('vocabulary.add')}
          </button>
          <span className="grow" />
          <label className="field search">
            <Icon name="search" />
            <input
              type="search"
              value={query}
              placeholder={t('vocabulary.search')}
              aria-label={t('vocabulary.search')}
              onChange={event => setQuery(event.target.value)}
            />
          </label>
        </form>
      )}
      {notice && (
        <div
          className={`note-bar${notice.type === 'refused' ? ' err' : ' info'}`}
          role={notice.type === 'refused' ? 'alert' : 'status'}
        >
          <span className="grow">
            {notice.type === 'refused'
              ? notice.detail
              : notice.type === 'removed'
                ? t('vocabulary.removed', { name: notice.tag.name })
                : t('vocabulary.merged', {
                    name: notice.tag.name,
                    into: notice.into.name,
                  })}
          </span>
          {notice.type === 'removed' && (
            <button
              type="button"
              className="btn line"
              onClick={() => store.restore(notice.tag)}
            >
              {t('vocabulary.restore')}
            </button>
          )}
          <button
            type="button"
            className="btn sq"
            aria-label={t('desk.dismiss')}
            onClick={() => store.dismiss()}
          >
            <Icon name="x" small />
          </button>
        </div>
      )}
      {shown.length === 0 ? (
        <p className="none">
          {t(tags.length === 0 ? 'vocabulary.empty' : 'vocabulary.noMatch')}
        </p>
      ) : (
        <ul className="words">
          {shown.map(tag => {
            const at = tags.indexOf(tag);
            return (
              <li key={tag.id} id={`tag-${tag.id}`}>
                <span className={`tag ${tag.colour ? `tc-${tag.colour}` : ''}`}>
                  {tag.name}
                </span>
                {tag.hotkey && (
                  <kbd className="kbd">{tag.hotkey.toUpperCase()}</kbd>
                )}
                <span className="muted desc trunc">{tag.description}</span>
                <span className="num muted">
                  {t('vocabulary.uses', { count: tag.annotations })}
                </span>
                {mayEdit && (
                  <span className="row js">
                    <button
                      type="button"
                      className="btn sq"
                      aria-label={t('vocabulary.up', { name: tag.name })}
                      disabled={at === 0}
                      onClick={() => store.change(tag.id, { position: at - 1 })}
                    >
                      <Icon name="up" small />
                    </button>
                    <button
                      type="button"
                      className="btn sq"
                      aria-label={t('vocabulary.down', { name: tag.name })}
                      disabled={at === tags.length - 1}
                      onClick={() => store.change(tag.id, { position: at + 1 })}
                    >
                      <Icon name="down" small />
                    </button>
                    <button
                      type="button"
                      className="btn"
                      aria-label={t('vocabulary.edit', { name: tag.name })}
                      onClick={() => void open('edit', tag)}
                    >
                      <Icon name="edit" small />
                    </button>
                    <button
                      type="button"
                      className="btn"
                      onClick={() => void open('merge', tag)}
                    >
                      {t('vocabulary.merge')}
                    </button>
                    <button
                      type="button"
                      className="btn danger"
                      onClick={() => void open('remove', tag)}
                    >
                      {t('vocabulary.remove')}
                    </button>
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {task && (
        <TagDialog
          key={`${task.kind} ${task.tag.id}`}
          task={task}
          tags={tags}
          colours={COLOURS}
          onChange={change => store.change(task.tag.id, change)}
          onMerge={into => store.merge(task.tag, into)}
          onRemove={() => store.remove(task.tag)}
          onClose={() => setTask(null)}
        />
      )}
    </div>
  );
}

/** The tags that a query means, in the vocabulary's order; all of them for an empty one. */
function search(tags: readonly Tag[], words: Word[], query: string): Tag[] {
  if (query.trim() === '') return [...tags];
  const initials = new Map(words.map(word => [word.name, word.initials]));
  return tags.filter(tag => {
    const word = { ...tag, initials: initials.get(tag.name) ?? [] };
    return complete([word], query, []).length > 0;
  });
}
