/** What somebody may do, from most to least; `policy.ts` says what each means. */
export const ROLES = ['owner', 'editor', 'checker', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/** The languages of the interface, the first being the default. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How often somebody's unread notices are sent by e-mail. */
export const DIGESTS = ['daily', 'never'] as const;
export type Digest = (typeof DIGESTS)[number];

/** A member of the workspace, as shown to the others. */
export type Person = {
  id: string;
  name: string;
  role: Role;
  /** Which of the six avatar colours, 0 to 5. */
  colour: number;
};

/** Who is signed in. */
export type Account = Person & { email: string; language: Language };

/** A member as `/api/v1/people` gives them out. */
export type Member = Person & {
  /** Null where it is not the viewer's to see, and where it was erased. */
  email: string | null;
  /** Removed: authorship stays. */
  disabled: boolean;
  /** Name and e-mail were taken away for good. */
  erased: boolean;
  revision: number;
  /** The viewer's own alone. */
  language?: Language;
  digest?: Digest;
};

/** The character that stands for somebody: the first of a Chinese name, else the initial. */
export function monogram(name: string): string {
  const first = Array.from(name.trim())[0] ?? '?';
  return first.toLocaleUpperCase();
}
