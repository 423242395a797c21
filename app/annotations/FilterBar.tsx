import { KINDS, type Kind } from '#app/annotations/annotation.ts';
import type { Counts, Filter } from '#app/annotations/filter.ts';
import type { Verdict } from '#app/claims/claim.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Choice } from '#app/ui/Choice.tsx';

type Props = {
  filter: Filter;
  counts: Counts;
  onChange(filter: Filter): void;
};

/** Which annotations are looked at, with how many there are of each. */
export function FilterBar({ filter, counts, onChange }: Props) {
  const { t } = useTranslation();
  const kinds: (Kind | null)[] = [
    null,
    ...KINDS.filter(kind => counts.kinds[kind] > 0 || filter.kind === kind),
  ];
  const set = (change: Partial<Filter>): void =>
    onChange({ ...filter, ...change });
  return (
    <div
      className="filters"
      id="filters"
      aria-label={t('filter.label')}
      role="group"
    >
      <div className="seg" role="group" aria-label={t('filter.kind')}>
        {kinds.map(kind => (
          <button
            key={kind ?? 'all'}
            type="button"
            aria-pressed={filter.kind === kind}
            onClick={() => set({ kind })}
          >
            {kind ? t(`kind.${kind}`) : t('filter.all')}
            <span className="n num">{counts.kinds[kind ?? 'all']}</span>
          </button>
        ))}
      </div>
      <div className="row">
        <button
          type="button"
          className={filter.open ? 'chip on' : 'chip'}
          aria-pressed={filter.open}
          aria-keyshortcuts="u"
          onClick={() => set({ open: !filter.open })}
        >
          {t('filter.open')} <span className="num">{counts.open}</span>
        </button>
        <button
          type="button"
          className={filter.mine ? 'chip on' : 'chip'}
          aria-pressed={filter.mine}
          aria-keyshortcuts="m"
          onClick={() => set({ mine: !filter.mine })}
        >
          {t('filter.mine')} <span className="num">{counts.mine}</span>
        </button>
        <Choice
          label={t('filter.tag')}
          value={filter.tag}
          options={counts.tags.map(([name, n]) => [name, `#${name} · ${n}`])}
          onChange={tag => set({ tag })}
        />
        <Choice
          label={t('filter.person')}
          value={filter.person}
          options={counts.people.map(([person, n]) => [
            person.id,
            `${person.name} · ${n}`,
          ])}
          onChange={person => set({ person })}
        />
        {(counts.verdicts.length > 0 || filter.verdict !== null) && (
          <Choice
            label={t('filter.verdict')}
            value={filter.verdict}
            options={counts.verdicts.map(([verdict, n]) => [
              verdict,
              `${t(`verdict.${verdict}`)} · ${n}`,
            ])}
            onChange={verdict => set({ verdict: verdict as Verdict | null })}
          />
        )}
      </div>
    </div>
  );
}
