import { useSyncExternalStore } from 'react';

const never = () => () => {};
const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** A key that is pressed with ⌘ on Apple's keyboards and with Ctrl on all others. */
export function ModKey({ and }: { and: string }) {
  // The server can't know; the page says it as soon as it lives.
  const apple = useSyncExternalStore(never, isApple, () => false);
  return <span className="kbd">{apple ? `⌘${and}` : `Ctrl ${and}`}</span>;
}
