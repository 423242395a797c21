import { useContext, useEffect, useRef } from 'react';

import type {
  Annotation,
  AnnotationContent,
} from '#app/annotations/annotation.ts';
import { Colleagues } from '#app/annotations/colleague.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

type Props = {
  annotation: Pick<Annotation, 'assignee' | 'due'>;
  onChange(change: Partial<AnnotationContent>): void;
  onLeave(): void;
};

/** Who is to see to it, and by when. */
export default function AssignForm({ annotation, onChange, onLeave }: Props) {
  const { t } = useTranslation();
  const colleagues = useContext(Colleagues);
  const { assignee, due } = annotation;
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus({ preventScroll: true }), []);
  const known = colleagues.some(({ id }) => id === assignee);
  return (
    <div
      className="row assign"
      role="group"
      aria-label={t('assign.label')}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <select
        ref={select}
        className="chip"
        aria-label={t('assign.who')}
        value={assignee ?? ''}
        onChange={event => onChange({ assignee: event.target.value || null })}
      >
        <option value="">{t('assign.nobody')}</option>
        {assignee !== null && !known && (
          <option value={assignee}>{t('assign.gone')}</option>
        )}
        {colleagues.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <input
        type="date"
        className="chip"
        aria-label={t('assign.due')}
        value={due ?? ''}
        onChange={event => onChange({ due: event.target.value || null })}
      />
      <button type="button" className="btn" onClick={onLeave}>
        {t('assign.done')}
      </button>
    </div>
  );
}
