import {
  ChangedCard,
  FollowedCard,
  LostCard,
  mayReview,
  type QueueProps,
} from '#app/annotations/ReviewCards.tsx';
import { isInDoubt } from '#app/annotations/review.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon, type IconName } from '#app/ui/Icon.tsx';

/** What a new version did to the annotations: what follows, what asks, what has lost its words. */
export function ReviewQueue(props: QueueProps) {
  const { t } = useTranslation();
  const { items, counts, open } = props;
  const lost = items.filter(({ is }) => is === null);
  const changed = items.filter(isInDoubt);
  const followed = items.filter(
    item => item.state === 'moved' && !isInDoubt(item),
  );
  const style = changed.filter(
    item => item.style && item.review === null && mayReview(props.me, item),
  );
  return (
    <aside className="side2" aria-label={t('compare.fate')}>
      <dl className="stat">
        <Count n={counts.exact} label={t('compare.exact')} />
        <Count n={counts.moved} label={t('compare.followed')} icon="merge" />
        <Count
          n={counts.changed}
          label={t('compare.changed')}
          icon="edit"
          name="ch"
        />
        <Count n={counts.lost} label={t('compare.lost')} icon="off" name="lo" />
      </dl>
      {items.length === 0 && (
        <p className="none">{t('compare.nothingToReview')}</p>
      )}
      {!open && items.length > 0 && (
        <p className="muted note">{t('compare.notNewest')}</p>
      )}
      {lost.length > 0 && (
        <section>
          <h2 className="lo">
            <Icon name="off" small /> {t('compare.lost')}{' '}
            <span className="n">{lost.length}</span>
          </h2>
          {lost.map(item => (
            <LostCard key={item.id} item={item} {...props} />
          ))}
        </section>
      )}
      {changed.length > 0 && (
        <section>
          <h2 className="ch">
            <Icon name="edit" small /> {t('compare.changedAsk')}{' '}
            <span className="n">{changed.length}</span>
          </h2>
          {open && style.length > 1 && (
            <button
              type="button"
              className="btn line all"
              onClick={() => {
                for (const { id } of style) {
                  props.onDecide(id, { review: 'holds' });
                }
              }}
            >
              <Icon name="check" small />
              {t('compare.styleAll', { count: style.length })}
            </button>
          )}
          {changed.map(item => (
            <ChangedCard key={item.id} item={item} {...props} />
          ))}
        </section>
      )}
      {followed.length > 0 && (
        <section>
          <h2>
            <Icon name="merge" small /> {t('compare.followed')}{' '}
            <span className="n">
              {followed.length} · {t('compare.followedHint')}
            </span>
          </h2>
          {followed.map(item => (
            <FollowedCard key={item.id} item={item} {...props} />
          ))}
        </section>
      )}
    </aside>
  );
}

function Count({
  n,
  label,
  icon,
  name,
}: {
  n: number;
  label: string;
  icon?: IconName;
  name?: string;
}) {
  return (
    <div className={name}>
      <dt>
        {icon && <Icon name={icon} small />}
        {label}
      </dt>
      <dd className="num">{n}</dd>
    </div>
  );
}
