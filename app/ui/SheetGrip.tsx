import { useRef, useState, type RefObject } from 'react';

import { useTranslation } from '#app/i18n/use-translation.ts';
type Props = {
  /** What the grip moves. */
  sheet: RefObject<HTMLElement>;
  /** It was dragged out of the window. */
  onClose(): void;
};

/** Shares of the window's height: closed below the first, then low, then high. */
const CLOSED = 0.2;
const HIGH = 0.615;

/** A press that moves less than this, in pixels, is no drag. */
const STILL = 5;

/**
 * The handle of a phone's sheet. Dragged, the sheet snaps to 45 or 78 hundredths
 * of the window, or away; pressed, it goes from the one to the other.
 */
export function SheetGrip({ sheet, onClose }: Props) {
  const { t } = useTranslation();
  const [high, setHigh] = useState(false);
  const from = useRef<{ y: number; height: number } | null>(null);
  const moved = useRef(false);

  const heightAt = (y: number): number =>
    from.current ? from.current.height + from.current.y - y : 0;
  const rest = (): void => {
    from.current = null;
    sheet.current?.classList.remove('dragged');
    sheet.current?.style.removeProperty('height');
  };
  const snap = (isHigh: boolean): void => {
    setHigh(isHigh);
    sheet.current?.classList.toggle('high', isHigh);
  };
  return (
    <button
      type="button"
      className="grip"
      aria-label={t('sheet.whole')}
      aria-pressed={high}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const height = sheet.current?.offsetHeight ?? 0;
        from.current = { y: event.clientY, height };
        moved.current = false;
      }}
      onPointerMove={event => {
        if (!from.current || !sheet.current) return;
        if (Math.abs(event.clientY - from.current.y) < STILL) return;
        moved.current = true;
        sheet.current.classList.add('dragged');
        sheet.current.style.height = `${heightAt(event.clientY)}px`;
      }}
      onPointerUp={event => {
        const share = heightAt(event.clientY) / window.innerHeight;
        rest();
        if (!moved.current) return;
        if (share < CLOSED) onClose();
        else snap(share > HIGH);
      }}
      onPointerCancel={rest}
      onClick={() => {
        if (!moved.current) snap(!high);
        moved.current = false;
      }}
    />
  );
}
