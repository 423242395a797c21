import { useEffect, useRef, type RefObject } from 'react';

/**
 * Takes what was typed or chosen in a field before the page had come to life: the
 * server's field takes it, and React would neither hear of it nor put it back.
 */
export function useEarlyInput(
  field: RefObject<HTMLInputElement | HTMLSelectElement>,
  value: string,
  take: (value: string) => void,
): void {
  const first = useRef({ value, take });
  useEffect(() => {
    const found = field.current?.value;
    if (found !== undefined && found !== first.current.value) {
      first.current.take(found);
    }
  }, [field]);
}
