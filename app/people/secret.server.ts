import { createHash, randomBytes } from 'node:crypto';

/**
 * Credentials of this desk's own: a session's cookie, an API token. The text
 * carries the workspace's id in front of 32 random bytes, so that looking it
 * up stays inside one workspace; the database keeps only a SHA-256.
 */
export type Credential = { workspaceId: string; secretHash: string };

const ID_BYTES = 16;
const SECRET_BYTES = 32;

/** A new credential: the text to hand out once, and what to keep. */
export function makeSecret(
  workspaceId: string,
  prefix: string,
): { text: string; secretHash: string } {
  const id = Buffer.from(workspaceId.replaceAll('-', ''), 'hex');
  const bytes = Buffer.concat([id, randomBytes(SECRET_BYTES)]);
  const text = prefix + bytes.toString('base64url');
  return { text, secretHash: hash(text) };
}

/** What to look a credential up by; null when the text can't be one of ours. */
export function readSecret(text: string, prefix: string): Credential | null {
  if (!text.startsWith(prefix)) return null;
  const bytes = Buffer.from(text.slice(prefix.length), 'base64url');
  if (bytes.length !== ID_BYTES + SECRET_BYTES) return null;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  const workspaceId = hex.replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
    '$1-$2-$3-$4-$5',
  );
  return { workspaceId, secretHash: hash(text) };
}

const hash = (text: string): string =>
  createHash('sha256').update(text).digest('hex');
