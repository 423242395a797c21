import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import {
  filtered,
  NO_FILTER,
  partsOf,
  partToDrop,
  without,
  type Filter,
} from '#app/annotations/filter.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  annotations: AnnotationList;
  filter: Filter;
  me: string;
  onChange(filter: Filter): void;
};

/** Nothing matches: which part of the filter to drop, and what that would show. */
export function NoMatch({ annotations, filter, me, onChange }: Props) {
  const { t } = useTranslation();
  const { person } = filter;
  const parts = partsOf(filter);
  const best = partToDrop(annotations, filter, me);
  const [theirs] = filtered(annotations, { ...NO_FILTER, person }, me);
  const names: Record<keyof Filter, string> = {
    kind: filter.kind ? t(`kind.${filter.kind}`) : '',
    verdict: filter.verdict ? t(`verdict.${filter.verdict}`) : '',
    open: t('filter.open'),
    mine: t('filter.mine'),
    tag: `#${filter.tag}`,
    person: (person && theirs?.author.name) ?? t('filter.person'),
  };
  return (
    <div className="none" role="status">
      <h3>{t('filter.noMatch', { count: parts.length })}</h3>
      <p className="row">
        {parts.map(part => (
          <button
            key={part}
            type="button"
            className="chip on"
            aria-label={t('filter.drop', { name: names[part] })}
            onClick={() => onChange(without(filter, part))}
          >
            {names[part]} <Icon name="x" />
          </button>
        ))}
      </p>
      {best && (
        <p className="muted">
          {t('filter.dropping', { name: names[best.part], count: best.count })}
        </p>
      )}
      <p className="row">
        {best && (
          <button
            type="button"
            className="btn line"
            onClick={() => onChange(without(filter, best.part))}
          >
            {t('filter.drop', { name: names[best.part] })}
          </button>
        )}
        <button
          type="button"
          className="btn"
          onClick={() => onChange(NO_FILTER)}
        >
          {t('filter.clear')}
        </button>
      </p>
    </div>
  );
}
