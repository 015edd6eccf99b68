import { createHmac } from 'node:crypto';
import { keyring, sha256 } from '#platform/kernel';

const derive = (key: Buffer, ticketId: string): string =>
  createHmac('sha256', key).update(`follow-up:${ticketId}`).digest('base64url');

/**
 * The follow-up secret of a new ticket. It is derived from the installation's secret, which lies outside the database,
 * so that a form sent twice can be answered twice while only the hash is stored.
 */
export function followUpSecret(ticketId: string): string {
  const ring = keyring();
  return derive(ring.keys.get(ring.current) as Buffer, ticketId);
}

/** The secret behind a stored hash, also after the installation's secret changed; null when its key is gone. */
export function secretBehind(ticketId: string, hash: string): string | null {
  for (const key of keyring().keys.values()) {
    const secret = derive(key, ticketId);
    if (sha256(secret) === hash) return secret;
  }
  return null;
}
