import type { Article } from '#app/articles/article.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';

/** What stands below an article's words: who made it, and what of the page was left out. */
export function Credits({ article }: { article: Article }) {
  const { t } = useTranslation();
  const { credits, discarded } = article;
  if (credits.length === 0 && discarded.length === 0) return null;
  return (
    <footer className="credits">
      {credits.length > 0 && (
        <p>
          {credits.map(({ role, name }) => (
            <span key={`${role} ${name}`}>
              {role} <b>{name}</b>
            </span>
          ))}
        </p>
      )}
      {discarded.length > 0 && (
        <details>
          <summary>
            {t('article.discarded', { count: discarded.length })}
          </summary>
          <ul>
            {discarded.map(({ text, reason }, i) => (
              <li key={i}>
                <s>{text}</s> <span>{t(`discard.${reason}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </footer>
  );
}
