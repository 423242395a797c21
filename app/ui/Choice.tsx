import { useRef } from 'react';

import { useEarlyInput } from '#app/ui/use-early-input.ts';

type Props = {
  label: string;
  /** Null where none is chosen. */
  value: string | null;
  options: [value: string, text: string][];
  onChange(value: string | null): void;
  /** Whether one of them is always chosen. */
  always?: boolean;
};

/** A filter of which one option is chosen, or none. */
export function Choice({ label, value, options, onChange, always }: Props) {
  const field = useRef<HTMLSelectElement>(null);
  const choose = (chosen: string): void => onChange(chosen || null);
  useEarlyInput(field, value ?? '', choose);
  const known = options.some(([option]) => option === value);
  return (
    <select
      ref={field}
      className={value === null ? 'chip' : 'chip on'}
      aria-label={label}
      value={value ?? ''}
      onChange={event => choose(event.target.value)}
    >
      {!always && <option value="">{label}</option>}
      {value !== null && !known && <option value={value}>{value}</option>}
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}
