import { FaultsService } from '#bank/faults';
import {
  CollectionsService,
  DonationsService,
  DonorContactsService,
  FilesService,
  SEALED_COLLECTION,
  SEALED_CONTACT,
  SEALED_FORMER_COLLECTION,
  SEALED_FORMER_CONTACT,
} from '#bank/intake';
import { fingerprint } from '#platform/kernel';
import { opened } from '../things/opened.js';
import type { World } from '../things/world.js';

const PERSON = {
  name: 'Marguerite Duplantier',
  phone: '01 99 00 55 66',
  email: 'marguerite@essai.example',
  address: '12, allée des Essais',
};
/** As it was noted first, and put right. */
const WRONG = { ...PERSON, name: 'Marguerite Verlhacque', email: 'verlhacque@essai.example' };
export const REPORTER = { sentence: 'Demandez Fatoumata Inventée au gardien.', phone: '06 39 98 00 17' };

/** A person who gives, whom one goes to fetch it from; a file that bears its donor's name; somebody whose device broke. */
export async function peopleSaidMore(w: World): Promise<void> {
  const { aude } = w.fixtures.people;
  const placeId = w.fixtures.organisations.collection.place;
  const get = <T>(type: new (...of: never[]) => T): T => w.t.app.get(type, { strict: false });
  const donation = await w.db.transaction((tx) =>
    get(DonationsService).create(tx, aude, {
      placeId,
      arrival: 'promised',
      donor: { kind: 'person', contact: WRONG },
    }),
  );
  const [contact] = await w.db.query(
    'SELECT c.id, c.donor_id FROM intake.donor_contact c JOIN intake.donation n ON n.donor_id = c.donor_id WHERE n.id = $1',
    [donation],
  );
  await w.db.transaction((tx) => get(DonorContactsService).changeMain(tx, aude, contact.donor_id, PERSON));
  const plan = { on: '2090-01-15', mode: 'pickup', contactId: contact.id } as const;
  for (const [address, bring] of [
    ['21, impasse Verlhacque', `Sonner chez ${WRONG.name}`],
    [PERSON.address, `Sonner chez ${PERSON.name}`],
  ])
    await w.db.transaction((tx) => get(CollectionsService).plan(tx, aude, donation, { ...plan, address, bring }));
  const [gift] = await w.db.query(
    `SELECT n.id FROM intake.donation n JOIN intake.donor d ON d.id = n.donor_id WHERE d.name IS NOT NULL AND n.state = 'received' LIMIT 1`,
  );
  const source = Buffer.from('Type;Marque;Modèle;N° inventaire\nPortable;Dell;Latitude 5400;INV-77\n');
  const sheet = {
    filename: 'parc-de-la-mairie-donatrice.csv',
    size: source.length,
    sha256: fingerprint(source.toString()),
    source,
  };
  await w.db.transaction((tx) => get(FilesService).upload(tx, w.fixtures.people.leila, gift.id, sheet));
  const stranger = { kind: 'stranger', channel: 'page' } as const;
  const fault = { label: w.code('withAFault'), problem: 'other', countedBy: null, ...REPORTER } as const;
  await w.db.transaction((tx) => get(FaultsService).report(tx, stranger, fault));
}

/** By what donors are reached, and where their equipment is fetched. */
export async function everyDonorContact(w: World): Promise<string[]> {
  const columns = [SEALED_CONTACT, SEALED_FORMER_CONTACT, SEALED_COLLECTION, SEALED_FORMER_COLLECTION];
  const rows = (await Promise.all(columns.map((column) => opened(w.db, column)))).flat();
  // A function and a town are said elsewhere too.
  return rows.flatMap(({ words: { job: _, commune: _1, postalCode: _2, ...words } }) => Object.values(words));
}

/** What nobody but who works with these people may read, as the database has it. */
export async function everyNameAndContact(w: World): Promise<string[]> {
  const rows: { word: string | null }[] = await w.db.query(
    `SELECT name AS word FROM intake.donor UNION SELECT siren FROM intake.donor UNION SELECT siret FROM intake.donor
     UNION SELECT name FROM intake.donor_known UNION SELECT address FROM intake.donor_known
     UNION SELECT donor_name FROM receipts.receipt UNION SELECT donor_address FROM receipts.receipt UNION SELECT donor_siren FROM receipts.receipt
     UNION SELECT filename FROM imports.file WHERE kind <> 'sims'`,
  );
  const contacts = await everyDonorContact(w);
  // Of a beneficiary only the sealed sheet knows the name; the demo gave these.
  const sealed = ['Personne Exemple', '01 99 00 00 01', 'Dominique Inventé', '3 impasse des Essais'];
  // A cell of the demo's file that nothing was made of: what a donor wrote may say whose it is.
  const cell = 'Trombinoscope';
  const all = [...rows.flatMap(({ word }) => word ?? []), ...contacts, ...sealed, cell, ...Object.values(REPORTER)];
  // « Accueil » is a word of pages too.
  const words = [...new Set(all.map(plain))].filter((word) => word.length > 7);
  expect(words.length).toBeGreaterThan(20);
  return words;
}

/** Text as one reads it: spaces are spaces, digits of a number stand together. */
export function plain(text: string): string {
  return text
    .replace(/&#39;|&#x27;|&rsquo;/g, '’')
    .replace(/'/g, '’')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .replace(/(?<=\d) (?=\d)/g, '')
    .toLowerCase()
    .trim();
}
