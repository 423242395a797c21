import type { Role } from '#app/people/person.ts';

/** What a link that lets somebody in is for. */
export const LINK_PURPOSES = ['invitation', 'reset'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** An invitation that was made, as its owner sees it; the link itself is shown once. */
export type Invitation = {
  id: string;
  role: Role;
  /** RFC 3339. */
  createdAt: string;
  expiresAt: string;
  state: 'open' | 'used' | 'expired' | 'revoked';
};
