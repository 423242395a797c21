import { useNavigationType, useSearchParams } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';

type Change = (before: URLSearchParams) => URLSearchParams;

/**
 * What the page's address says of its view, and how to change that. A change counts
 * at once, and the next one builds on it: the address itself follows only when the
 * router has gone there, and would lose what is typed meanwhile. Whatever else
 * changes the address of such a page must not replace it, but go there.
 */
export function useAddress(): [
  params: URLSearchParams,
  change: (change: Change) => void,
] {
  const [params, setParams] = useSearchParams();
  const by = useNavigationType();
  const [ahead, setAhead] = useState<URLSearchParams | null>(null);
  const latest = useRef(params);
  const arrived = useRef(params);
  useEffect(() => {
    if (arrived.current === params) return;
    arrived.current = params;
    // One of ours: a later one may be on its way already.
    if (by === 'REPLACE') return;
    latest.current = params;
    setAhead(null);
  }, [params, by]);
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
