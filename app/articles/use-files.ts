import { useCallback, useRef, useState } from 'react';

import { upload } from '#app/live/upload.ts';

/** A file on its way to be read. */
export type Sent = {
  key: number;
  name: string;
  state: 'waiting' | 'sending' | 'done' | 'failed';
  /** How much of it has left, 0–1. */
  share: number;
  /** The page that it was read as. */
  id?: string;
  /** Why it was not read; null where the server can't be reached. */
  detail?: string | null;
};

/** So many at once; the others wait for their turn. */
const AT_ONCE = 2;

/**
 * Files that are sent to be read, each by itself: one that fails leaves the
 * others alone. `onOne` is told the page where a single file was sent, `onAll`
 * when nothing is on its way any more.
 */
export function useFiles(onOne: (id: string) => void, onAll: () => void) {
  const [items, setItems] = useState<Sent[]>([]);
  const queue = useRef<{ key: number; file: File; alone: boolean }[]>([]);
  const running = useRef(0);
  const count = useRef(0);

  const tell = useCallback((key: number, change: Partial<Sent>): void => {
    setItems(all =>
      all.map(item => (item.key === key ? { ...item, ...change } : item)),
    );
  }, []);

  const next = useCallback((): void => {
    const job = running.current < AT_ONCE ? queue.current.shift() : undefined;
    if (!job) return;
    const { key, file, alone } = job;
    running.current += 1;
    tell(key, { state: 'sending' });
    void upload('/imports', file, share => tell(key, { share })).then(done => {
      running.current -= 1;
      const id = done.ok
        ? (done.answer as { id?: unknown } | null)?.id
        : undefined;
      if (typeof id === 'string') {
        tell(key, { state: 'done', id });
        if (alone) onOne(id);
      } else {
        const detail = done.ok ? null : done.detail;
        tell(key, { state: 'failed', detail });
      }
      if (running.current === 0 && queue.current.length === 0) onAll();
      next();
    });
    next();
  }, [onAll, onOne, tell]);

  const add = useCallback(
    (files: File[]): void => {
      const sent = files.map(file => {
        count.current += 1;
        return { key: count.current, file, alone: files.length === 1 };
      });
      queue.current.push(...sent);
      setItems(all => [
        ...all,
        ...sent.map(({ key, file }) => ({
          key,
          name: file.webkitRelativePath || file.name,
          state: 'waiting' as const,
          share: 0,
        })),
      ]);
      next();
    },
    [next],
  );
  return { items, add };
}

/** The files that were dropped, those in folders too. */
export async function filesOf(dropped: DataTransfer): Promise<File[]> {
  // All entries at once: they are gone after the event.
  const entries = [...dropped.items].flatMap(item => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  if (entries.length === 0) return [...dropped.files];
  const found = await Promise.all(entries.map(filesIn));
  return found.flat();
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith('.')) return [];
  if (entry.isFile) {
    const { file } = entry as FileSystemFileEntry;
    return [
      await new Promise<File>((done, fail) => file.call(entry, done, fail)),
    ];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    // A reader gives a hundred at a time, and none at its end.
    const some = await new Promise<FileSystemEntry[]>((done, fail) =>
      reader.readEntries(done, fail),
    );
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}
