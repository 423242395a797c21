import { useId, useState } from 'react';

import type { Colleague } from '#app/annotations/colleague.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { outbox } from '#app/live/page-outbox.ts';
import { canEditArticles, type Actor } from '#app/people/policy.ts';
import { Icon } from '#app/ui/Icon.tsx';
import { Popover } from '#app/ui/Popover.tsx';

type Props = {
  article: string;
  revision: number;
  following: boolean;
  /** Those who may see it; null for everybody. */
  named: string[] | null;
  colleagues: readonly Colleague[];
  me: Actor;
};

/** What is said of an article as a whole: whether one follows it, who sees it, what was done. */
export function ArticleMenu(props: Props) {
  const { t } = useTranslation();
  const { article, me } = props;
  const [following, setFollowing] = useState(props.following);
  const follow = (next: boolean): void => {
    setFollowing(next);
    void outbox
      .send({
        method: 'PUT',
        path: `/articles/${article}/follow`,
        body: { following: next },
      })
      .catch(() => setFollowing(!next));
  };
  return (
    <Popover label={t('article.more')} icon="more">
      <label className="row switch">
        <input
          type="checkbox"
          checked={following}
          onChange={event => follow(event.target.checked)}
        />
        {t('article.follow')}
      </label>
      {canEditArticles(me) && <Restriction {...props} />}
      {canEditArticles(me) && (
        <a className="btn" href={`/articles/${article}/edit`}>
          <Icon name="edit" small /> {t('versions.edit')}
        </a>
      )}
      <a className="btn" href={`/articles/${article}?mode=check`}>
        <Icon name="check" small /> {t('check.mode')}
      </a>
      <a className="btn" href={`/articles/${article}/coverage`}>
        <Icon name="layers" small /> {t('report.title')}
      </a>
      <a className="btn" href={`/articles/${article}/queries`}>
        <Icon name="ask" small /> {t('queries.title')}
      </a>
      <a className="btn" href={`/articles/${article}/gates`}>
        <Icon name="flag" small /> {t('gates.title')}
      </a>
      <a className="btn" href={`/articles/${article}/versions`}>
        <Icon name="layers" small /> {t('versions.title')}
      </a>
      <a className="btn" href={`/articles/${article}/activity`}>
        <Icon name="history" small /> {t('activity.title')}
      </a>
    </Popover>
  );
}

function Restriction({ article, revision, named, colleagues, me }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [people, setPeople] = useState<readonly string[] | null>(named);
  const [fault, setFault] = useState<string | null>(null);
  const restrict = (next: readonly string[] | null): void => {
    setPeople(next);
    setFault(null);
    void outbox
      .send({
        method: 'PATCH',
        path: `/articles/${article}`,
        body: { restrictedTo: next },
        of: article,
        etag: `"${revision}"`,
      })
      .catch((error: unknown) => {
        setPeople(named);
        setFault(error instanceof Error ? error.message : null);
      });
  };
  return (
    <fieldset className="restrict">
      <legend>{t('article.seenBy')}</legend>
      <label className="row">
        <input
          type="radio"
          name={id}
          checked={people === null}
          onChange={() => restrict(null)}
        />
        {t('article.everybody')}
      </label>
      <label className="row">
        <input
          type="radio"
          name={id}
          checked={people !== null}
          onChange={() => restrict([me.id])}
        />
        {t('article.namedOnly')}
      </label>
      {people !== null && (
        <ul className="plain">
          {colleagues.map(colleague => (
            <li key={colleague.id}>
              <label className="row">
                <input
                  type="checkbox"
                  checked={
                    colleague.role === 'owner' || people.includes(colleague.id)
                  }
                  disabled={
                    colleague.role === 'owner' || colleague.id === me.id
                  }
                  onChange={event =>
                    restrict(
                      event.target.checked
                        ? [...people, colleague.id]
                        : people.filter(other => other !== colleague.id),
                    )
                  }
                />
                {colleague.name}
              </label>
            </li>
          ))}
        </ul>
      )}
      {fault && (
        <p className="er" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
