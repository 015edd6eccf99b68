import { BeneficiariesService } from '#bank/allocation';
import { broken, type Services } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';

let a: Allocation;
let s: Services;
beforeAll(async () => {
  a = await Allocation.open();
  s = a.s;
});
afterAll(() => s.close());

const get = <T>(type: new (...args: never[]) => T): T => a.get(type);
const people = () => a.people;

describe('a beneficiary', () => {
  const identity = { name: 'Camille Exemple', contact: '01 23 45 67 89' };

  test('is a random reference; the identity is sealed, apart, and its structure’s alone', async () => {
    const create = () =>
      s.work((tx) =>
        get(BeneficiariesService).create(tx, people().ines, {
          ageBand: 'soixante_dix_plus',
          situation: 'retraite',
          commune: 'Bagneux',
          communeCode: '92007',
          identity,
        }),
      );
    const [id, twin] = [await create(), await create()];
    const seen = await get(BeneficiariesService).byId(people().ines, id);
    expect(seen).toMatchObject({
      ageBand: 'soixante_dix_plus',
      commune: 'Bagneux (92)',
      communeCode: '92007',
      hasIdentity: true,
      devices: 0,
    });
    expect(seen.reference).toMatch(/^R-[2-9A-HJKMNP-Z]{5}$/);
    expect(seen.reference).not.toBe((await get(BeneficiariesService).byId(people().ines, twin)).reference);
    expect(JSON.stringify(seen)).not.toContain('Camille');
    expect(await get(BeneficiariesService).identity(people().ines, id)).toEqual(identity);
    for (const other of [people().omar, people().leila, people().karim]) {
      expect(await broken(get(BeneficiariesService).byId(other, id))).toBe('not_found');
      expect(await broken(get(BeneficiariesService).identity(other, id))).toBe('not_found');
    }
    const [row] = await s.db.query(
      'SELECT sealed, key_id FROM allocation.beneficiary_identity WHERE beneficiary_id = $1',
      [id],
    );
    expect(row.sealed.includes(Buffer.from('Camille'))).toBe(false);
    expect(row.key_id).toMatch(/^[0-9a-f]{8}$/);
    await expect(
      s.db
        .query(
          `WITH told AS (INSERT INTO allocation.beneficiary_event (beneficiary_id, channel) VALUES ($1, 'system'))
           UPDATE allocation.beneficiary_identity SET sealed = $2 WHERE beneficiary_id = $1`,
          [twin, row.sealed],
        )
        .then(() => get(BeneficiariesService).identity(people().ines, twin)),
    ).rejects.toThrow(/authenticate/);
  });

  test('is forgotten at the date; the reference and what figures need stay', async () => {
    const id = await s.work((tx) =>
      get(BeneficiariesService).create(tx, people().ines, { ageBand: 'vingt_cinq_trente_neuf', identity }),
    );
    await s.db.query(
      `UPDATE allocation.beneficiary_identity SET purge_on = current_date - 1 WHERE beneficiary_id = $1`,
      [id],
    );
    expect(await s.work((tx) => get(BeneficiariesService).purgeDue(tx))).toBe(1);
    expect(await get(BeneficiariesService).identity(people().ines, id)).toBeNull();
    expect(await get(BeneficiariesService).byId(people().ines, id)).toMatchObject({
      ageBand: 'vingt_cinq_trente_neuf',
      hasIdentity: false,
    });
    const told = await s.db.query('SELECT what, reason FROM allocation.purge_entry WHERE beneficiary_id = $1', [id]);
    expect(told).toEqual([{ what: 'identity', reason: 'date_reached' }]);
  });

  test('ends when nobody has seen them for as long as an identity is kept: no reference leads to them, and figures stay', async () => {
    const seen = (id: string) => broken(get(BeneficiariesService).byId(people().ines, id));
    const make = () =>
      s.work((tx) => get(BeneficiariesService).create(tx, people().ines, { ageBand: 'soixante_dix_plus', identity }));
    const [old, recent] = [await make(), await make()];
    const { reference } = await get(BeneficiariesService).byId(people().ines, old);
    await s.db.query(
      `UPDATE allocation.beneficiary SET last_contact_on = current_date - interval '24 months 2 days' WHERE id = $1`,
      [old],
    );
    // As long as their identity is kept, somebody may come back.
    await s.work((tx) => get(BeneficiariesService).purgeDue(tx));
    expect(await seen(old)).toBe('done');
    await s.db.query(
      'UPDATE allocation.beneficiary_identity SET purge_on = current_date - 1 WHERE beneficiary_id = $1',
      [old],
    );
    await s.work((tx) => get(BeneficiariesService).purgeDue(tx));
    expect([await seen(old), await seen(recent)]).toEqual(['not_found', 'done']);
    expect(await broken(s.work((tx) => get(BeneficiariesService).byReference(tx, people().ines, reference)))).toBe(
      'allocation.reference_unknown',
    );
    const [row] = await s.db.query('SELECT reference, age_band, created_by FROM allocation.beneficiary WHERE id = $1', [
      old,
    ]);
    expect(row).toEqual({ reference: 'oubliée', age_band: 'soixante_dix_plus', created_by: null });
    const told = await s.db.query('SELECT what FROM allocation.purge_entry WHERE beneficiary_id = $1 ORDER BY id', [
      old,
    ]);
    expect(told).toEqual([{ what: 'identity' }, { what: 'reference' }]);
  });

  test('with invented codes is refused', async () => {
    const create = (input: object) =>
      broken(s.work((tx) => get(BeneficiariesService).create(tx, people().ines, input)));
    expect(await create({ ageBand: '37' })).toBe('allocation.age_band_unknown');
    expect(await create({ situation: 'malade' })).toBe('allocation.situation_unknown');
    expect(await create({ communeCode: '9200' })).toBe('territory.commune_unknown');
    // Nobody guesses which of its namesakes is meant.
    expect(await create({ commune: 'Saint-Denis' })).toBe('territory.commune_ambiguous');
    expect(await create({ commune: '93200 Saint-Denis' })).toBe('done');
    expect(await create({ communeCode: '2A004' })).toBe('done');
  });
});
