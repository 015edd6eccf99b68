import { DevicesService, type Ending, type Reason } from '#bank/devices';
import { BenchService, DataEndQueries, DataEnds, MediaService } from '#bank/workshop';
import { newId } from '#platform/kernel';
import { freshSerial, PASSWORD } from '../support/counting/bench.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
let ends: DataEnds;

beforeAll(async () => {
  life = await Life.open();
  ends = life.get(DataEnds);
});
afterAll(() => life.s.close());

const REASON: Readonly<Record<Ending, Reason>> = {
  recycle: 'too_old',
  dismantle: 'parts_needed',
  return_to_donor: 'donor_asked',
};
const stateOf = async (id: string) => (await life.row(id)).state;
const codeOf = async (id: string) => (await life.row(id)).code;
/** The button alone, as any program may press it. */
const press = (id: string, verb: Ending, reason: Reason = REASON[verb]) =>
  broken(life.s.work((tx) => life.get(DevicesService).act(tx, life.people.leila, verb, id, { reason })));
const tell = (id: string, verb: Ending, password?: string, reason?: Reason) =>
  broken(life.s.work((tx) => ends.tell(tx, life.people.leila, id, verb, { password, reason })));
const lot = (codes: readonly string[], verb: Ending, password?: string, reason: Reason = REASON[verb]) =>
  broken(life.s.work((tx) => ends.endLot(tx, life.people.leila, { codes, verb, reason, password })));
const atWorkshop = async (category?: 'laptop' | 'monitor') => {
  const id = await life.log(category);
  await life.carry(id, 'workshop');
  return id;
};
const sentences = (id: string) =>
  life.s.db.query(
    `SELECT s.kind, s.operator_number, s.stated_text FROM refurbishment.data_end s
     JOIN refurbishment.data_end_device x ON x.data_end_id = s.id WHERE x.device_id = $1`,
    [id],
  );

describe('a device goes out for good', () => {
  test.each(['recycle', 'dismantle', 'return_to_donor'] as const)(
    'by « %s » with unproven media only when somebody signs what becomes of them',
    async (verb) => {
      const id = await atWorkshop();
      expect(await press(id, verb)).toBe('refurbishment.data_left');
      expect(await tell(id, verb)).toBe('refurbishment.data_left');
      expect(await tell(id, verb, 'pas le bon')).toBe('refurbishment.secret_wrong');
      expect(await tell(id, verb, PASSWORD)).toBe('done');
      expect(await press(id, verb)).toBe('done');
      const [sentence] = await sentences(id);
      expect(sentence).toMatchObject({
        kind: verb === 'return_to_donor' ? 'given_back_with_data' : 'sent_for_destruction',
        operator_number: life.people.leila.operatorNumber,
        stated_text: expect.stringContaining((await codeOf(id)).slice(0, 4)),
      });
    },
  );

  test('a sentence that says something else does not let it go', async () => {
    const id = await atWorkshop();
    expect(await tell(id, 'return_to_donor', PASSWORD)).toBe('done');
    expect(await press(id, 'recycle')).toBe('refurbishment.data_left');
  });

  test('without a word when its media are proven, or when its kind holds no data', async () => {
    const proven = await atWorkshop();
    await life.s.work((tx) => life.get(MediaService).state(tx, life.people.karim, proven, 'no_medium', PASSWORD));
    expect(await press(proven, 'recycle')).toBe('done');
    const screen = await atWorkshop('monitor');
    expect(await press(screen, 'dismantle')).toBe('done');
    const taken = await atWorkshop();
    const disk = await life.s.work((tx) =>
      life.get(MediaService).declare(tx, life.people.karim, taken, { kind: 'disk', serial: freshSerial('END-00000') }),
    );
    await life.s.work((tx) => life.get(MediaService).state(tx, life.people.karim, taken, 'complete_list', PASSWORD));
    expect(await press(taken, 'recycle')).toBe('refurbishment.data_left');
    await life.s.work((tx) => life.get(MediaService).gone(tx, life.people.karim, taken, disk, 'removed', PASSWORD));
    expect(await press(taken, 'recycle')).toBe('done');
  });

  test('at once with a swollen battery; what becomes of its data is said afterwards', async () => {
    const id = await atWorkshop();
    const code = await codeOf(id);
    expect(await press(id, 'dismantle', 'swollen_battery')).toBe('devices.reason_missing');
    expect(await press(id, 'recycle', 'swollen_battery')).toBe('done');
    const waits = async () => (await life.get(DataEndQueries).open(life.people.karim)).map((d) => d.code);
    expect(await waits()).toContain(code);
    const complete = (password?: string) =>
      broken(life.s.work((tx) => ends.complete(tx, life.people.karim, [code], password)));
    // The device is no longer the workshop's to work on, and still its to speak of.
    expect(await complete('pas le bon')).toBe('refurbishment.secret_wrong');
    expect(await complete(PASSWORD)).toBe('done');
    expect(await waits()).not.toContain(code);
    const other = await atWorkshop();
    expect(await tell(other, 'recycle', PASSWORD)).toBe('done');
    expect(await press(other, 'recycle')).toBe('done');
    expect(
      await broken(life.s.work(async (tx) => ends.complete(tx, life.people.karim, [await codeOf(other)], PASSWORD))),
    ).toBe('refurbishment.nothing_left_to_say');
  });

  test('with a whole lot on one signature, for those that nothing proves; all or none', async () => {
    const ids = [await atWorkshop(), await atWorkshop(), await atWorkshop('monitor')];
    const codes = await Promise.all(ids.map(codeOf));
    expect(await lot([...codes, '2222222'], 'recycle', PASSWORD)).toBe('not_found');
    expect(await lot([], 'recycle', PASSWORD)).toBe('refurbishment.lot_empty');
    expect(await lot(codes, 'recycle')).toBe('refurbishment.data_left');
    expect(await lot(codes, 'recycle', PASSWORD, 'donor_asked')).toBe('devices.reason_missing');
    for (const id of ids) expect(await stateOf(id)).toBe('at_workshop');
    expect(await lot(codes, 'recycle', PASSWORD)).toBe('done');
    for (const id of ids) expect(await stateOf(id)).toBe('recycled');
    const [{ n }] = await life.s.db.query(
      'SELECT count(DISTINCT data_end_id)::int AS n FROM refurbishment.data_end_device WHERE device_id = ANY($1)',
      [ids],
    );
    expect(n).toBe(1);
    expect(await sentences(ids[2]!)).toEqual([]);
    const { items } = await life.get(DataEndQueries).list(life.people.leila);
    expect(items[0]).toMatchObject({ kind: 'sent_for_destruction', devices: 2, slip: null });
    const slip = (number: string) =>
      broken(life.s.work((tx) => ends.addSlip(tx, life.people.leila, items[0]!.id, number)));
    expect(await slip(' ')).toBe('refurbishment.slip_missing');
    expect(await slip('BSD-1')).toBe('done');
    // Mistyped: written again, and both stay.
    expect(await slip('BSD-2')).toBe('done');
    expect(await life.get(DataEndQueries).one(life.people.leila, items[0]!.id)).toMatchObject({ slip: 'BSD-2' });
  });

  test('signed by whoever holds it: not by a structure, nor by another workshop, nor for a device that comes later', async () => {
    const id = await atWorkshop();
    for (const who of ['ines', 'aude'] as const)
      expect(
        await broken(
          life.s.work((tx) =>
            ends.tell(tx, life.people[who], id, 'recycle', { password: PASSWORD, reason: 'too_old' }),
          ),
        ),
      ).toMatch(/not_found|devices.not_yours/);
    await life.s.work((tx) => ends.tell(tx, life.people.karim, id, 'recycle', { password: PASSWORD }));
    const [{ data_end_id: sentence }] = await life.s.db.query(
      'SELECT data_end_id FROM refurbishment.data_end_device WHERE device_id = $1',
      [id],
    );
    const late = await atWorkshop();
    expect(
      await broken(
        life.s.work((tx) =>
          tx.query(
            'INSERT INTO refurbishment.data_end_device (device_id, data_epoch, data_end_id) VALUES ($1, 1, $2)',
            [late, sentence],
          ),
        ),
      ),
    ).toBe('refurbishment.wrong_epoch');
    expect(
      await broken(
        life.s.work((tx) =>
          tx.query(
            `INSERT INTO refurbishment.data_end (id, kind, stated_text, membership_id, operator_number, organisation_id)
             VALUES ($1, 'sent_for_destruction', 'Une phrase assez longue pour cela', $2, $3, $4)`,
            [newId(), life.people.ines.membershipId, life.people.ines.operatorNumber, life.people.ines.organisationId],
          ),
        ),
      ),
    ).toBe('refurbishment.signer_unknown');
  });

  test('no more proof than before: a proof that is taken back closes the way again', async () => {
    const id = await atWorkshop();
    await life.s.work((tx) => life.get(MediaService).state(tx, life.people.karim, id, 'no_medium', PASSWORD));
    await life.s.work((tx) => life.get(BenchService).undo(tx, life.people.karim, id));
    expect(await press(id, 'recycle')).toBe('refurbishment.data_left');
  });
});
