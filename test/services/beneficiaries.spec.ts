import { BeneficiariesService } from '#allocation';
import { Allocation } from '../support/allocation.js';
import { broken, type Services } from '../support/services.js';

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
      commune: 'Bagneux',
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
        .query('UPDATE allocation.beneficiary_identity SET sealed = $2 WHERE beneficiary_id = $1', [twin, row.sealed])
        .then(() => get(BeneficiariesService).identity(people().ines, twin)),
    ).rejects.toThrow();
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

  test('with invented codes is refused', async () => {
    const create = (input: object) =>
      broken(s.work((tx) => get(BeneficiariesService).create(tx, people().ines, input)));
    expect(await create({ ageBand: '37' })).toBe('allocation.age_band_unknown');
    expect(await create({ situation: 'malade' })).toBe('allocation.situation_unknown');
    expect(await create({ communeCode: '9200' })).toBe('allocation.commune_code_malformed');
    expect(await create({ communeCode: '2A004' })).toBe('done');
  });
});
