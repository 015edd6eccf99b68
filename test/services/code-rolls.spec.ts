import { newAssetCode, showAssetCode } from '#bank/devices';
import { CodeRolls, LabelsService } from '#bank/intake';
import { OrganisationsService } from '#bank/people';
import type { Member } from '#platform/kernel';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let s: IntakeFixtures;
let rolls: CodeRolls;
let labels: LabelsService;
let aude: Member;
let other: Member;
let leila: Member;
let work: IntakeFixtures['work'];
let db: IntakeFixtures['db'];

beforeAll(async () => {
  s = await intakeFixtures();
  ({ aude, other, leila, work, db } = s);
  rolls = s.app.get(CodeRolls);
  labels = s.app.get(LabelsService);
});
afterAll(() => s.close());

const roll = (count: number, actor: Member = aude, placeId = s.suresnes.placeId) =>
  work((tx) => labels.orderBlank(tx, actor, { placeId, count }));
const codesOf = async (id: string): Promise<string[]> =>
  (await db.query('SELECT code FROM devices.asset_code WHERE batch = $1 ORDER BY n', [id])).map(
    (row: { code: string }) => row.code,
  );
const factsOf = async (sheet: string) =>
  (
    await db.query(
      'SELECT d.facts FROM intake.label_sheet s JOIN documents.document d ON d.id = s.document_id WHERE s.id = $1',
      [sheet],
    )
  )[0].facts;
const devices = async (): Promise<number> => (await db.query('SELECT count(*)::int AS n FROM devices.device'))[0].n;
const bankPlace = async () => (await s.app.get(OrganisationsService).mainPlace(leila.organisationId)).id;

describe('a roll of codes', () => {
  test('is counted: printed, used, remaining; printed again in part, it makes no code and no device', async () => {
    const id = await roll(200);
    const codes = await codesOf(id);
    expect(new Set(codes).size).toBe(200);
    await s.log(await s.donation(), { code: codes[124] });
    expect(await rolls.byId(aude, id)).toMatchObject({ printed: 200, used: 1, remaining: 199, voidedAt: null });
    const [before] = await db.query('SELECT count(*)::int AS n FROM devices.asset_code');
    const had = await devices();
    const again = await work((tx) => labels.printRoll(tx, aude, id, { from: 120, to: 180, format: '62x29' }));
    const facts = await factsOf(again);
    // The one that is on a device stays where it is.
    expect(facts.codes).toEqual(codes.slice(119, 180).filter((code) => code !== codes[124]));
    expect(facts.numbers).toHaveLength(60);
    expect(facts.roll).toMatch(/^RO-\d{4}-\d{4}$/);
    const all = await work((tx) => labels.printRoll(tx, aude, id, { from: 125, to: 125, stuckToo: true }));
    expect((await factsOf(all)).codes).toEqual([codes[124]]);
    const [after] = await db.query('SELECT count(*)::int AS n FROM devices.asset_code');
    expect([after.n, await devices()]).toEqual([before.n, had]);
    for (const range of [{ from: 0 }, { to: 201 }, { from: 20, to: 10 }])
      await expect(work((tx) => labels.printRoll(tx, aude, id, range))).rejects.toMatchObject({
        code: 'intake.labels_range',
      });
  });

  test('is somebody’s: another collection point neither sees it nor uses it, also by force', async () => {
    const id = await roll(2);
    const [code] = await codesOf(id);
    await expect(rolls.byId(other, id)).rejects.toThrow('not found');
    await expect(work((tx) => labels.printRoll(tx, other, id))).rejects.toThrow('not found');
    await expect(work((tx) => rolls.void(tx, other, id, 'lost'))).rejects.toThrow('not found');
    await expect(rolls.read(other, code!)).rejects.toMatchObject({ code: 'devices.code_elsewhere' });
    const device = await s.log(await s.donation({ actor: other }), {}, other);
    await expect(
      work((tx) => tx.query('UPDATE devices.asset_code SET device_id = $2 WHERE code = $1', [code, device])),
    ).rejects.toMatchObject({ code: 'devices.code_elsewhere' });
    expect(await rolls.read(leila, code!)).toMatchObject({ code, ofBank: false, n: 1 });
  });

  test('of the bank serves every collection point', async () => {
    const [code] = await codesOf(await roll(1, leila, await bankPlace()));
    expect(await rolls.read(other, code!)).toMatchObject({ ofBank: true });
    expect(await s.log(await s.donation({ actor: other }), { code }, other)).toBeTruthy();
  });

  test('that is lost is voided for ever; what is on devices stays', async () => {
    const id = await roll(3);
    const [used, free] = await codesOf(id);
    const donation = await s.donation();
    await s.log(donation, { code: used });
    await expect(work((tx) => rolls.void(tx, aude, id, 'because'))).rejects.toMatchObject({
      code: 'intake.void_reason_missing',
    });
    for (const to of [null, await s.log(donation, {})])
      await expect(
        work((tx) => tx.query('UPDATE devices.asset_code SET device_id = $2 WHERE code = $1', [used, to])),
      ).rejects.toMatchObject({ code: 'devices.code_taken' });
    await work((tx) => rolls.void(tx, aude, id, 'lost'));
    expect(await rolls.byId(aude, id)).toMatchObject({ printed: 3, used: 1, remaining: 0, voidReason: 'lost' });
    for (const refused of [s.log(donation, { code: free }), rolls.read(aude, free!)])
      await expect(refused).rejects.toMatchObject({ code: 'devices.code_voided', field: 'code' });
    for (const refused of [
      work((tx) => rolls.void(tx, aude, id, 'stolen')),
      work((tx) => labels.printRoll(tx, aude, id)),
      work((tx) => tx.query('UPDATE devices.asset_code SET voided_at = NULL WHERE code = $1', [free])),
      work((tx) => tx.query(`UPDATE devices.code_roll SET void_reason = 'stolen' WHERE id = $1`, [id])),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'devices.roll_voided' });
    await expect(rolls.read(aude, used!)).rejects.toMatchObject({
      code: 'devices.code_taken',
      facts: { visible: true },
    });
  });

  test('a roll voided while one of its codes is being stuck: one of the two, never both', async () => {
    for (let i = 0; i < 5; i++) {
      const id = await roll(1);
      const [code] = await codesOf(id);
      const donation = await s.donation();
      const [logged] = await Promise.allSettled([
        s.log(donation, { code }),
        work((tx) => rolls.void(tx, aude, id, 'lost')),
      ]);
      const [row] = await db.query('SELECT device_id, voided_at FROM devices.asset_code WHERE code = $1', [code]);
      expect(row.device_id === null).toBe(row.voided_at !== null);
      expect(logged.status === 'fulfilled').toBe(row.device_id !== null);
    }
  });
});

test('a code that was read is explained', async () => {
  const [code] = await codesOf(await roll(1));
  const free = await rolls.read(aude, showAssetCode(code!).toLowerCase());
  expect(free).toMatchObject({ code, roll: expect.stringMatching(/^RO-/) });
  const donation = await s.donation();
  const offered = await rolls.donationsFor(aude, free);
  expect(offered[0]!.id).toBe(donation);
  expect(await rolls.donationsFor(other, { ...free, organisationId: aude.organisationId })).toEqual([]);
  const wrong = `${code!.slice(0, 6)}${code![6] === 'A' ? 'B' : 'A'}`;
  for (const [typed, why] of [
    [newAssetCode(), 'devices.code_unknown'],
    [wrong, 'devices.code_wrong_check'],
    [`https://x.example/E/${wrong}`, 'devices.code_wrong_check'],
    ['BN-7K3F-92O', 'devices.code_look_alike'],
    ['bonjour à tous', 'devices.code_malformed'],
    ['', 'devices.code_malformed'],
  ] as const)
    await expect(rolls.read(aude, typed)).rejects.toMatchObject({ code: why, field: 'code' });
});
