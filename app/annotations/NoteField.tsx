import { useEffect, useRef, useState, type ComponentType } from 'react';

export type NoteFieldProps = {
  /** Markdown. What the field opens with; from then on it is the field's own. */
  value: string;
  label: string;
  placeholder: string;
  /** Whether it takes the focus when it opens. */
  focused: boolean;
  invalid: boolean;
  onChange(value: string): void;
};

let editor: ComponentType<NoteFieldProps> | null = null;

/** Fetches the editor, so that it is there before it is asked for; without it the plain field does. */
export async function preloadNoteEditor(): Promise<void> {
  try {
    editor = (await import('#app/annotations/NoteEditor.tsx')).default;
  } catch {
    // The network is away.
  }
}

/**
 * Where a note is written. A plain field until the editor has come: which of the
 * two it is stays as it was at the opening, so that nothing changes under a hand
 * that types.
 */
export function NoteField(props: NoteFieldProps) {
  const [Editor] = useState(() => editor);
  return Editor ? <Editor {...props} /> : <PlainField {...props} />;
}

function PlainField(props: NoteFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { focused } = props;
  useEffect(() => {
    if (focused) field.current?.focus({ preventScroll: true });
  }, [focused]);
  return (
    <textarea
      ref={field}
      defaultValue={props.value}
      rows={3}
      placeholder={props.placeholder}
      aria-label={props.label}
      aria-invalid={props.invalid}
      onChange={event => props.onChange(event.target.value)}
    />
  );
}
