import type { BoardClaim } from '#app/claims/board.ts';
import { isDecided } from '#app/claims/claim.ts';
import { today } from '#app/i18n/today.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

/** By when a claim is to be decided; said louder when that has passed. */
export function DueText({
  claim: { due, verdict },
}: {
  claim: Pick<BoardClaim, 'due' | 'verdict'>;
}) {
  const { t } = useTranslation();
  if (due === null) return null;
  const now = today();
  const late = !isDecided(verdict) && due < now;
  const day = due === now ? t('claims.today') : due;
  return (
    <time
      className={late ? 'due late' : 'due num'}
      dateTime={due}
      suppressHydrationWarning
    >
      {late && <Icon name="warn" small />} {day}
    </time>
  );
}
