import { useEffect, useState } from 'react';

import { diffCharacters } from '#app/articles/compare.ts';
import type { Evidence } from '#app/claims/evidence.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';
import { canCheck, type Actor } from '#app/people/policy.ts';
import { ReliabilityMark } from '#app/sources/ReliabilityMark.tsx';
import { SOURCE_ICONS } from '#app/sources/source-icons.ts';
import { Icon } from '#app/ui/Icon.tsx';

const SIGNS = { supports: '+', refutes: '−', context: '·' } as const;

type Actions = {
  me: Actor;
  onConfirm(evidence: Evidence, by: string | null): void;
  onRemove(evidence: Evidence): void;
};

/** What a claim rests on: each source with its words, and what became of them when they were looked for. */
export function EvidenceList({
  evidence,
  claim,
  ...actions
}: Actions & { evidence: readonly Evidence[]; claim: string }) {
  if (evidence.length === 0) return null;
  return (
    <ul className="evs">
      {evidence.map(one => (
        <EvidenceItem key={one.id} evidence={one} claim={claim} {...actions} />
      ))}
    </ul>
  );
}

function EvidenceItem({
  evidence,
  claim,
  ...actions
}: Actions & { evidence: Evidence; claim: string }) {
  const { t } = useTranslation();
  const { stance, source, quote, note, quoteCheck } = evidence;
  return (
    <li className={`ev ${stance}`}>
      <span className="k">
        <span className="g" aria-hidden="true">
          {SIGNS[stance]}
        </span>
        {t(`stance.${stance}`)}
      </span>
      <div className="w">
        {source.id === null ? (
          <p className="secret">
            <Icon name="lock" small />{' '}
            {t('evidence.confidential', { name: source.heldBy.name })}
          </p>
        ) : (
          <>
            {quote !== '' && <q>{quote}</q>}
            {note !== '' && <p className="nt">{note}</p>}
            <SourceChip evidence={evidence} claim={claim} />
          </>
        )}
        <div className="qr">
          <QuoteCheckLine evidence={evidence} />
          <EvidenceActions evidence={evidence} {...actions} />
        </div>
        {evidence.cutsFigure && (
          <p className="qc not-found">
            <Icon name="warn" small /> {t('claims.cut')}
          </p>
        )}
        {quoteCheck === 'not-found' && source.id !== null && (
          <NearestPassage evidence={evidence} />
        )}
      </div>
    </li>
  );
}

/** The source, with where in it: leads to the passage. */
function SourceChip({
  evidence,
  claim,
}: {
  evidence: Evidence;
  claim: string;
}) {
  const { t } = useTranslation();
  const { source, locator, snapshot, id } = evidence;
  if (source.id === null) return null;
  const place = [
    locator.page === null ? null : t('claims.page', { n: locator.page }),
    locator.time,
  ].filter(Boolean);
  const query = new URLSearchParams({ claim, evidence: id });
  const to = snapshot
    ? `/sources/${source.id}/snapshots/${snapshot}?${query.toString()}`
    : `/sources/${source.id}`;
  return (
    <a className={source.withdrawn ? 'src gone' : 'src'} href={to}>
      <Icon name={SOURCE_ICONS[source.kind]} small />
      <span className="trunc">
        {[source.title, ...place].join(' · ')}
        {source.withdrawn && ` · ${t('claims.withdrawn')}`}
      </span>
      {source.confidential && <Icon name="lock" small />}
      <ReliabilityMark reliability={source.reliability} />
    </a>
  );
}

const FOUND = new Set(['exact', 'normalised']);

/** What became of the quote, in a word and with a sign. */
function QuoteCheckLine({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation();
  const { quoteCheck, attestedBy, confirmedBy } = evidence;
  const found = FOUND.has(quoteCheck);
  return (
    <p className={`qc ${quoteCheck}`}>
      <Icon
        name={found ? 'check' : quoteCheck === 'attested' ? 'user' : 'warn'}
        small
      />
      {t(`quoteCheck.${quoteCheck}`)}
      {attestedBy && ` · ${attestedBy.name}`}
      {attestedBy &&
        ` · ${
          confirmedBy
            ? t('claims.confirmedBy', { name: confirmedBy.name })
            : t('claims.unconfirmed')
        }`}
    </p>
  );
}

type Near = { nearest: { text: string } | null };

/** What comes nearest in the snapshot, with how it differs: shown, never accepted. */
function NearestPassage({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation();
  const { source, snapshot, quote } = evidence;
  const [near, setNear] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    const query = new URLSearchParams({ quote });
    const at = `/sources/${source.id ?? ''}/snapshots/${snapshot ?? ''}/nearest?${query.toString()}`;
    let gone = false;
    void ask(at).then(found => {
      if (!gone) setNear((found as Near | null)?.nearest?.text ?? null);
    });
    return () => {
      gone = true;
    };
  }, [quote, snapshot, source.id]);
  if (near === undefined) return null;
  if (near === null) return <p className="muted">{t('claims.nothingNear')}</p>;
  return (
    <div className="near">
      <p className="muted">{t('claims.nearest')}</p>
      <p className="dw">
        {diffCharacters(quote, near).map(({ text, type }, i) =>
          type === 'same' ? (
            <span key={i}>{text}</span>
          ) : type === 'added' ? (
            <ins key={i}>{text}</ins>
          ) : (
            <del key={i}>{text}</del>
          ),
        )}
      </p>
    </div>
  );
}

function EvidenceActions({
  evidence,
  me,
  onConfirm,
  onRemove,
}: Actions & { evidence: Evidence }) {
  const { t } = useTranslation();
  const { source, quoteCheck, attestedBy, confirmedBy } = evidence;
  if (source.id === null || !canCheck(me)) return null;
  const mayConfirm =
    quoteCheck === 'attested' && attestedBy?.id !== me.id && !confirmedBy;
  return (
    <p className="ea">
      {mayConfirm && (
        <button
          type="button"
          className="btn line"
          onClick={() => onConfirm(evidence, me.id)}
        >
          <Icon name="check" small /> {t('claims.confirm')}
        </button>
      )}
      {confirmedBy?.id === me.id && (
        <button
          type="button"
          className="btn"
          onClick={() => onConfirm(evidence, null)}
        >
          {t('claims.unconfirm')}
        </button>
      )}
      <button
        type="button"
        className="btn sq"
        aria-label={t('claims.removeEvidence')}
        title={t('claims.removeEvidence')}
        onClick={() => onRemove(evidence)}
      >
        <Icon name="bin" small />
      </button>
    </p>
  );
}
