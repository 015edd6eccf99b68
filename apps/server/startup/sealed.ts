import type pg from 'pg';
import { SEALED_FORMER_DESCRIPTION, SEALED_FORMER_IDENTITY, SEALED_IDENTITY, SEALED_SIGNATURE } from '#bank/allocation';
import { SEALED_CHUNK, SEALED_FACTS } from '#bank/documents';
import { SEALED_WEBHOOK } from '#bank/events';
import { SEALED_NOTE, SEALED_WORDS } from '#bank/faults';
import { SEALED_PART, SEALED_SAMPLE } from '#bank/files/engine';
import {
  SEALED_COLLECTION,
  SEALED_CONTACT,
  SEALED_FORMER_CARD,
  SEALED_FORMER_COLLECTION,
  SEALED_FORMER_CONTACT,
  SEALED_REPRESENTATIVE,
} from '#bank/intake';
import { SEALED_LINK } from '#bank/mails';
import { resealAudit, SEALED_ORIGIN, SEALED_TOTP } from '#bank/people';
import { SEALED_CODES, SEALED_NUMBER } from '#bank/sims';
import { reseal, withClient } from '#platform/database';
import { keyring, type SealedColumn, type SecretKeyring, SettingsError } from '#platform/kernel';

/** Every column of sealed bytes. A test compares it with the database: a missing column would be lost with its secret. */
export const SEALED: readonly SealedColumn[] = [
  SEALED_IDENTITY,
  SEALED_FORMER_IDENTITY,
  SEALED_FORMER_DESCRIPTION,
  SEALED_SIGNATURE,
  SEALED_FACTS,
  SEALED_CONTACT,
  SEALED_FORMER_CARD,
  SEALED_FORMER_CONTACT,
  SEALED_COLLECTION,
  SEALED_FORMER_COLLECTION,
  SEALED_REPRESENTATIVE,
  SEALED_CODES,
  SEALED_NUMBER,
  SEALED_WORDS,
  SEALED_NOTE,
  SEALED_TOTP,
  SEALED_ORIGIN,
  SEALED_LINK,
  SEALED_WEBHOOK,
  SEALED_SAMPLE,
  SEALED_PART,
  SEALED_CHUNK,
];

/**
 * Seals the whole bank with the current secret, so that the older ones open nothing more. Killed half-way, a new run continues.
 * @param ownerUrl of the tables' owner
 * @param say called with one sentence a column
 * @returns the audit's new head, to be noted elsewhere; null without one
 * @throws SettingsError while a server or a worker runs: they would seal with the secrets of their start
 */
export function rotateSecret(
  ownerUrl: string,
  say: (sentence: string) => void,
  ring: SecretKeyring = keyring(),
): Promise<string | null> {
  return withClient(ownerUrl, 'bn rotate-secret', async (client) => {
    await mustBeAlone(client);
    for (const column of SEALED) {
      const done = await reseal(client, column, ring);
      say(`${column.table} : ${done.toLocaleString('fr-FR')}`);
    }
    const head = await resealAudit(client, ring);
    // Last: from here on the older secrets are not needed any more.
    await client.query('DELETE FROM platform.secret_canary WHERE key_id <> $1', [ring.current]);
    return head;
  });
}

async function mustBeAlone(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND (application_name = 'bn server' OR application_name = 'bn worker')`,
  );
  if (rowCount)
    throw new SettingsError(
      'Arrêtez d’abord les serveurs et les workers : ils scellent avec les secrets de leur départ.',
    );
}
