import { useKeyNames } from '#app/annotations/use-key-names.ts';
import type { PeekPart } from '#app/claims/ClaimPeek.tsx';

/** What keys do on the board. */
export type BoardCommands = {
  step(by: 1 | -1): void;
  peek(): void;
  /** False where no claim is meant. */
  part(part: PeekPart): boolean;
  pick(): void;
  find(): void;
  /** False where no claim is meant. */
  enter(): boolean;
  close(): void;
};

/** The board's keys. */
export function useBoardKeys(single: boolean, commands: BoardCommands): void {
  useKeyNames(single, name => run(name, commands));
}

function run(name: string, to: BoardCommands): boolean {
  switch (name) {
    case 'j':
    case 'ArrowDown':
      to.step(1);
      return true;
    case 'k':
    case 'ArrowUp':
      to.step(-1);
      return true;
    case 'Space':
      to.peek();
      return true;
    case 'v':
      return to.part('verdict');
    case 'a':
      return to.part('evidence');
    case '@':
      return to.part('assign');
    case '.':
      to.pick();
      return true;
    case '/':
      to.find();
      return true;
    case 'Enter':
      return to.enter();
    case 'Escape':
      to.close();
      return true;
    default:
      return false;
  }
}
