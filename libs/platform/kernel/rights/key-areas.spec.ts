import { readFileSync } from 'node:fs';
import { isMadeFor, ORGANISATION_SCOPES } from './key-areas.js';

/** The rights of addresses of the API, as `docs/access.md` has them. */
const rights = readFileSync('docs/access.md', 'utf8')
  .split('\n## ')
  .filter((part) => /^- \w+ \/api\/v1\//m.test(part))
  .map((part) => part.split('\n')[0]!)
  .filter((name) => name.includes('.'));

test('what no key reaches, whatever it was made for, is reviewed', () => {
  expect(rights.length).toBeGreaterThan(80);
  const nobodys = rights.filter((name) => !isMadeFor(ORGANISATION_SCOPES, name));
  expect(nobodys).toEqual([
    // Many things at once, and what is put right: a person's, and countersigned by one.
    'bulk act.cancel',
    'bulk act.confirm',
    'bulk act.prepare',
    'bulk act.settle',
    'correct.beneficiary_merged',
    'correct.beneficiary_unmerged',
    'correct.donor_kind',
    'correct.donor_merged',
    'correct.donor_unmerged',
    'correct.quota',
    'correct.structure_merged',
    'correct.structure_unmerged',
    // Who is told of a loss, and what they answer: a person's.
    'incident.tell or write or answer or sheet',
    // Who did what.
    'read.audit',
    'read.corrections',
    'read.dataImport',
    'read.incidents',
    'read.looks',
    // Papers name people.
    'read.papers, instance administrator',
    'read.receipts',
    'read.rules',
    // Settings, and what comes back to the bank's mailbox.
    'write.bank',
    'write.bank, instance administrator',
    // A bench PC's key alone.
    'write.benchAnnounce',
    'write.benchEvidence',
    'write.benchInventory',
    'write.countersignatures',
    'write.dataImport',
    'write.organisations',
    'write.ownOrganisation',
    'write.papers',
    'write.papers, instance administrator',
    'write.quotas',
    'write.receipts',
    'write.rules',
  ]);
});

test('who somebody is comes out for a key that was made for names alone', () => {
  const blind = ORGANISATION_SCOPES.filter((scope) => scope !== 'names');
  expect(rights.filter((name) => isMadeFor(ORGANISATION_SCOPES, name) && !isMadeFor(blind, name))).toEqual([
    'read.beneficiaries',
    'read.donorNames',
    'sim.import',
    'write.beneficiaries',
  ]);
});
