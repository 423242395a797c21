import { useEffect, useRef, type ReactNode } from 'react';

type Props = {
  className: string;
  /** The id of what names it, or a name of its own. */
  labelledBy?: string;
  label?: string;
  onClose(): void;
  children: ReactNode;
};

/**
 * A modal dialog, the browser's own: it traps the focus and gives it back, and
 * Escape or a press beside it closes it.
 */
export function Dialog(props: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { onClose } = props;
  useEffect(() => {
    const element = dialog.current;
    const back = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={props.className}
      aria-labelledby={props.labelledBy}
      aria-label={props.label}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      onClick={event => event.target === event.currentTarget && onClose()}
    >
      {props.children}
    </dialog>
  );
}
