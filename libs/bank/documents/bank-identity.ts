import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { publicUrl } from '#platform/kernel';
import type { BankIdentity } from './templates/facts.js';

/** The bank's legal identity now, to be copied on a paper: a later change of address does not change old papers. */
export async function bankIdentity(tx: EntityManager): Promise<BankIdentity> {
  const [bank] = await rows<Omit<BankIdentity, 'site'>>(
    tx,
    `SELECT coalesce(nullif(legal_name, ''), name) AS name, siren, nullif(address, '') AS address,
       nullif(helpline, '') AS helpline, time_zone AS "timeZone", logo_blob AS logo FROM people.bank`,
  );
  const { logo, ...identity } = bank!;
  return { ...identity, ...(logo ? { logo } : {}), site: publicUrl() };
}
