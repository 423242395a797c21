import { useTranslation } from 'react-i18next';

import type { Annotation } from '#app/annotations/annotation.ts';
import type { Article } from '#app/articles/article.ts';

type Props = { article: Article; annotations: Annotation[] };

/** What an article holds at a glance: its sections, who speaks, which tags lie on it. */
export function Outline({ article, annotations }: Props) {
  const { t } = useTranslation();
  const { blocks } = article;
  const headings = blocks.flatMap((block, index) =>
    block.type === 'heading' ? [{ index, text: block.text }] : [],
  );
  const speakers = count(
    blocks.flatMap(b => (b.type === 'turn' && b.speaker ? [b.speaker] : [])),
  );
  const tags = count(annotations.flatMap(a => a.tags));
  return (
    <aside className="rail" aria-label={t('outline.label')}>
      <p className="total">
        <b className="num">{annotations.length}</b>{' '}
        <span className="muted">
          {t('outline.annotations', { count: annotations.length })}
        </span>
      </p>
      {headings.length > 0 && (
        <section>
          <h2>{t('outline.sections')}</h2>
          <ul className="ol">
            {headings.map(({ index, text }) => (
              <li key={index}>
                <a href={`#b${index}`}>{text}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {speakers.length > 0 && (
        <section>
          <h2>{t('outline.speakers')}</h2>
          <Counts items={speakers} />
        </section>
      )}
      {tags.length > 0 && (
        <section>
          <h2>{t('outline.tags')}</h2>
          <Counts items={tags} tag />
        </section>
      )}
    </aside>
  );
}

function Counts({ items, tag }: { items: [string, number][]; tag?: boolean }) {
  return (
    <ul className="lst">
      {items.map(([name, times]) => (
        <li key={name}>
          <span className={tag ? 'tag' : undefined}>{name}</span>
          <span className="n num">{times}</span>
        </li>
      ))}
    </ul>
  );
}

/** How often each comes, the most frequent first. */
function count(names: string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
