import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A change as it is kept until the server has answered it. */
export type Kept = {
  /** The Idempotency-Key, a UUIDv7: the order of the keys is that of the changes. */
  key: string;
  /** Whose change it is; nobody else's session sends it. */
  person: string;
  /** The page that made it, or took it over. */
  tab: string;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** The object whose ETag is named, and the ETag that was seen. */
  of?: string;
  etag?: string;
  /** What a page needs to show it again: the article, and what was done. */
  about?: { article: string; operation: unknown };
  /** Why the server refused it, until a page has taken that in. */
  refused?: { status: number; detail: string; current?: unknown };
};

/** Where changes are kept on this device. */
export type Shelf = {
  put(kept: Kept): Promise<void>;
  /** A person's changes, in their order. */
  all(person: string): Promise<Kept[]>;
  remove(key: string): Promise<void>;
};

interface Schema extends DBSchema {
  changes: { key: string; value: Kept; indexes: { person: string } };
}

/** A journal's keys in the tab-independent storage that is written at once. */
const JOURNAL = 'pangzhu.change.';

/**
 * The device's shelf, in IndexedDB. What is put there is written down at once in
 * a journal beside it, because a page that is closed does not wait for a
 * database. Where the browser keeps nothing, the page itself does.
 */
export function deviceShelf(): Shelf {
  const memory = memoryShelf();
  const opened = openDB<Schema>('pangzhu', 1, {
    upgrade: database => {
      const changes = database.createObjectStore('changes', { keyPath: 'key' });
      changes.createIndex('person', 'person');
    },
  })
    .then(async database => {
      await recover(database);
      return database;
    })
    .catch(() => null);
  return {
    put: async kept => {
      const written = note(kept);
      const database = await opened;
      if (!database) return memory.put(kept);
      await database.put('changes', kept);
      if (written) forget(kept.key);
    },
    all: async person => {
      const database = await opened;
      if (!database) return memory.all(person);
      const found = await database.getAllFromIndex('changes', 'person', person);
      return found.sort(byKey);
    },
    remove: async key => {
      const database = await opened;
      forget(key);
      if (!database) return memory.remove(key);
      await database.delete('changes', key);
    },
  };
}

/** A shelf that lasts as long as the page. */
export function memoryShelf(): Shelf {
  const changes = new Map<string, Kept>();
  return {
    put: kept => Promise.resolve(void changes.set(kept.key, kept)),
    all: person =>
      Promise.resolve(
        [...changes.values()]
          .filter(kept => kept.person === person)
          .sort(byKey),
      ),
    remove: key => Promise.resolve(void changes.delete(key)),
  };
}

const byKey = (a: Kept, b: Kept): number => (a.key < b.key ? -1 : 1);

/** What a closed page had only just written down. A second sending is answered as the first was. */
async function recover(database: IDBPDatabase<Schema>): Promise<void> {
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(JOURNAL)) continue;
    const text = localStorage.getItem(name);
    // Our own page wrote it.
    if (text) await database.put('changes', JSON.parse(text) as Kept);
    localStorage.removeItem(name);
  }
}

function note(kept: Kept): boolean {
  try {
    localStorage.setItem(JOURNAL + kept.key, JSON.stringify(kept));
    return true;
  } catch {
    return false; // Full or forbidden: the database alone has it.
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(JOURNAL + key);
  } catch {
    // Forbidden: then nothing was written.
  }
}
