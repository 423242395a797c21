import { useTranslation } from '#app/i18n/use-translation.ts';
import type { Present } from '#app/live/event.ts';
import { Avatar } from '#app/ui/Avatar.tsx';

/** As many as stand side by side. */
const MOST = 4;

/** Who else has the article open; each once, on however many pages. */
export function PresentPeople({ people }: { people: readonly Present[] }) {
  const { t } = useTranslation();
  const each = [...new Map(people.map(p => [p.person.id, p.person])).values()];
  const shown = each.slice(0, MOST);
  return (
    <span
      className="avs present"
      role="group"
      aria-label={t('present.label', { count: each.length })}
      hidden={each.length === 0}
    >
      {shown.map(({ id, name, colour }) => (
        <Avatar key={id} name={name} colour={colour} />
      ))}
      {each.length > MOST && (
        <span className="av num">+{each.length - MOST}</span>
      )}
    </span>
  );
}
