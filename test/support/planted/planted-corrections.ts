import type { DataSource, EntityManager } from 'typeorm';
import { BeneficiariesService } from '#bank/allocation';
import type { Fixtures } from '#bank/demo';
import { CollectionsService, DonationsService, DonorContactsService, DonorsService } from '#bank/intake';
import { SecondFactorService } from '#bank/people';
import { keyring, newId, type SealedColumn, seal } from '#platform/kernel';
import { SEALED } from '../../../apps/server/startup/sealed.js';
import type { TestApp } from '../servers/app.js';
import { bankToday } from '../servers/bank-day.js';
import { PLANTED } from './planted-words.js';

/** What was noted of one person is put right, and put back: what stood in between is kept under seal. */
export async function isPutRight(
  t: TestApp,
  people: Fixtures['people'],
  db: DataSource,
  of: { donor: string } | { beneficiary: string },
) {
  const work = (run: (tx: EntityManager) => Promise<unknown>) => db.transaction(run);
  const get = <T>(type: new (...args: never[]) => T): T => t.app.get(type, { strict: false });
  if ('beneficiary' in of) {
    const ageBand = 'soixante_dix_plus';
    for (const [name, commune] of [
      [PLANTED.name, 'Suresnes (92)'],
      ['Personne', 'Bagneux (92)'],
      [PLANTED.name, ''],
    ])
      await work((tx) =>
        get(BeneficiariesService).update(tx, people.ines, of.beneficiary, {
          ageBand,
          commune: commune!,
          identity: { name: name!, contact: PLANTED.phone },
        }),
      );
    return;
  }
  const { name, phone: called, email, address } = PLANTED;
  for (const phone of ['', called])
    await work((tx) =>
      get(DonorContactsService).changeMain(tx, people.aude, of.donor, { name, email, address, phone }),
    );
  for (const commune of ['Suresnes (92)', 'Bagneux (92)'])
    await work((tx) => get(DonorsService).describe(tx, people.aude, of.donor, { name: '', commune }));
}

/**
 * What the demo has nothing of: a number of an enterprise, and under seal words that were replaced by others, an application of codes, a session by another house, a link
 * that waits for its mail.
 */
export async function whatTheDemoHasNot(
  t: TestApp,
  { people, organisations }: Fixtures,
  db: DataSource,
): Promise<void> {
  const get = <T>(type: new (...args: never[]) => T): T => t.app.get(type, { strict: false });
  const work = <T>(run: (tx: EntityManager) => Promise<T>) => db.transaction(run);
  const { aude, ines } = people;
  const company = { kind: 'company', name: 'Les Essais', identifier: '732 829 320 00074' } as const;
  await work((tx) => get(DonorsService).register(tx, aude, company));
  const contact = { name: 'Apolline Verdurin', phone: '01 99 00 00 12' };
  const donor = await work((tx) => get(DonorsService).register(tx, aude, { kind: 'person', contact }));
  await isPutRight(t, people, db, { donor });
  const about = { donorId: donor, placeId: organisations.collection.place, arrival: 'promised' } as const;
  const donation = await work((tx) => get(DonationsService).create(tx, aude, about));
  for (const address of ['9 chemin des Mirabelles', '12 rue des Essais'])
    await work((tx) => get(CollectionsService).plan(tx, aude, donation, { on: bankToday(), mode: 'pickup', address }));
  const beneficiary = await work((tx) => get(BeneficiariesService).create(tx, ines, {}));
  await isPutRight(t, people, db, { beneficiary });

  const [session] = await db.query('SELECT id, user_id FROM people.session ORDER BY id LIMIT 1');
  await work((tx) => get(SecondFactorService).beginTotp(tx, session.user_id));
  const said = Buffer.from(JSON.stringify({ iss: 'https://provider.example', sub: 'somebody' })).toString('base64url');
  const origin = sealed('people.session_origin', session.id, `none.${said}.none`);
  await db.query('INSERT INTO people.session_origin (session_id, issuer, key_id, sealed) VALUES ($1, $2, $3, $4)', [
    session.id,
    'https://provider.example',
    ...origin,
  ]);
  const mail = newId();
  await db.query(
    `INSERT INTO notifications.mail (id, kind, cause_id, once_key, recipient, subject, body, link_key, link_sealed)
     VALUES ($1, 'invitation', gen_random_uuid(), gen_random_uuid(), 'nobody@example.org', 'Un lien', 'Un lien', $2, $3)`,
    [mail, ...sealed('notifications.mail', mail, 'https://banque.example/lien/1')],
  );
}

function sealed(table: string, id: string, words: string): [string, Buffer] {
  const column = SEALED.find((one) => one.table === table) as SealedColumn;
  const { keyId, bytes } = seal(keyring(), Buffer.from(words), column.context(id));
  return [keyId, bytes];
}
