import { useTranslation } from '#app/i18n/use-translation.ts';
import { NOBODY } from '#app/claims/board.ts';
import type { Person } from '#app/people/person.ts';

/** What can be done with the claims that are picked. */
export function BoardBulk(props: {
  count: number;
  people: readonly Person[];
  onAssign(checker: string | null): void;
  onClear(): void;
}) {
  const { t } = useTranslation();
  return (
    <div
      className="bulk-row"
      role="toolbar"
      aria-label={t('claims.picked', { count: props.count })}
    >
      <b aria-live="polite">{t('claims.picked', { count: props.count })}</b>
      <select
        className="chip"
        aria-label={t('claims.assignTo')}
        value=""
        onChange={event => {
          const { value } = event.target;
          if (value !== '') props.onAssign(value === NOBODY ? null : value);
        }}
      >
        <option value="">{t('claims.assignTo')}</option>
        <option value={NOBODY}>{t('claims.nobody')}</option>
        {props.people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" className="btn" onClick={props.onClear}>
        {t('claims.clear')}
      </button>
    </div>
  );
}
