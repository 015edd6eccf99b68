import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { keyring, seal, sha256, unseal } from '#platform/kernel';
import { marksOf } from './provider-logout.service.js';
import { SEALED_ORIGIN } from './sealed.js';

export interface Origin {
  readonly issuer: string;
  readonly idToken: string;
}

/** Notes by which provider a session was opened; it goes with the session. @param secret of the session */
export async function noteOrigin(on: DataSource | EntityManager, secret: string, origin: Origin): Promise<void> {
  const [session] = await rows<{ id: string }>(on, 'SELECT id FROM people.session WHERE secret_hash = $1', [
    sha256(secret),
  ]);
  if (!session) return;
  const { keyId, bytes } = seal(keyring(), Buffer.from(origin.idToken), SEALED_ORIGIN.context(session.id));
  await run(
    on,
    'INSERT INTO people.session_origin (session_id, issuer, marks, key_id, sealed) VALUES ($1, $2, $3, $4, $5)',
    [session.id, origin.issuer, marksOf(origin.idToken), keyId, bytes],
  );
}

interface SealedOrigin {
  readonly sessionId: string;
  readonly issuer: string;
  readonly keyId: string;
  readonly bytes: Buffer;
}

const openOrigin = ({ sessionId, issuer, keyId, bytes }: SealedOrigin): Origin => ({
  issuer,
  idToken: unseal(keyring(), { keyId, bytes }, SEALED_ORIGIN.context(sessionId)).toString(),
});

/** By which provider a session was opened; null: by none. @param secret of the session */
export async function originOf(on: Reader, secret: string): Promise<Origin | null> {
  const [found] = await rows<SealedOrigin>(
    on,
    `SELECT o.session_id AS "sessionId", o.issuer, o.key_id AS "keyId", o.sealed AS bytes FROM people.session s
     JOIN people.session_origin o ON o.session_id = s.id WHERE s.secret_hash = $1`,
    [sha256(secret)],
  );
  return found ? openOrigin(found) : null;
}
