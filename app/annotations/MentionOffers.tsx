import type { Colleague } from '#app/annotations/colleague.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Avatar } from '#app/ui/Avatar.tsx';

type Props = {
  id: string;
  offers: readonly Colleague[];
  chosen: number;
  onTake(colleague: Colleague): void;
};

/** Colleagues whose name may be meant. */
export function MentionOffers({ id, offers, chosen, onTake }: Props) {
  const { t } = useTranslation();
  return (
    <ul
      className="offers"
      id={id}
      role="listbox"
      aria-label={t('thread.people')}
    >
      {offers.map((colleague, i) => (
        <li
          key={colleague.id}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === chosen}
          // A press must not take the focus away first.
          onPointerDown={event => {
            event.preventDefault();
            onTake(colleague);
          }}
        >
          <Avatar name={colleague.name} colour={colleague.colour} size="sm" />
          {colleague.name}
          <span className="muted">{t(`role.${colleague.role}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What a key does to a list of offers; null when it means nothing to it. */
export function offerKey(
  event: { key: string; isComposing: boolean },
  chosen: number,
  count: number,
): { chosen: number } | 'take' | 'close' | null {
  if (event.isComposing || count === 0) return null;
  switch (event.key) {
    case 'ArrowDown':
      return { chosen: (chosen + 1) % count };
    case 'ArrowUp':
      return { chosen: (chosen - 1 + count) % count };
    case 'Enter':
    case 'Tab':
      return 'take';
    case 'Escape':
      return 'close';
    default:
      return null;
  }
}
