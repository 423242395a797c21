import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

import { Icon, type IconName } from '#app/ui/Icon.tsx';

type Props = { label: string; icon: IconName; children: ReactNode };

/** A button with what it opens below it; Escape, or a press elsewhere, closes it. */
export function Popover({ label, icon, children }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  // Once it has been open it stays, with what was chosen in it.
  const [used, setUsed] = useState(false);
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
        aria-label={label}
        title={label}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setUsed(true);
          setOpen(!open);
        }}
      >
        <Icon name={icon} />
      </button>
      <div className="pop" id={id} hidden={!open}>
        {used && children}
      </div>
    </div>
  );
}
