import { useState, type ReactNode } from 'react';

import { SavedState } from '#app/annotations/SavedState.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { canCheck } from '#app/people/policy.ts';
import { Shell, type ShellData } from '#app/people/Shell.tsx';
import { NewSourceForm } from '#app/sources/NewSourceForm.tsx';
import {
  SourceFilters,
  SourceList,
  type ListedSource,
} from '#app/sources/SourceList.tsx';
import { useSourcesLive } from '#app/sources/use-sources-live.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  shell: ShellData;
  /** Where the activity log was when the page was loaded. */
  position: string;
  sources: readonly ListedSource[];
  counts: { all: number; bare: number; unused: number };
  params: URLSearchParams;
  /** The source that is open beside the list; null for none. */
  current: string | null;
  children: ReactNode;
};

/** The library of sources, and one of them open beside it. */
export function SourcesPage(props: Props) {
  const { t } = useTranslation();
  const { shell, counts, params, current } = props;
  useSourcesLive(shell.me.id, props.position);
  const [making, setMaking] = useState<'source' | 'page' | null>(null);
  const search = params.size > 0 ? `?${params.toString()}` : '';
  return (
    <Shell {...shell} at="sources">
      <div className={current ? 'head narrow-off' : 'head'}>
        <div className="grow">
          {/* Where one is open, its own title is the page's. */}
          {current ? (
            <p className="pt">{t('sources.library')}</p>
          ) : (
            <h1 className="pt">{t('sources.library')}</h1>
          )}
          <p>{t('sources.lead', { count: counts.all })}</p>
        </div>
        <SavedState />
        {canCheck(shell.me) && (
          <>
            <button
              type="button"
              className="btn line"
              onClick={() => setMaking('page')}
            >
              <Icon name="globe" small /> {t('sources.addUrl')}
            </button>
            <button
              type="button"
              className="btn pri"
              onClick={() => setMaking('source')}
            >
              <Icon name="plus" small /> {t('sources.add')}
            </button>
          </>
        )}
      </div>
      {making && (
        <div className="making">
          <NewSourceForm
            key={making}
            title=""
            {...(making === 'page' ? { url: '' } : {})}
            onMade={({ id }) => location.assign(`/sources/${id}`)}
            onLeave={() => setMaking(null)}
          />
        </div>
      )}
      <div className={current ? 'narrow-off' : undefined}>
        <SourceFilters params={params} counts={counts} />
      </div>
      <div className={current ? 'lib one' : 'lib'}>
        <div className="its-col">
          <SourceList
            sources={props.sources}
            current={current}
            search={search}
            filtered={params.size > 0}
          />
        </div>
        {props.children}
      </div>
    </Shell>
  );
}
