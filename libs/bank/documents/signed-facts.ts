import { confirmedFacts, type StaffSignature } from '#bank/people';
import { clock } from '#platform/kernel';
import type { Signed } from './templates/facts.js';

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
