import { useEffect, useRef } from 'react';

import type { Annotation } from '#app/annotations/annotation.ts';
import { plainNote } from '#app/annotations/plain-note.ts';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Avatar } from '#app/ui/Avatar.tsx';

type Props = {
  /** Those that lie where was pressed, the nearest first. */
  annotations: Annotation[];
  /** Where was pressed, in the window. */
  at: { x: number; y: number };
  onChoose(id: string): void;
  onClose(): void;
};

/** As many as a list is any help with; beyond that, filters are. */
const MOST = 50;

/** Several annotations lie on one spot: which one is meant? */
export function Chooser({ annotations, at, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const offered = annotations.slice(0, MOST);

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const back = document.activeElement;
    element.querySelector<HTMLElement>('button')?.focus();
    const away = (event: PointerEvent): void => {
      if (!element.contains(event.target as Node)) onClose();
    };
    document.addEventListener('pointerdown', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      if (
        element.contains(document.activeElement) &&
        back instanceof HTMLElement
      )
        back.focus({ preventScroll: true });
    };
  }, [onClose]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const buttons = [
      ...(list.current?.querySelectorAll<HTMLElement>('button') ?? []),
    ];
    const now = buttons.indexOf(document.activeElement as HTMLElement);
    const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (by !== undefined) {
      buttons[(now + by + buttons.length) % buttons.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const below = at.y < window.innerHeight / 2;
  return (
    <div
      ref={list}
      className="chooser"
      role="menu"
      aria-label={t('chooser.label', { count: annotations.length })}
      style={{
        left: Math.min(at.x, window.innerWidth - 340),
        ...(below
          ? { top: at.y + 14 }
          : { bottom: window.innerHeight - at.y + 14 }),
      }}
      onKeyDown={onKeyDown}
    >
      {offered.map(({ id, kind, colour, author, body, tags, anchor }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          onClick={() => onChoose(id)}
        >
          <span className={`sw ${colour ? `hl-${colour}` : kind}`}>
            <span className="d" />
          </span>
          <span className="trunc">
            {plainNote(body) ||
              tags.map(tag => `#${tag}`).join(' ') ||
              anchor?.exact}
          </span>
          <span className="muted">
            {colour ? t(`colour.${colour}`) : t(`kind.${kind}`)}
          </span>
          <Avatar name={author.name} colour={author.colour} />
        </button>
      ))}
      {annotations.length > MOST && (
        <p className="muted">
          {t('chooser.more', { count: annotations.length - MOST })}
        </p>
      )}
    </div>
  );
}
