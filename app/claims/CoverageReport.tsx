import { Form } from '@remix-run/react';

import type { Span } from '#app/articles/article.ts';
import { CoverageBar } from '#app/claims/CoverageBar.tsx';
import { isSettled, type CoverageRun } from '#app/claims/coverage.ts';
import type { Agreement } from '#app/claims/agreement.ts';
import { FACT_KINDS, type Fact } from '#app/claims/leftovers.ts';
import { isPaired } from '#app/claims/pairs.ts';
import { runsOn, sentencesOn, type Part } from '#app/claims/shares.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Person } from '#app/people/person.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Covered = {
  article: string;
  version: number;
  text: string;
  sentences: readonly Span[];
  runs: readonly CoverageRun[];
  /** Which sentences are checked. */
  done: readonly boolean[];
};

/** How much of each section, or of what each person says, is checked. */
export function Shares(
  props: Covered & {
    title: string;
    parts: readonly Part[];
    /** Where two people have to check; null for those who don't say so. */
    pairs: readonly Span[] | null;
  },
) {
  const { t } = useTranslation();
  const { parts, pairs, text, runs, sentences, done } = props;
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <table className="shares">
        <thead>
          <tr>
            <th scope="col">{props.title}</th>
            <th scope="col">{t('report.sentences')}</th>
            <th scope="col">{t('report.share')}</th>
            <th scope="col">
              <span className="vh">{t('check.mode')}</span>
            </th>
            {pairs && <th scope="col">{t('report.pairs')}</th>}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, spans }) => {
            const part = runsOn(text, runs, spans);
            const length = part.at(-1)?.end ?? 0;
            const settled = part
              .filter(({ state }) => isSettled(state))
              .reduce((sum, { start, end }) => sum + end - start, 0);
            const { total, checked } = sentencesOn(sentences, done, spans);
            return (
              <tr key={`${name} ${spans[0]?.[0]}`}>
                <th scope="row">{name || t('report.opening')}</th>
                <td className="num">
                  {checked}/{total}
                </td>
                <td className="num">
                  {Math.floor((100 * settled) / Math.max(1, length))}%
                </td>
                <td>
                  <CoverageBar runs={part} labelled />
                </td>
                {pairs && (
                  <td>
                    <Pair {...props} pairs={pairs} spans={spans} />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Says that two have to check a section, or no longer. */
function Pair({
  version,
  pairs,
  spans,
}: {
  version: number;
  pairs: readonly Span[];
  spans: readonly Span[];
}) {
  const { t } = useTranslation();
  const [[start, end] = [0, 0]] = spans;
  const needed = isPaired(pairs, [start, end]);
  return (
    <Form method="post">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="start" value={start} />
      <input type="hidden" name="end" value={end} />
      <button
        className="btn"
        name="do"
        value={needed ? 'alone' : 'pair'}
        aria-pressed={needed}
      >
        <Icon name="user" small /> {t(needed ? 'report.paired' : 'report.pair')}
      </button>
    </Form>
  );
}

/** As many of a kind as are shown. */
const MOST = 200;

/** Numbers, dates, names and quotations that nothing covers. */
export function Unchecked({
  article,
  text,
  facts,
}: Covered & { facts: readonly Fact[] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="unchecked">
      <h2 id="unchecked">{t('report.unchecked')}</h2>
      {facts.length === 0 && (
        <p>
          <Icon name="check" small /> {t('report.nothing')}
        </p>
      )}
      {FACT_KINDS.map(kind => {
        const all = facts.filter(fact => fact.kind === kind);
        if (all.length === 0) return null;
        return (
          <div key={kind}>
            <h3>
              {t(`report.kind.${kind}`)}{' '}
              <span className="num muted">{all.length}</span>
            </h3>
            <ul className="facts">
              {all.slice(0, MOST).map(({ start, end }) => (
                <li key={`${start}-${end}`}>
                  <a href={`/articles/${article}?words=${start}-${end}`}>
                    {text.slice(start, end)}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

/** How two who checked without seeing each other agree, and where they don't. */
export function Agreed({
  article,
  text,
  agreement,
  people,
}: Covered & {
  agreement: Agreement;
  people: readonly Pick<Person, 'id' | 'name'>[];
}) {
  const { t } = useTranslation();
  const { both, agreed, kappa, disagreements } = agreement;
  if (both === 0) return null;
  return (
    <section aria-labelledby="agreed">
      <h2 id="agreed">{t('report.agreement')}</h2>
      <p>
        {t('report.agreed', { agreed, both })}
        {kappa !== null && (
          <>
            {' · '}
            <abbr title={t('report.kappaHint')}>κ</abbr>{' '}
            <span className="num">{kappa.toFixed(2)}</span>
          </>
        )}
      </p>
      <ul className="facts rows">
        {disagreements.map(({ start, end, done }) => (
          <li key={start}>
            <a href={`/articles/${article}?words=${start}-${end}`}>
              {text.slice(start, end)}
            </a>
            <p className="muted">
              {done
                .map(
                  ({ person, state }) =>
                    `${people.find(({ id }) => id === person)?.name ?? ''} ${t(`coverage.${state}`)}`,
                )
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
