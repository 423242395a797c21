import { Form, useSubmit } from '@remix-run/react';
import { useEffect, useRef } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';
import { ReliabilityBars } from '#app/sources/ReliabilityMark.tsx';
import { SOURCE_ICONS } from '#app/sources/source-icons.ts';
import {
  RELIABILITIES,
  SOURCE_KINDS,
  type Source,
  type SourceUse,
} from '#app/sources/source.ts';
import { Icon } from '#app/ui/Icon.tsx';

export type ListedSource = Source & { use: SourceUse };

type Counts = { all: number; bare: number; unused: number };

/** Which sources are looked at; works without JavaScript too. */
export function SourceFilters({
  params,
  counts,
}: {
  params: URLSearchParams;
  counts: Counts;
}) {
  const { t } = useTranslation();
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const early = useRef({ params, submit });
  useEffect(() => {
    // What was typed or chosen before the page had come to life.
    if (!form.current) return;
    const chosen = new FormData(form.current);
    const { params: before, submit: send } = early.current;
    const same = ['q', 'kind', 'reliability', 'bare', 'unused'].every(
      name => (chosen.get(name) ?? '') === (before.get(name) ?? ''),
    );
    if (!same) send(form.current, { replace: true });
  }, []);
  return (
    <Form
      ref={form}
      className="tools"
      method="get"
      action="/sources"
      role="search"
      onChange={event => void submit(event.currentTarget, { replace: true })}
    >
      <label className="field wide">
        <Icon name="search" small />
        <input
          type="search"
          name="q"
          defaultValue={params.get('q') ?? ''}
          aria-label={t('sources.find')}
          placeholder={t('sources.find')}
        />
      </label>
      <select
        className={params.get('kind') ? 'chip on' : 'chip'}
        name="kind"
        aria-label={t('sources.kind')}
        defaultValue={params.get('kind') ?? ''}
      >
        <option value="">{t('sources.kind')}</option>
        {SOURCE_KINDS.map(kind => (
          <option key={kind} value={kind}>
            {t(`sourceKind.${kind}`)}
          </option>
        ))}
      </select>
      <select
        className={params.get('reliability') ? 'chip on' : 'chip'}
        name="reliability"
        aria-label={t('sources.grade')}
        defaultValue={params.get('reliability') ?? ''}
      >
        <option value="">{t('sources.grade')}</option>
        {RELIABILITIES.map(grade => (
          <option key={grade} value={grade}>
            {grade}
          </option>
        ))}
      </select>
      {(['bare', 'unused'] as const).map(name => (
        <label key={name} className={params.get(name) ? 'chip on' : 'chip'}>
          <input
            type="checkbox"
            name={name}
            value="1"
            defaultChecked={params.get(name) === '1'}
          />
          {t(`sources.${name}`)} <span className="num">{counts[name]}</span>
        </label>
      ))}
      <noscript>
        <button className="btn line">{t('sources.find')}</button>
      </noscript>
    </Form>
  );
}

/** The library's sources, newest change first. */
export function SourceList({
  sources,
  current,
  search,
  filtered,
}: {
  sources: readonly ListedSource[];
  current: string | null;
  /** The address's parameters, to be kept. */
  search: string;
  filtered: boolean;
}) {
  const { t } = useTranslation();
  if (sources.length === 0) {
    return (
      <p className="none">{t(filtered ? 'sources.none' : 'sources.empty')}</p>
    );
  }
  return (
    <ul className="its">
      {sources.map(source => (
        <li key={source.id}>
          <a
            className="it"
            href={`/sources/${source.id}${search}`}
            aria-current={source.id === current ? 'true' : undefined}
          >
            <Icon name={SOURCE_ICONS[source.kind]} />
            <b className="trunc">
              {source.confidential && (
                <>
                  <Icon name="lock" small />{' '}
                </>
              )}
              {source.title}
            </b>
            <span className="r">
              <ReliabilityBars reliability={source.reliability} />
            </span>
            <small className="trunc">{aboutOf(source, t)}</small>
            <span className="u num">
              {source.use.claims === 0
                ? t('sources.unusedYet')
                : source.use.articles > 1
                  ? t('sources.useIn', {
                      claims: source.use.claims,
                      count: source.use.articles,
                    })
                  : t('sources.use', { count: source.use.claims })}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

/** What a source is, in a line. */
function aboutOf(source: Source, t: Translate): string {
  return [
    t(`sourceKind.${source.kind}`),
    source.origin,
    source.published,
    source.snapshots.length === 0 ? t('sources.bare') : null,
    source.withdrawn === null ? null : t('claims.withdrawn'),
  ]
    .filter(Boolean)
    .join(' · ');
}
