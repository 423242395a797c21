/** How somebody likes to read and to type, kept with the browser. */
export type Preferences = {
  face: 'serif' | 'sans';
  size: (typeof SIZES)[number];
  /** Whether bare keys are commands. */
  keys: boolean;
};

/** Sizes of the article's text, from small to large. */
export const SIZES = ['s', 'm', 'l', 'xl'] as const;

export const DEFAULT: Preferences = { face: 'serif', size: 'm', keys: true };

/** Reads what the cookie holds, `sans.l.off`; what it can't mean is the default. */
export function readPreferences(cookie: string | null): Preferences {
  const [face, size, keys] = (cookie ?? '').split('.');
  return {
    face: face === 'sans' ? 'sans' : 'serif',
    size: SIZES.find(known => known === size) ?? DEFAULT.size,
    keys: keys !== 'off',
  };
}

export const writePreferences = ({ face, size, keys }: Preferences): string =>
  `${face}.${size}.${keys ? 'on' : 'off'}`;
