import { useTranslation } from 'react-i18next';

import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  count: number;
  /** Index of the active annotation; -1 when none is. */
  position: number;
  /** Whether the sheet with a card is open. */
  open: boolean;
  onStep(by: 1 | -1): void;
  onClose(): void;
};

/** What stands at the bottom of a phone: from annotation to annotation. */
export function PhoneBar({ count, position, open, onStep, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <nav
      className={open ? 'mbar open' : 'mbar'}
      aria-label={t('desk.annotations')}
    >
      <button
        type="button"
        className="btn sq"
        aria-label={t('desk.previous')}
        disabled={count === 0}
        onClick={() => onStep(-1)}
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
        onClick={() => onStep(1)}
      >
        <Icon name="right" />
      </button>
      {open && (
        <button
          type="button"
          className="btn sq"
          aria-label={t('desk.close')}
          onClick={onClose}
        >
          <Icon name="x" />
        </button>
      )}
    </nav>
  );
}
