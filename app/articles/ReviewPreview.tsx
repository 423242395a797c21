import { useMemo } from 'react';

import type { Edit } from '#app/articles/review.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { assemble, type Fields, type Reading } from '#app/import/reading.ts';

type Props = {
  draft: Pick<Reading, 'lines' | 'fields'>;
  asker: string | null;
  edit(edit: Edit): void;
};

/** The article as it will be; its fields are edited where they stand. */
export function ReviewPreview({ draft, asker, edit }: Props) {
  const { t } = useTranslation();
  const { fields } = draft;
  const passages = useMemo(
    () => assemble({ ...draft, remarks: [] }).passages.slice(1),
    [draft],
  );
  const set = (some: Partial<Fields>): void =>
    edit({ type: 'fields', fields: some });
  return (
    <article className="read" lang={fields.language}>
      <div className="blk">
        <div className="ti">
          <textarea
            className="editable"
            rows={1}
            aria-label={t('import.field.title')}
            value={fields.title}
            onChange={event =>
              set({ title: event.target.value.replace(/\n/g, '') })
            }
          />
        </div>
        <div className="meta">
          <Field
            label={t('import.field.byline')}
            value={fields.byline.join('、')}
            onValue={value =>
              set({
                byline: value
                  .split(/\s*[、,，;；]\s*/)
                  .filter(name => name !== ''),
              })
            }
          />
          <label>
            {t('import.field.publishedAt')}{' '}
            <input
              className="editable num"
              type="datetime-local"
              value={fields.publishedAt?.slice(0, 16) ?? ''}
              onChange={event =>
                set({ publishedAt: instantOf(event.target.value, fields) })
              }
            />
          </label>
          {(['source', 'publisher', 'section'] as const).map(name => (
            <Field
              key={name}
              label={t(`import.field.${name}`)}
              value={fields[name] ?? ''}
              onValue={value => set({ [name]: value === '' ? null : value })}
            />
          ))}
        </div>
      </div>
      {passages.map((passage, i) => (
        <div
          key={i}
          className={
            passage.type === 'lede'
              ? 'blk lede'
              : passage.type === 'turn' && passage.speaker === asker
                ? 'blk q'
                : 'blk'
          }
        >
          {passage.type === 'heading' ? (
            <h2>{passage.text}</h2>
          ) : (
            <>
              <div className="gut">
                {passage.type === 'turn' && passage.speaker}
                {passage.type === 'lede' && t('import.role.lede')}
                {passage.type === 'caption' && t('import.role.caption')}
              </div>
              <p className={`t ${passage.type}`}>{passage.text}</p>
            </>
          )}
        </div>
      ))}
    </article>
  );
}

/** A field that is written when it is left, so that half a name is no name. */
function Field({
  label,
  value,
  onValue,
}: {
  label: string;
  value: string;
  onValue(value: string): void;
}) {
  const { t } = useTranslation();
  return (
    <label>
      {label}{' '}
      <input
        key={value}
        className="editable"
        defaultValue={value}
        placeholder={t('import.none')}
        size={Math.min(Math.max(value.length * 2, 8), 30)}
        onBlur={event => {
          const next = event.target.value.trim();
          if (next !== value) onValue(next);
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </label>
  );
}

/** RFC 3339 with the zone that the page had; a Chinese one without is +08:00. */
function instantOf(local: string, fields: Fields): string | null {
  if (local === '') return null;
  const zone = /(Z|[+-]\d{2}:\d{2})$/.exec(fields.publishedAt ?? '')?.[1];
  const usual = fields.language.startsWith('zh') ? '+08:00' : 'Z';
  return `${local}:00${zone ?? usual}`;
}
