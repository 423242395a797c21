import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  count: number;
  /** Index of the active annotation; -1 when none is. */
  position: number;
  /** Whether the sheet with a card is open. */
  open: boolean;
  /** Whether some are filtered out. */
  filtered: boolean;
  /** Whether the filters are shown. */
  filtering: boolean;
  onOutline(): void;
  onStep(by: 1 | -1): void;
  onFilter(): void;
  onClose(): void;
};

/** What stands at the bottom of a phone: outline, from annotation to annotation, filters. */
export function PhoneBar(props: Props) {
  const { t } = useTranslation();
  const { count, position, open } = props;
  return (
    <nav
      className={open ? 'mbar open' : 'mbar'}
      aria-label={t('desk.annotations')}
    >
      <button
        type="button"
        className="btn sq"
        aria-label={t('outline.label')}
        onClick={props.onOutline}
      >
        <Icon name="menu" />
      </button>
      <button
        type="button"
        className="btn sq"
        aria-label={t('desk.previous')}
        disabled={count === 0}
        onClick={() => props.onStep(-1)}
      >
        <Icon name="left" />
      </button>
      <span className="num">
        {position >= 0 ? `${position + 1} / ${count}` : count}
      </span>
      <button
        type="button"
        className="btn sq"
        aria-label={t('desk.next')}
        disabled={count === 0}
        onClick={() => props.onStep(1)}
      >
        <Icon name="right" />
      </button>
      <button
        type="button"
        className={props.filtered ? 'btn sq on' : 'btn sq'}
        aria-label={t('filter.label')}
        aria-expanded={props.filtering}
        aria-controls="filters"
        onClick={props.onFilter}
      >
        <Icon name="filter" />
      </button>
      {open && (
        <button
          type="button"
          className="btn sq"
          aria-label={t('desk.close')}
          onClick={props.onClose}
        >
          <Icon name="x" />
        </button>
      )}
    </nav>
  );
}
