import { useNavigation, useSearchParams } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';

type Change = (before: URLSearchParams) => URLSearchParams;

/**
 * What the page's address says of its view, and how to change that. A change counts
 * at once, and the next one builds on it: the address itself follows only when the
 * router has gone there, and would lose what is typed meanwhile.
 */
export function useAddress(): [
  params: URLSearchParams,
  change: (change: Change) => void,
] {
  const [params, setParams] = useSearchParams();
  const { state } = useNavigation();
  const [ahead, setAhead] = useState<URLSearchParams | null>(null);
  const latest = useRef(params);
  useEffect(() => {
    // Arrived, or led elsewhere by the browser: the address is right again.
    if (state !== 'idle') return;
    latest.current = params;
    setAhead(null);
  }, [params, state]);
  const change = useCallback(
    (make: Change): void => {
      latest.current = make(latest.current);
      setAhead(latest.current);
      setParams(latest.current, { replace: true, preventScrollReset: true });
    },
    [setParams],
  );
  return [ahead ?? params, change];
}
