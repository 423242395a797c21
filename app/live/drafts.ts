/**
 * What is typed and not sent yet, kept on this device so that it comes back
 * into its form after a reload. Each belongs to the person who typed it.
 */
export type DraftShelf = {
  /** The text as it was typed; null when there is none. */
  read(name: string): string | null;
  /** Keeps a text; an empty one is forgotten. */
  write(name: string, text: string): void;
};

/** The shelf of one person. Where the browser keeps nothing, neither does it. */
export function draftsOf(personId: string): DraftShelf {
  const key = (name: string): string => `pangzhu.draft.${personId}.${name}`;
  return {
    read: name => {
      try {
        return localStorage.getItem(key(name));
      } catch {
        return null;
      }
    },
    write: (name, text) => {
      try {
        if (text === '') localStorage.removeItem(key(name));
        else localStorage.setItem(key(name), text);
      } catch {
        // Full or forbidden: the form itself still holds it.
      }
    },
  };
}
