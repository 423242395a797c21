import { useRef } from 'react';

import { begins, commandOf, type Command } from '#app/annotations/keys.ts';
import { useKeyNames } from '#app/annotations/use-key-names.ts';

type Options = {
  /** Whether bare keys mean anything. */
  single: boolean;
  /** Runs a command; false when it means nothing now, and the key is the browser's. */
  run(command: Command): boolean;
  /** A key that the table does not know; true when it meant something. */
  other(name: string): boolean;
};

/** How long the second key of a sequence may take, in milliseconds. */
const SEQUENCE_MS = 1_200;

/** The desk's keys, sequences of two among them. */
export function useKeys({ single, run, other }: Options): void {
  const first = useRef<{ name: string; at: number } | null>(null);
  useKeyNames(single, (name, at) => {
    const before = first.current;
    const recent = before !== null && at - before.at < SEQUENCE_MS;
    const whole = recent ? `${before.name} ${name}` : name;
    first.current = null;
    if (begins(name) && !recent) {
      first.current = { name, at };
      // The browser may have a use for it too.
      return false;
    }
    const command = commandOf(whole);
    return command ? run(command) : other(name);
  });
}
