import { Form } from '@remix-run/react';
import { useId } from 'react';

import {
  CORRECTION_KINDS,
  type Correction,
  type Publication,
} from '#app/gates/gate.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  article: string;
  publication: Publication;
  corrections: readonly Correction[];
  mayPublish: boolean;
};

/** Where the article is on its way out: what keeps it, publishing, taking back, what readers are told. */
export function PublishPanel(props: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { article, publication, corrections, mayPublish } = props;
  const { published, withdrawn, reasons, version } = publication;
  const changed = published !== null && published.version < version;
  return (
    <section className="publish" aria-labelledby="publishing">
      <h2 id="publishing">{t('gates.publishing')}</h2>
      {published && (
        <p suppressHydrationWarning>
          {t('gates.isPublished', {
            n: published.version,
            name: published.by.name,
            at: timeText(published.at),
          })}{' '}
          <a href={`/p/${article}`}>{t('gates.publicPage')}</a>
        </p>
      )}
      {!published && withdrawn && (
        <p className="er" suppressHydrationWarning>
          {t('gates.isWithdrawn', {
            name: withdrawn.by.name,
            at: timeText(withdrawn.at),
            reason: withdrawn.reason,
          })}
        </p>
      )}
      {reasons.length > 0 ? (
        <ul className="reasons">
          {reasons.map(({ reason, count }) => (
            <li key={reason}>
              <Icon
                name={reason === 'published-already' ? 'check' : 'warn'}
                small
              />{' '}
              {t(`gates.reason.${reason}`, { count })}
            </li>
          ))}
        </ul>
      ) : (
        <p>
          <Icon name="check" small /> {t('gates.nothingOpen')}
        </p>
      )}
      {mayPublish && (
        <div className="row acts">
          <Form method="post">
            <input type="hidden" name="version" value={version} />
            <button
              className="btn pri"
              name="do"
              value="publish"
              disabled={reasons.length > 0}
            >
              <Icon name="out" /> {t('gates.publish', { n: version })}
            </button>
          </Form>
          {published && (
            <details>
              <summary className="btn">{t('gates.withdraw')}</summary>
              <Form method="post" className="row">
                <input
                  className="field grow"
                  name="reason"
                  required
                  maxLength={20_000}
                  aria-label={t('gates.withdrawWhy')}
                  placeholder={t('gates.withdrawWhy')}
                />
                <button className="btn line" name="do" value="withdraw">
                  {t('gates.withdraw')}
                </button>
              </Form>
            </details>
          )}
        </div>
      )}
      {mayPublish && changed && (
        <CorrectionForm from={published.version} to={version} />
      )}
      {corrections.length > 0 && (
        <>
          <h3>{t('gates.corrections')}</h3>
          <ul className="plain corrections">
            {corrections.map(({ id, kind, from, to, wrong, text, by, at }) => (
              <li key={id}>
                <p>
                  <b>{t(`correction.${kind}`)}</b>{' '}
                  {t('gates.fromTo', { from, to })}{' '}
                  <span className="muted">
                    {by.name} · {timeText(at)}
                  </span>
                </p>
                <p>{text}</p>
                <p className="muted">{wrong}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function CorrectionForm({ from, to }: { from: number; to: number }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Form method="post" className="sign">
      <h3>{t('gates.correct', { from, to })}</h3>
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="to" value={to} />
      <div className="row" role="radiogroup" aria-label={t('gates.kind')}>
        {CORRECTION_KINDS.map((kind, i) => (
          <label className="row" key={kind}>
            <input
              type="radio"
              name="kind"
              value={kind}
              defaultChecked={i === 0}
            />
            {t(`correction.${kind}`)}
          </label>
        ))}
      </div>
      <label htmlFor={`${id}-w`}>{t('gates.wrong')}</label>
      <textarea
        id={`${id}-w`}
        className="field"
        name="wrong"
        required
        rows={2}
      />
      <label htmlFor={`${id}-t`}>{t('gates.told')}</label>
      <textarea
        id={`${id}-t`}
        className="field"
        name="text"
        required
        rows={2}
      />
      <div className="row">
        <span className="grow" />
        <button className="btn line" name="do" value="correct">
          {t('gates.record')}
        </button>
      </div>
    </Form>
  );
}
