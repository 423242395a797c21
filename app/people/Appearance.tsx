import { useEffect, useId, useRef, useState } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';
import { SIZES, type Preferences } from '#app/people/preferences.ts';
import { Icon } from '#app/ui/Icon.tsx';
import { ThemeToggle } from '#app/ui/ThemeToggle.tsx';

type Props = {
  preferences: Preferences;
  onChange(preferences: Preferences): void;
};

/** How the article is set: serif or sans, small or large, dark or light. */
export function Appearance({ preferences, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const { face, size } = preferences;

  useEffect(() => {
    if (!open) return;
    const away = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [open]);

  return (
    <div
      className="appearance js"
      ref={box}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        box.current?.querySelector('button')?.focus();
      }}
    >
      <button
        type="button"
        className="btn sq"
        aria-label={t('appearance.label')}
        title={t('appearance.label')}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name="type" />
      </button>
      <div className="pop" id={id} hidden={!open}>
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
      </div>
    </div>
  );
}
