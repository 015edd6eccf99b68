import type { ClientBase } from 'pg';
import { keyring, type SecretKeyring, SettingsError, seal, unseal } from '#platform/kernel';
import { withClient } from '../connections/with-client.js';

const KNOWN = 'banque du numérique';

export interface Canary {
  readonly keyId: string;
  readonly sealed: Buffer;
}

/** Which secrets are missing, of those that some bank was sealed with; asks no database. */
export function secretsMissing(canaries: readonly Canary[], ring: SecretKeyring = keyring()): 'none' | 'some' | 'all' {
  const foreign = canaries.filter(({ keyId, sealed }) => !opens(ring, keyId, sealed)).length;
  if (foreign === 0) return 'none';
  return foreign === canaries.length ? 'all' : 'some';
}

/**
 * Checks that this process has the secrets that the database was sealed with, and stores a canary of the current one.
 * @param url of a migrated database, for the application's role
 * @throws SettingsError, a sentence, when a secret is missing or wrong: nothing may be sealed then
 */
export async function mustKnowSecrets(
  { url, asApplication }: { readonly url: string; readonly asApplication?: boolean },
  ring: SecretKeyring = keyring(),
): Promise<void> {
  const remember = async (client: ClientBase) => {
    const { rows } = await client.query<{ key_id: string; sealed: Buffer }>(
      'SELECT key_id, sealed FROM platform.secret_canary ORDER BY made_at, key_id',
    );
    const missing = secretsMissing(
      rows.map(({ key_id, sealed }) => ({ keyId: key_id, sealed })),
      ring,
    );
    if (missing !== 'none') throw new SettingsError(sentenceOf(missing === 'all'));
    if (rows.some(({ key_id }) => key_id === ring.current)) return;
    const { keyId, bytes } = seal(ring, Buffer.from(KNOWN), 'canary');
    await client.query(
      'INSERT INTO platform.secret_canary (key_id, sealed) VALUES ($1, $2) ON CONFLICT (key_id) DO NOTHING',
      [keyId, bytes],
    );
  };
  await withClient(url, 'bn start', remember, asApplication ? { options: '-c role=bn_app' } : {});
}

function opens(ring: SecretKeyring, keyId: string, bytes: Buffer): boolean {
  try {
    return unseal(ring, { keyId, bytes }, 'canary').toString() === KNOWN;
  } catch {
    return false;
  }
}

const sentenceOf = (all: boolean): string =>
  all
    ? 'BN_SECRET n’est pas celui avec lequel cette banque a été scellée : rien n’y serait lisible. Rendez-lui son secret (dans une banque d’essai, le fichier « secret » du dossier des données) ; pour en changer, gardez l’ancien dans BN_SECRET_PREVIOUS.'
    : 'Un ancien secret manque dans BN_SECRET_PREVIOUS : une partie de la banque a été scellée avec lui et ne serait plus lisible. Ajoutez-le, séparé par une virgule.';
