import { useEffect, useId, useState } from 'react';

import { numberText, saidIn, type ClaimInArticle } from '#app/claims/claim.ts';
import { useVerdictName } from '#app/claims/use-verdict-names.ts';
import { VerdictMark } from '#app/claims/VerdictMark.tsx';
import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { ask } from '#app/live/ask.ts';

/** Claims made earlier or elsewhere that say nearly the same: to look at, never applied. */
export function SimilarClaims({ claim }: { claim: string }) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const nameOf = useVerdictName();
  const id = useId();
  const [found, setFound] = useState<readonly ClaimInArticle[]>([]);
  useEffect(() => {
    let gone = false;
    void ask(`/claims/${claim}/similar`).then(answer => {
      // Our own API, of the same build as this page.
      const list = answer as { items: ClaimInArticle[] } | null;
      if (!gone && list) setFound(list.items);
    });
    return () => {
      gone = true;
    };
  }, [claim]);
  if (found.length === 0) return null;
  return (
    <section className="akin" aria-labelledby={id}>
      <b id={id}>{t('claims.akin', { count: found.length })}</b>
      <ul>
        {found.map(other => (
          <li key={other.id}>
            <a href={`/articles/${other.article}?annotation=${other.id}`}>
              <span className="row">
                <span className="num muted">{numberText(other.number)}</span>
                <VerdictMark
                  verdict={other.verdict}
                  name={nameOf(other)}
                  bare
                />
                <time className="muted" dateTime={other.updatedAt}>
                  {timeText(other.updatedAt)}
                </time>
              </span>
              <span className="trunc">{saidIn(other)}</span>
              <small className="muted trunc">{other.title}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
