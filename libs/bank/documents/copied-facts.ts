import type { EntityManager } from 'typeorm';
import { confirmedFacts, type StaffSignature } from '#bank/people';
import { rows } from '#platform/database';
import { clock, publicUrl } from '#platform/kernel';
import type { BankIdentity, Signed } from './templates/facts.js';

/** What a paper keeps of a signature: « signé par …, mot de passe ressaisi le … ». */
export const signedFacts = (by: StaffSignature, organisation: string, at = clock.now()): Signed => ({
  operator: by.member.operatorNumber,
  organisation,
  at: at.toISOString(),
  confirmed: confirmedFacts(by.confirmed),
  ...(by.person
    ? {
        person: {
          name: by.person.name,
          quality: by.person.quality,
          own: by.person.own,
          image: by.person.imageBlob,
        },
      }
    : {}),
});

/** Copied on a paper: a later change of address does not change old papers. */
export async function bankIdentity(tx: EntityManager): Promise<BankIdentity> {
  const [bank] = await rows<Omit<BankIdentity, 'site'>>(
    tx,
    `SELECT coalesce(nullif(legal_name, ''), name) AS name, siren, nullif(address, '') AS address,
       nullif(helpline, '') AS helpline, time_zone AS "timeZone", logo_blob AS logo FROM people.bank`,
  );
  const { logo, ...identity } = bank!;
  return { ...identity, ...(logo ? { logo } : {}), site: publicUrl() };
}
