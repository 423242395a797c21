import { Form } from '@remix-run/react';
import { useId } from 'react';

import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ADDRESSEES, type Query } from '#app/queries/query.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  query: Query;
  /** Whether answers may be written down. */
  mayAnswer: boolean;
  mayDecide: boolean;
};

/** One query: the words, the question, whom it is for, what was answered and decided. */
export function QueryItem({ query, mayAnswer, mayDecide }: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const { id, article, state, answer, decision } = query;
  return (
    <li id={`q-${id}`} className={`gate q-${state}`}>
      <p className="row">
        <Icon name={state === 'decided' ? 'check' : 'ask'} />
        <span className="chip">{t(`queries.state.${state}`)}</span>
        <span>
          {t(`queries.addressee.${query.addressee}`)} {query.name}
        </span>
        <span className="grow" />
        <span className="muted">
          {query.by.name} ·{' '}
          <time dateTime={query.at} suppressHydrationWarning>
            {timeText(query.at)}
          </time>
        </span>
      </p>
      <blockquote>
        <a href={`/articles/${article}?annotation=${id}`}>{query.quote}</a>
      </blockquote>
      <p className="said">
        <b>{query.question}</b>
      </p>
      {answer !== null && (
        <div className="said">
          {answer}
          <p className="muted small" suppressHydrationWarning>
            {t('queries.answered', {
              name: query.answeredBy ?? '',
              at: timeText(query.answeredAt ?? ''),
            })}
          </p>
        </div>
      )}
      {decision !== null && (
        <div className="said">
          <b>{t('queries.decision')}</b> {decision}
          <p className="muted small" suppressHydrationWarning>
            {t('queries.answered', {
              name: query.decidedBy?.name ?? '',
              at: timeText(query.decidedAt ?? ''),
            })}
          </p>
        </div>
      )}
      {mayAnswer && state !== 'decided' && (
        <details>
          <summary>{t('queries.whom')}</summary>
          <Whom query={query} />
        </details>
      )}
      {mayAnswer && state !== 'decided' && (
        <details>
          <summary>{t('queries.record')}</summary>
          <Words
            query={query}
            field="answer"
            label={t('queries.answer')}
            hint={t('queries.answerHint')}
            act={t('queries.record')}
            named
          />
        </details>
      )}
      {mayDecide && state !== 'decided' && (
        <details open={state === 'answered'}>
          <summary>{t('queries.decide')}</summary>
          <Words
            query={query}
            field="decision"
            label={t('queries.decision')}
            hint={t('queries.decisionHint')}
            act={t('queries.decide')}
          />
        </details>
      )}
    </li>
  );
}

function Whom({ query }: { query: Query }) {
  const { t } = useTranslation();
  return (
    <Form method="post" className="row">
      <Named query={query} />
      <select
        className="field"
        name="addressee"
        defaultValue={query.addressee}
        aria-label={t('queries.whom')}
      >
        {ADDRESSEES.map(one => (
          <option key={one} value={one}>
            {t(`queries.addressee.${one}`)}
          </option>
        ))}
      </select>
      <input
        className="field grow"
        name="name"
        maxLength={100}
        defaultValue={query.name}
        aria-label={t('queries.name')}
        placeholder={t('queries.name')}
      />
      <button className="btn" name="do" value="change">
        {t('queries.setWhom')}
      </button>
    </Form>
  );
}

function Words(props: {
  query: Query;
  field: 'answer' | 'decision';
  label: string;
  hint: string;
  act: string;
  named?: boolean;
}) {
  const { t } = useTranslation();
  const id = useId();
  const { query, field, named = false } = props;
  return (
    <Form method="post" className="sign">
      <Named query={query} />
      <label htmlFor={id}>{props.label}</label>
      <textarea
        id={id}
        className="field"
        name={field}
        required
        rows={2}
        maxLength={20_000}
        placeholder={props.hint}
      />
      <div className="row">
        {named && (
          <label className="row">
            {t('queries.answeredBy')}
            <input
              className="field"
              name="answeredBy"
              maxLength={100}
              defaultValue={query.name}
            />
          </label>
        )}
        <span className="grow" />
        <button className="btn pri" name="do" value="change">
          {props.act}
        </button>
      </div>
    </Form>
  );
}

/** Which query a form is about, and as it was seen. */
const Named = ({ query }: { query: Query }) => (
  <>
    <input type="hidden" name="query" value={query.id} />
    <input type="hidden" name="revision" value={query.revision} />
  </>
);
