/** The stroke icons of the design, on a 16-pixel grid. */
const PATHS = {
  note: <path d="M2.5 3.5h11v7.5h-6l-3 2.5v-2.5h-2z" />,
  ask: (
    <>
      <path d="M2.5 3.5h11v7.5h-6l-3 2.5v-2.5h-2z" />
      <path d="M6.6 6a1.4 1.4 0 1 1 1.9 1.3c-.4.2-.5.4-.5.8M8 9.4v.1" />
    </>
  ),
  tag: (
    <>
      <path d="M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8z" />
      <circle cx="5.4" cy="5.4" r=".7" />
    </>
  ),
  merge: <path d="M3.5 3v3c0 2 1.5 3 4.5 3h4M9.5 6.5L12.2 9l-2.7 2.5" />,
  off: (
    <path d="M2.5 2.5l11 11M4.8 12.5a2.9 2.9 0 0 1-.3-5.8M7 4.4A3.8 3.8 0 0 1 11.8 7a2.8 2.8 0 0 1 1.7 4.3" />
  ),
  check: <path d="M3 8.5l3.2 3.2L13 4.8" />,
  x: <path d="M4 4l8 8M12 4l-8 8" />,
  warn: <path d="M8 2.5l6 10.8H2zM8 6.5v3.2M8 11.5v.1" />,
  right: <path d="M6.5 4.5L10 8l-3.5 3.5" />,
  left: <path d="M9.5 4.5L6 8l3.5 3.5" />,
  book: (
    <>
      <path d="M4 2.5h8.5v11H4.5a1.5 1.5 0 0 1 0-3h8" />
      <path d="M3 12V4a1.5 1.5 0 0 1 1.5-1.5" />
    </>
  ),
  clip: <path d="M4 3.5h8v10H4zM6 2.5h4v2H6zM6 7.5h4M6 10h3" />,
  layers: (
    <path d="M8 2.5l5.5 2.8L8 8 2.5 5.3zM2.5 8L8 10.8 13.5 8M2.5 10.7L8 13.5l5.5-2.8" />
  ),
  link: (
    <path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.9-.9" />
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="M10.2 10.2l3.3 3.3" />
    </>
  ),
  filter: <path d="M2.5 4.5h11M4.5 8h7M6.5 11.5h3" />,
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h7" />,
  down: <path d="M4.5 6.5L8 10l3.5-3.5" />,
  up: <path d="M4.5 9.5L8 6l3.5 3.5" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  undo: <path d="M6.5 3.5L3 7l3.5 3.5M3 7h6.5a3.5 3.5 0 0 1 0 7H7" />,
  redo: <path d="M9.5 3.5L13 7l-3.5 3.5M13 7H6.5a3.5 3.5 0 0 0 0 7H9" />,
  type: (
    <path d="M2.5 12.5l3.5-9 3.5 9M3.8 9.3h4.4M10.5 12.5l2-5 2 5M11.2 11h2.6" />
  ),
  moon: <path d="M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z" />,
  cloud: (
    <path d="M4.8 12.5a2.9 2.9 0 0 1-.3-5.8A3.8 3.8 0 0 1 11.8 7a2.8 2.8 0 0 1-.3 5.5zM6.3 9.6l1.3 1.3 2.3-2.5" />
  ),
  wait: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 4.6V8l2.4 1.6" />
    </>
  ),
  edit: <path d="M10.7 2.8l2.5 2.5-7.4 7.4-3.1.6.6-3.1zM9.2 4.3l2.5 2.5" />,
  bin: <path d="M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M7 7v4M9 7v4" />,
  out: <path d="M9.5 3H3.5v10h6M7 8h7M11.5 5.5L14 8l-2.5 2.5" />,
  inbox: <path d="M2.5 9l2-5.5h7l2 5.5v4h-11zM2.5 9h3.2l1 1.7h2.6l1-1.7h3.2" />,
  users: (
    <>
      <circle cx="6" cy="5.5" r="2.5" />
      <path d="M1.5 13c.5-2.500 2.200-3.800 4.500-3.800s4 1.300 4.500 3.800M10.500 3.200a2.500 2.500 0 0 1 0 4.600M12 9.500c1.500.5 2.300 1.700 2.600 3.500" />
    </>
  ),
  user: (
    <>
      <circle cx="8" cy="5.5" r="2.6" />
      <path d="M3 13.5c.6-2.6 2.5-3.8 5-3.8s4.4 1.2 5 3.8" />
    </>
  ),
  reply: <path d="M6.5 3.5L3 7l3.5 3.5M3 7h6.5a3.5 3.5 0 0 1 3.500 3.500v2" />,
  more: (
    <>
      <circle cx="3.5" cy="8" r=".6" />
      <circle cx="8" cy="8" r=".6" />
      <circle cx="12.5" cy="8" r=".6" />
    </>
  ),
  lock: (
    <path d="M3.500 7.500h9v6h-9zM5.500 7.500v-2a2.500 2.500 0 0 1 5 0v2" />
  ),
  eye: (
    <>
      <path d="M1.8 8C3.5 5 5.5 3.800 8 3.800S12.500 5 14.200 8c-1.700 3-3.700 4.200-6.200 4.200S3.500 11 1.800 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  history: (
    <>
      <path d="M3 8a5 5 0 1 1 1.500 3.600M3 12.500v-3h3" />
      <path d="M8 5.200V8l1.900 1.300" />
    </>
  ),
  globe: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M2.5 8h11M8 2.5c2 2 2.5 4 2.5 5.5S10 11.5 8 13.5C6 11.5 5.5 9.5 5.5 8S6 4.5 8 2.5z" />
    </>
  ),
  file: <path d="M4 2.500h5l3 3v8H4zM9 2.500v3h3" />,
  chart: <path d="M3 13V8M7 13V3.500M11 13V6M2 13.500h12" />,
  sound: (
    <path d="M8 2.500a2 2 0 0 1 2 2v3.500a2 2 0 0 1-4 0V4.500a2 2 0 0 1 2-2zM4 7.500a4 4 0 0 0 8 0M8 11.500v2" />
  ),
  board: <path d="M2.500 3.500h11v9h-11zM2.500 6.500h11M6 6.500v6" />,
  shelf: <path d="M3 3v10M6 3v10M8.800 3.600l2.400 9.600M2 13.500h12" />,
  snap: (
    <>
      <path d="M2.500 5h2.700l1-1.500h3.600l1 1.500h2.700v8h-11z" />
      <circle cx="8" cy="8.800" r="2.2" />
    </>
  ),
  flag: <path d="M3.500 14V2.500M3.500 3h8.500l-2 3 2 3H3.500" />,
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: whoever uses it says in words what it means. */
export function Icon({ name, small }: { name: IconName; small?: boolean }) {
  return (
    <svg
      className={small ? 'ic s' : 'ic'}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {PATHS[name]}
    </svg>
  );
}

/** The product's mark: a face that reads. */
export function Logo() {
  return (
    <svg viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
      <rect x="1" y="1" width="20" height="20" rx="5" fill="var(--ink)" />
      <path
        d="M5 9h4.2M12.8 9H17"
        stroke="var(--paper)"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <path
        d="M6.8 16.5L11 10.5l4.2 6"
        fill="none"
        stroke="#ff8a70"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
