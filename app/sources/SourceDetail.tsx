import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';

import { numberText } from '#app/claims/claim.ts';
import { VerdictGlyph } from '#app/claims/VerdictMark.tsx';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { outbox } from '#app/live/page-outbox.ts';
import type { Account, Person } from '#app/people/person.ts';
import { canCheck } from '#app/people/policy.ts';
import { archive } from '#app/sources/NewSourceForm.tsx';
import type { Excerpt } from '#app/sources/excerpt.ts';
import { ReliabilityBars } from '#app/sources/ReliabilityMark.tsx';
import { SOURCE_ICONS } from '#app/sources/source-icons.ts';
import type { Snapshot, Source, SourceUse } from '#app/sources/source.ts';
import { SourceForm } from '#app/sources/SourceForm.tsx';
import { WithdrawForm } from '#app/sources/WithdrawForm.tsx';
import { Icon } from '#app/ui/Icon.tsx';

/** A claim that rests on the source. */
export type Resting = {
  id: string;
  number: number;
  article: string;
  title: string;
  statement: string;
  quote: string;
  verdict: Excerpt['claims'][number]['verdict'];
  falls: boolean;
};

type Props = {
  source: Source & { use: SourceUse };
  excerpts: readonly Excerpt[];
  resting: readonly Resting[];
  people: readonly Person[];
  me: Account;
};

/** A source whole: what it is, its snapshots, what is quoted from it, which claims rest on it. */
export function SourceDetail(props: Props) {
  const { t } = useTranslation();
  const { source, excerpts, resting, people, me } = props;
  const [editing, setEditing] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { revalidate } = useRevalidator();
  const may = canCheck(me);
  const at = `/sources/${source.id}`;

  /** Sends a change, and shows what came of it. */
  const change = async (
    body: object | null,
    method: 'PATCH' | 'DELETE' = 'PATCH',
  ): Promise<boolean> => {
    setFault(null);
    try {
      await outbox.send({
        ...{ method, path: at, of: source.id, etag: `"${source.revision}"` },
        ...(body ? { body } : {}),
      });
      if (method === 'DELETE') location.assign('/sources');
      else revalidate();
      return true;
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const names = (source.people ?? [])
    .map(id => people.find(person => person.id === id)?.name)
    .filter(Boolean)
    .join(t('meta.and'));

  return (
    <section className="det" aria-label={source.title}>
      <div className="row muted kindline">
        <a
          className="btn sq back"
          href="/sources"
          aria-label={t('sources.library')}
        >
          <Icon name="left" />
        </a>
        <Icon name={SOURCE_ICONS[source.kind]} small />
        {t(`sourceKind.${source.kind}`)}
        {source.tier && ` · ${t(`tier.${source.tier}`)}`}
        <span className="grow" />
        {may && !editing && (
          <button
            type="button"
            className="btn"
            onClick={() => setEditing(true)}
          >
            <Icon name="edit" small /> {t('sources.edit')}
          </button>
        )}
        {source.url && (
          <a
            className="btn line"
            href={source.url}
            rel="noreferrer noopener"
            target="_blank"
          >
            <Icon name="out" small /> {t('sources.open')}
          </a>
        )}
      </div>
      {source.confidential && (
        <p className="note-bar info">
          <Icon name="lock" /> {t('sources.confidentialWith', { names })}
        </p>
      )}
      {source.withdrawn !== null && (
        <p className="note-bar err">
          <Icon name="warn" />
          <span className="grow">
            {t('sources.withdrawnWhy', { why: source.withdrawn })}
          </span>
          {may && (
            <button
              type="button"
              className="btn line"
              onClick={() => void change({ withdrawn: null })}
            >
              {t('sources.reinstate')}
            </button>
          )}
        </p>
      )}
      {fault && (
        <p className="er" role="alert">
          {fault}
        </p>
      )}
      {editing ? (
        <SourceForm
          source={source}
          people={people}
          me={me}
          onSave={async patch => {
            if (await change(patch)) setEditing(false);
          }}
          onLeave={() => setEditing(false)}
        />
      ) : (
        <About source={source} />
      )}
      <Snapshots source={source} may={may} onKept={revalidate} />
      <Excerpts source={source} excerpts={excerpts} />
      {resting.length > 0 && <RestingClaims resting={resting} />}
      {may && source.withdrawn === null && (
        <div className="acts end-acts">
          {withdrawing ? (
            <WithdrawForm
              falling={resting.filter(({ falls }) => falls).length}
              onWithdraw={async why => {
                if (await change({ withdrawn: why })) setWithdrawing(false);
              }}
              onLeave={() => setWithdrawing(false)}
            />
          ) : (
            <>
              <button
                type="button"
                className="btn line danger"
                onClick={() => setWithdrawing(true)}
              >
                {t('sources.withdraw')}
              </button>
              {resting.length === 0 && (
                <button
                  type="button"
                  className="btn"
                  onClick={() => void change(null, 'DELETE')}
                >
                  <Icon name="bin" small /> {t('sources.remove')}
                </button>
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
}

function About({ source }: { source: Props['source'] }) {
  const { t } = useTranslation();
  const { origin, published, reliability, reason, use, note, tags } = source;
  return (
    <>
      <h1>{source.title}</h1>
      <dl className="mg">
        <div>
          <dt>{t('sources.origin')}</dt>
          <dd>{origin ?? '—'}</dd>
        </div>
        <div>
          <dt>{t('sources.published')}</dt>
          <dd className="num">{published ?? '—'}</dd>
        </div>
        <div>
          <dt>{t('sources.grade')}</dt>
          <dd>
            <ReliabilityBars reliability={reliability} /> {reason}
          </dd>
        </div>
        <div>
          <dt>{t('sources.usedIn')}</dt>
          <dd className="num">
            {use.claims === 0
              ? t('sources.unusedYet')
              : t('sources.useIn', {
                  claims: use.claims,
                  count: use.articles,
                })}
          </dd>
        </div>
      </dl>
      {note !== '' && <p className="bd">{note}</p>}
      {tags.length > 0 && (
        <p className="row tags">
          {tags.map(tag => (
            <span className="tag" key={tag}>
              {tag}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

/** A file's size as people say it. */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function Snapshots(props: { source: Source; may: boolean; onKept(): void }) {
  const { t } = useTranslation();
  const { source, may, onKept } = props;
  const [share, setShare] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const keep = async (given: Parameters<typeof archive>[1]): Promise<void> => {
    setFault(null);
    setShare(0);
    try {
      await archive(source.id, given, setShare);
      onKept();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setShare(null);
    }
  };
  return (
    <>
      {source.snapshots.length === 0 && (
        <div className="snap">
          <div className="grow">
            <b>{t('sources.noSnapshot')}</b>
            <p className="muted">{t('sources.noSnapshotLead')}</p>
          </div>
        </div>
      )}
      {source.snapshots.map(snapshot => (
        <SnapshotLine
          key={snapshot.id}
          source={source.id}
          snapshot={snapshot}
        />
      ))}
      {may && source.withdrawn === null && (
        <p className="row again">
          <label className="btn line">
            <Icon name="snap" small />
            {t(
              source.snapshots.length === 0
                ? 'sources.way.file'
                : 'sources.again',
            )}
            <input
              type="file"
              className="vh"
              onChange={event => {
                const file = event.target.files?.[0];
                if (file) void keep({ way: 'file', file });
              }}
            />
          </label>
          {source.url && (
            <button
              type="button"
              className="btn"
              onClick={() => void keep({ way: 'url', url: source.url ?? '' })}
            >
              <Icon name="globe" small /> {t('sources.addUrl')}
            </button>
          )}
          {share !== null && (
            <progress value={share} aria-label={t('sources.sending')} />
          )}
        </p>
      )}
      {fault && (
        <p className="er" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

function SnapshotLine(props: { source: string; snapshot: Snapshot }) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { source, snapshot } = props;
  const { id, capturedAt, bytes, sha256, typed, pages, textLength } = snapshot;
  const { commitment } = snapshot;
  const what = [
    sizeText(bytes),
    pages === null ? null : t('sources.pages', { count: pages }),
    typed ? t('sources.typed') : null,
    textLength === 0 ? t('sources.noText') : null,
  ].filter(Boolean);
  return (
    <div className="snap">
      <div className="pv" aria-hidden="true" />
      <div className="grow">
        <b>{t('sources.saved')}</b>{' '}
        <span className="muted num">
          <time dateTime={capturedAt} suppressHydrationWarning>
            {timeText(capturedAt)}
          </time>{' '}
          · {what.join(' · ')}
        </span>
        <p className="muted">
          <span className="mono" title={sha256}>
            sha256 {sha256.slice(0, 4)}…{sha256.slice(-4)}
          </span>{' '}
          <Checked source={source} snapshot={id} />
        </p>
        {commitment && (
          <details className="commitment">
            <summary>{t('sources.commitment')}</summary>
            <p className="muted">{t('sources.commitmentLead')}</p>
            <dl className="mono">
              <dt>{t('sources.published256')}</dt>
              <dd>{commitment.hash}</dd>
              <dt>{t('sources.salt')}</dt>
              <dd>{commitment.salt}</dd>
              <dt>SHA-256</dt>
              <dd>{sha256}</dd>
            </dl>
          </details>
        )}
      </div>
      <a className="btn line" href={`/sources/${source}/snapshots/${id}`}>
        <Icon name="book" small /> {t('sources.read')}
      </a>
    </div>
  );
}

type Check = 'unknown' | 'asking' | 'same' | { fault: string };

/** Whether the bytes are still what they were: looked into when somebody asks. */
function Checked({ source, snapshot }: { source: string; snapshot: string }) {
  const { t } = useTranslation();
  const [check, setCheck] = useState<Check>('unknown');
  useEffect(() => {
    if (check !== 'asking') return;
    let gone = false;
    const at = `/api/v1/sources/${source}/snapshots/${snapshot}/bytes`;
    void fetch(at, { headers: { Range: 'bytes=0-0' } })
      .then(async answer => {
        if (answer.ok || answer.status === 416) return 'same' as const;
        const { detail } = (await answer.json()) as { detail?: string };
        return { fault: detail ?? '' };
      })
      .catch(() => 'unknown' as const)
      .then(found => {
        if (!gone) setCheck(found);
      });
    return () => {
      gone = true;
    };
  }, [check, snapshot, source]);
  if (check === 'asking') return <span>{t('sources.checking')}</span>;
  if (check === 'same') {
    return (
      <span className="same" role="status">
        <Icon name="check" small /> {t('sources.checked')}
      </span>
    );
  }
  if (typeof check === 'object') {
    return (
      <span className="er" role="alert">
        {check.fault}
      </span>
    );
  }
  return (
    <button type="button" className="link" onClick={() => setCheck('asking')}>
      {t('sources.check')}
    </button>
  );
}

function Excerpts(props: { source: Source; excerpts: readonly Excerpt[] }) {
  const { t } = useTranslation();
  const { source, excerpts } = props;
  const [first] = source.snapshots;
  return (
    <section className="excerpts">
      <div className="row">
        <h2>
          {t('sources.excerpts')}{' '}
          <span className="muted num">
            {t('sources.excerptCount', { count: excerpts.length })}
          </span>
        </h2>
        <span className="grow" />
        {first && first.textLength > 0 && (
          <a
            className="btn add"
            href={`/sources/${source.id}/snapshots/${first.id}`}
          >
            <Icon name="plus" small /> {t('sources.excerpt')}
          </a>
        )}
      </div>
      {excerpts.length === 0 && (
        <p className="muted">{t('sources.noExcerpts')}</p>
      )}
      {excerpts.map(excerpt => (
        <ExcerptItem key={excerpt.id} source={source.id} excerpt={excerpt} />
      ))}
    </section>
  );
}

const SIGNS = { supports: '+', refutes: '−', context: '·' } as const;

function ExcerptItem(props: { source: string; excerpt: Excerpt }) {
  const { t } = useTranslation();
  const { source, excerpt } = props;
  const { locator, snapshot, quote, before, after, quoteCheck } = excerpt;
  const place =
    locator.page !== null
      ? t('claims.page', { n: locator.page })
      : (locator.time ?? '');
  const to = `/sources/${source}/snapshots/${snapshot}?evidence=${excerpt.id}`;
  return (
    <div className="pas">
      <div className="loc num">
        {snapshot ? <a href={to}>{place || t('sources.read')}</a> : place}
      </div>
      <div>
        <q>
          {before}
          {locator.start === null ? quote : <mark>{quote}</mark>}
          {after}
        </q>
        {locator.start === null && (
          <p className={`qc ${quoteCheck}`}>{t(`quoteCheck.${quoteCheck}`)}</p>
        )}
        <p className="lk">
          {excerpt.claims.map(claim => (
            <a
              key={`${claim.id} ${claim.stance}`}
              href={`/articles/${claim.article}?annotation=${claim.id}`}
            >
              <span className={`ev ${claim.stance}`}>
                <span className="k">
                  <span className="g" aria-hidden="true">
                    {SIGNS[claim.stance]}
                  </span>
                  {t(`stance.${claim.stance}`)}
                </span>
              </span>
              <span className="num">{numberText(claim.number)}</span>
              <span className="trunc">{claim.said}</span>
              <VerdictGlyph verdict={claim.verdict} />
              <span className="vh">{t(`verdict.${claim.verdict}`)}</span>
            </a>
          ))}
        </p>
      </div>
    </div>
  );
}

function RestingClaims({ resting }: { resting: readonly Resting[] }) {
  const { t } = useTranslation();
  return (
    <section className="resting">
      <h2>
        {t('sources.claims')}{' '}
        <span className="muted num">{resting.length}</span>
      </h2>
      <ul>
        {resting.map(claim => (
          <li key={claim.id}>
            <a href={`/articles/${claim.article}?annotation=${claim.id}`}>
              <VerdictGlyph verdict={claim.verdict} />
              <span className="vh">{t(`verdict.${claim.verdict}`)}</span>
              <span className="num muted">{numberText(claim.number)}</span>
              <span className="trunc grow">
                {claim.statement || claim.quote}
              </span>
              {claim.falls && (
                <span className="falls">{t('sources.falls')}</span>
              )}
              <small className="muted trunc">{claim.title}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
