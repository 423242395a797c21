import { useTimeText } from '#app/i18n/time-text.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';

type Props = {
  article: string;
  /** Who changed it last, and when; null where it has only just been begun. */
  draft: { by: string; at: string } | null;
};

/** There is a draft of the next version, and the ways to it. */
export function DraftBar({ article, draft }: Props) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  return (
    <div className="note-bar info lost-link" role="status">
      <Icon name="edit" />
      <span className="grow" suppressHydrationWarning>
        {draft
          ? t('draft.there', { name: draft.by, at: timeText(draft.at) })
          : t('draft.started')}
      </span>
      <a className="btn line" href={`/articles/${article}/edit`}>
        {t('draft.go')}
      </a>
      <a className="btn pri" href={`/articles/${article}/compare?to=draft`}>
        {t('draft.see')}
      </a>
    </div>
  );
}
