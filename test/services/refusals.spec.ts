import { DonationQueries, DonationsService, RefusalsService, ReleaseService } from '#bank/intake';
import { CommunesService } from '#bank/territory';
import { broken } from '../support/servers/services.js';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let h: IntakeFixtures;
const laptopRefused = { category: 'laptop', quantity: 1, reason: 'damaged', fate: 'with_donor' } as const;
const byId = (id: string) => h.app.get(DonationQueries).byId(h.aude, id);

beforeAll(async () => {
  h = await intakeFixtures();
});
afterAll(() => h.close());

describe('what was announced against what came', () => {
  test('is logged, refused or missing, category by category; what is refused is no device', async () => {
    const id = await h.donation({ quantity: 3 });
    await h.log(id);
    await h.log(id, { category: 'monitor' });
    const refused = await h.work((tx) =>
      h.app.get(RefusalsService).refuse(tx, h.aude, id, { ...laptopRefused, note: 'Dell 42' }),
    );
    expect((await byId(id)).balance).toEqual([
      { category: 'laptop', expected: 3, logged: 1, refused: 1, missing: 1 },
      { category: 'monitor', expected: 0, logged: 1, refused: 0, missing: 0 },
    ]);
    const [{ n }] = await h.db.query(`SELECT count(*)::int AS n FROM devices.device WHERE donation_id = $1`, [id]);
    expect(n).toBe(2);
    await h.work((tx) => h.app.get(RefusalsService).withdraw(tx, h.aude, id, refused));
    expect(await byId(id)).toMatchObject({
      refused: [],
      balance: [{ refused: 0, missing: 2 }, { category: 'monitor' }],
    });
  });

  test('all of it may be refused: the donation closes, with its slip', async () => {
    const id = await h.donation({ quantity: 1 });
    await h.work((tx) => h.app.get(RefusalsService).refuse(tx, h.aude, id, laptopRefused));
    await h.work((tx) => h.app.get(DonationsService).close(tx, h.aude, id));
    const [{ facts }] = await h.db.query(
      `SELECT facts FROM documents.document WHERE cause_id = $1 ORDER BY id DESC LIMIT 1`,
      [id],
    );
    expect(facts.refused).toEqual([{ what: 'Ordinateur portable : 1', why: 'Cassé', where: 'Reste chez le donateur' }]);
    expect(await broken(h.work((tx) => h.app.get(RefusalsService).refuse(tx, h.aude, id, laptopRefused)))).toBe(
      'intake.donation_not_open',
    );
    await expect(h.db.query(`UPDATE intake.refused SET quantity = 9`)).rejects.toThrow(/permission denied/);
  });

  test('another collection point neither refuses nor plans', async () => {
    const id = await h.donation();
    expect(await broken(h.work((tx) => h.app.get(RefusalsService).refuse(tx, h.other, id, laptopRefused)))).toBe(
      'not_found',
    );
    expect(await broken(h.work((tx) => h.app.get(ReleaseService).tick(tx, h.other, id, { mdm: 'done' })))).toBe(
      'not_found',
    );
  });
});

test.each([
  ['92073', ['92073']],
  ['92150', ['92073']],
  ['st denis (93)', ['93066']],
  ['Saint-Denis 97400', ['97411']],
  ['L’Haÿ-les-Roses', ['94038']],
])('the commune « %s » is %j', async (typed, codes) => {
  expect((await h.app.get(CommunesService).find(typed)).map((c) => c.code)).toEqual(codes);
});
