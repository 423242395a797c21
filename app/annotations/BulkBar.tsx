import { useContext, useState } from 'react';

import type { AnnotationContent } from '#app/annotations/annotation.ts';
import { Colleagues } from '#app/annotations/colleague.ts';
import type { Word } from '#app/annotations/tag.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  count: number;
  words: readonly Word[];
  onChange(change: Partial<AnnotationContent>): void;
  onTag(name: string): void;
  onRemove(): void;
  onClear(): void;
};

/** What can be done with several annotations at once; one undo takes it back. */
export default function BulkBar(props: Props) {
  const { t } = useTranslation();
  const colleagues = useContext(Colleagues);
  const [tag, setTag] = useState('');
  const { count, words } = props;
  return (
    <div
      className="bulk"
      role="toolbar"
      aria-label={t('bulk.label', { count })}
    >
      <b className="num">{t('bulk.count', { count })}</b>
      <form
        className="row"
        onSubmit={event => {
          event.preventDefault();
          if (tag.trim() !== '') props.onTag(tag.trim());
          setTag('');
        }}
      >
        <input
          className="chip"
          list="bulk-tags"
          value={tag}
          maxLength={64}
          placeholder={t('bulk.tag')}
          aria-label={t('bulk.tag')}
          onChange={event => setTag(event.target.value)}
        />
        <datalist id="bulk-tags">
          {words.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </form>
      <select
        className="chip"
        aria-label={t('bulk.assign')}
        value=""
        onChange={event => {
          const { value } = event.target;
          props.onChange({ assignee: value === 'nobody' ? null : value });
        }}
      >
        <option value="" disabled>
          {t('bulk.assign')}
        </option>
        <option value="nobody">{t('assign.nobody')}</option>
        {colleagues.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="btn"
        onClick={() => props.onChange({ resolved: true })}
      >
        <Icon name="check" small /> {t('card.resolve')}
      </button>
      <button type="button" className="btn" onClick={props.onRemove}>
        <Icon name="bin" small /> {t('card.remove')}
      </button>
      <button
        type="button"
        className="btn sq"
        aria-label={t('bulk.clear')}
        onClick={props.onClear}
      >
        <Icon name="x" small />
      </button>
    </div>
  );
}
