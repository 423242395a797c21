import { Suspense, useEffect, useState, type ReactNode } from 'react';

/**
 * What is fetched when it is called for. Never part of the server's page: a
 * boundary that is still waiting for its code when something changes makes React
 * throw away what the server rendered (its error 421).
 */
export function Later({ children }: { children: ReactNode }) {
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return mounted ? <Suspense>{children}</Suspense> : null;
}
