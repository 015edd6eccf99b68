import type { DataSource, EntityManager } from 'typeorm';
import { BeneficiariesService } from '#bank/allocation';
import type { Fixtures } from '#bank/demo';
import { DonorContactsService, DonorsService } from '#bank/intake';
import type { TestApp } from '../servers/app.js';
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
