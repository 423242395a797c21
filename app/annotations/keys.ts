/**
 * The desk's keys: one table for those who press them, for the help that lists
 * them, and for the palette. Keys are named for what they type, not for where
 * they lie, and hold under a Chinese layout (？ is ?).
 */
export type Command =
  | 'highlight-1'
  | 'highlight-2'
  | 'highlight-3'
  | 'highlight-4'
  | 'highlight-5'
  | 'note'
  | 'query'
  | 'tag'
  | 'link'
  | 'next'
  | 'previous'
  | 'next-section'
  | 'previous-section'
  | 'next-sentence'
  | 'previous-sentence'
  | 'sentence-more'
  | 'sentence-less'
  | 'character-more'
  | 'character-less'
  | 'word-more'
  | 'word-less'
  | 'swap'
  | 'whole-words'
  | 'open'
  | 'suggest'
  | 'claim'
  | 'source'
  | 'verdict'
  | 'evidence'
  | 'check-mode'
  | 'checked'
  | 'not-needed'
  | 'next-unchecked'
  | 'pair'
  | 'reply'
  | 'assign'
  | 'pick'
  | 'resolve'
  | 'remove'
  | 'mine'
  | 'unresolved'
  | 'filter'
  | 'find'
  | 'go-library'
  | 'go-tags'
  | 'go-claims'
  | 'go-sources'
  | 'go-inbox'
  | 'palette'
  | 'undo'
  | 'redo'
  | 'focus'
  | 'help'
  | 'close';

/** A group of keys in the help. */
export type KeyGroup =
  | 'selection'
  | 'move'
  | 'check'
  | 'extend'
  | 'card'
  | 'filter'
  | 'go'
  | 'global';

/**
 * Every command with its keys, the first being the one that is shown. `Mod` is
 * ⌘ or Ctrl; two keys parted by a space follow each other.
 */
export const KEYS: Record<KeyGroup, [command: Command, ...keys: string[]][]> = {
  selection: [
    ['highlight-1', '1'],
    ['highlight-2', '2'],
    ['highlight-3', '3'],
    ['highlight-4', '4'],
    ['highlight-5', '5'],
    ['note', 'n'],
    ['tag', 't'],
    ['claim', 'c'],
    ['query', 'q'],
    ['source', 's'],
    ['suggest', 'e'],
    ['link', 'l'],
  ],
  move: [
    ['next', 'j'],
    ['previous', 'k'],
    ['next-section', ']'],
    ['previous-section', '['],
    ['next-sentence', 'Space'],
    ['previous-sentence', 'Shift+Space'],
  ],
  check: [
    ['check-mode', 'g v'],
    ['checked', 'y'],
    ['not-needed', 'o'],
    ['next-unchecked', 'Shift+j'],
    ['pair', 'p'],
  ],
  extend: [
    ['sentence-more', 'Shift+ArrowDown'],
    ['sentence-less', 'Shift+ArrowUp'],
    ['character-more', 'Shift+ArrowRight'],
    ['character-less', 'Shift+ArrowLeft'],
    ['word-more', 'Alt+Shift+ArrowRight', 'Mod+Shift+ArrowRight'],
    ['word-less', 'Alt+Shift+ArrowLeft', 'Mod+Shift+ArrowLeft'],
    ['swap', ';'],
    ['whole-words', 'w'],
  ],
  card: [
    ['open', 'Enter'],
    ['reply', 'r'],
    ['resolve', 'x'],
    ['assign', '@'],
    ['verdict', 'v'],
    ['evidence', 'a'],
    ['pick', '.'],
    ['remove', 'Delete', 'Backspace'],
  ],
  filter: [
    ['mine', 'm'],
    ['unresolved', 'u'],
    ['filter', 'f'],
    ['find', '/'],
  ],
  go: [
    ['go-library', 'g h'],
    ['go-claims', 'g c'],
    ['go-sources', 'g s'],
    ['go-tags', 'g t'],
    ['go-inbox', 'g i'],
  ],
  global: [
    ['palette', 'Mod+k'],
    ['undo', 'Mod+z'],
    ['redo', 'Mod+Shift+z', 'Mod+y'],
    ['focus', 'z'],
    ['help', '?'],
    ['close', 'Escape'],
  ],
};

const commands = new Map(
  Object.values(KEYS)
    .flat()
    .flatMap(([command, ...keys]) => keys.map(key => [key, command] as const)),
);

/** The key that is shown for a command. */
export const keyFor = (command: Command): string =>
  [...commands].find(([, known]) => known === command)?.[0] ?? '';

/** What a Chinese layout types where a Latin one types this. */
const CHINESE: Record<string, string> = {
  '？': '?',
  '、': '/',
  '／': '/',
  '【': '[',
  '】': ']',
  '「': '[',
  '」': ']',
  '；': ';',
  '＠': '@',
  '。': '.',
};

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'
>;

/** A press as the table names it: `Mod+Shift+z`, `?`, `Space`. */
export function nameOf(event: Pressed): string {
  const typed = CHINESE[event.key] ?? event.key;
  const key = typed === ' ' ? 'Space' : typed;
  const character = Array.from(key).length === 1;
  const lower = character ? key.toLowerCase() : key;
  const mod = event.ctrlKey || event.metaKey;
  // What a character is already says whether Shift was held, but for letters.
  const letter = character && lower !== key.toUpperCase();
  const shift = event.shiftKey && (!character || letter);
  return [
    mod ? 'Mod+' : '',
    event.altKey ? 'Alt+' : '',
    shift ? 'Shift+' : '',
    lower,
  ].join('');
}

/** Whether a press is a bare key, which people who speak or dictate can turn off (WCAG 2.1.4). */
export const isSingle = (name: string): boolean =>
  Array.from(name).length === 1 || name === 'Space' || name === 'Shift+Space';

/** The command of a key, or of two that follow each other. */
export const commandOf = (name: string): Command | null =>
  commands.get(name) ?? null;

/** Whether a key begins a sequence. */
export const begins = (name: string): boolean =>
  [...commands.keys()].some(key => key.startsWith(`${name} `));

/** A key's parts as they stand on a keyboard. */
export function capsOf(key: string): string[] {
  return key
    .split(/[+ ]/)
    .map(part => CAPS[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

const CAPS: Record<string, string> = {
  Mod: '⌘/Ctrl',
  Shift: '⇧',
  Alt: '⌥',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Space: '␣',
  Enter: '↵',
  Escape: 'Esc',
  Delete: 'Del',
};
