import { useTranslation } from '#app/i18n/use-translation.ts';
import { SIZES, type Preferences } from '#app/people/preferences.ts';
import { Popover } from '#app/ui/Popover.tsx';
import { ThemeToggle } from '#app/ui/ThemeToggle.tsx';

type Props = {
  preferences: Preferences;
  onChange(preferences: Preferences): void;
};

/** How the article is set: serif or sans, small or large, dark or light. */
export function Appearance({ preferences, onChange }: Props) {
  const { t } = useTranslation();
  const { face, size } = preferences;
  return (
    <Popover label={t('appearance.label')} icon="type">
      <div className="row">
        <span className="grow">{t('appearance.face')}</span>
        <span className="seg" role="group" aria-label={t('appearance.face')}>
          {(['serif', 'sans'] as const).map(choice => (
            <button
              key={choice}
              type="button"
              aria-pressed={face === choice}
              onClick={() => onChange({ ...preferences, face: choice })}
            >
              {t(`appearance.${choice}`)}
            </button>
          ))}
        </span>
      </div>
      <div className="row">
        <span className="grow">{t('appearance.size')}</span>
        <span className="seg" role="group" aria-label={t('appearance.size')}>
          {SIZES.map((choice, i) => (
            <button
              key={choice}
              type="button"
              aria-pressed={size === choice}
              aria-label={t(`appearance.${choice}`)}
              style={{ fontSize: 12 + i * 2 }}
              onClick={() => onChange({ ...preferences, size: choice })}
            >
              {t('appearance.letter')}
            </button>
          ))}
        </span>
      </div>
      <div className="row">
        <span className="grow">{t('theme')}</span>
        <ThemeToggle />
      </div>
    </Popover>
  );
}
