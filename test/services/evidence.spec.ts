import { FiguresModule, ReuseProofs } from '#bank/figures';
import { ErasureService, MediaService, RemovedMedia } from '#bank/workshop';
import { deviceEvidence, type Proof } from '#platform/kernel';
import { fixture, freshSerial, PASSWORD } from '../support/counting/bench.js';
import { Life } from '../support/planted/life.js';

/** What proves that a device's data is gone, as Postgres says it, medium by medium. */
let life: Life;
let media: MediaService;

beforeAll(async () => {
  life = await Life.open(FiguresModule);
  media = life.get(MediaService);
});
afterAll(() => life.s.close());

const proofs = async (id: string, epoch = 1): Promise<Proof[]> =>
  (await life.s.db.query('SELECT refurbishment.proofs_of($1, $2::smallint) AS proofs', [id, epoch]))[0].proofs;

async function atTheWorkshop(category: 'laptop' | 'smartphone' | 'monitor' = 'laptop'): Promise<string> {
  const id = await life.log(category);
  await life.carry(id, 'workshop');
  return id;
}
const disk = (id: string, serial = freshSerial('SSD-EVID-00000')) =>
  life.s.work((tx) => media.declare(tx, life.people.karim, id, { kind: 'ssd', serial }));
const gone = (id: string, medium: string, kind: 'destroyed' | 'removed' | 'factory_reset') =>
  life.s.work((tx) => media.gone(tx, life.people.karim, id, medium, kind, PASSWORD));
const listed = (id: string, kind: 'complete_list' | 'no_medium' = 'complete_list') =>
  life.s.work((tx) => media.state(tx, life.people.karim, id, kind, PASSWORD));
const logged = (id: string, serial: string) =>
  life.s.work((tx) =>
    life
      .get(ErasureService)
      .receive(
        tx,
        life.people.karim,
        { bytes: fixture('nwipe/other-disk.log', { ZA1OTHER7QX: serial }), filename: 'x.log' },
        id,
      ),
  );
const ended = (id: string, verb: 'erase' | 'destroy' | 'report_lost') =>
  life.s.work(async (tx) => {
    const [{ code }] = await life.s.db.query('SELECT code FROM refurbishment.removed_medium WHERE device_id = $1', [
      id,
    ]);
    const input = { password: PASSWORD, reason: 'not_found' } as const;
    await life.get(RemovedMedia).act(tx, life.people.karim, verb, code, input);
  });

test('a log proves what it names; a destroyed disk is destroyed; a phone that was reset is declared', async () => {
  const [laptop, other, phone] = [await atTheWorkshop(), await atTheWorkshop(), await atTheWorkshop('smartphone')];
  const serial = freshSerial('SSD-EVID-00000');
  await disk(laptop, serial);
  expect(await proofs(laptop)).toEqual(['nothing']);
  await listed(laptop);
  await logged(laptop, serial);
  expect(await proofs(laptop)).toEqual(['passed']);
  await gone(other, await disk(other), 'destroyed');
  // Destroyed, and nobody said yet that there is no other: not all is proven.
  expect(await proofs(other)).toEqual(['destroyed', 'nothing']);
  await listed(other);
  expect(await proofs(other)).toEqual(['destroyed']);
  await gone(phone, await disk(phone), 'factory_reset');
  await listed(phone);
  expect([await proofs(phone), deviceEvidence(await proofs(phone))]).toEqual([['reset'], 'declared']);
});

test('that there is no medium is one person’s statement; of a screen nobody has to say so', async () => {
  const [laptop, screen] = [await atTheWorkshop(), await atTheWorkshop('monitor')];
  expect(await proofs(laptop)).toEqual(['nothing']);
  await listed(laptop, 'no_medium');
  expect(deviceEvidence(await proofs(laptop))).toBe('no_medium');
  expect([await proofs(screen), deviceEvidence([])]).toEqual([[], 'no_need']);
});

test('what was taken out is not proven until its end is, and is then told by how it ended', async () => {
  for (const [verb, proof] of [
    ['erase', 'stated'],
    ['destroy', 'destroyed'],
    ['report_lost', 'removed'],
  ] as const) {
    const id = await atTheWorkshop();
    await gone(id, await disk(id), 'removed');
    await listed(id);
    expect([await proofs(id), deviceEvidence(await proofs(id))]).toEqual([['removed'], 'waits']);
    await ended(id, verb);
    expect(await proofs(id)).toEqual([proof]);
  }
});

test('the proof of reuse counts a device by the weakest of its proofs, and none that is taken back', async () => {
  const gift = await life.donation(`Mairie ${freshSerial('00000')}`);
  const id = await life.logOn(gift, { serial: freshSerial('PF3-EVID-00000') });
  await life.carry(id, 'workshop');
  const [{ donor, year }] = await life.s.db.query(
    'SELECT donor_id AS donor, extract(year FROM received_at)::int AS year FROM intake.donation WHERE id = $1',
    [gift],
  );
  const counted = async () => (await life.get(ReuseProofs).preview(life.people.leila, donor, year)).evidence;
  const none = { log: 0, destroyed: 0, declared: 0, no_medium: 0, waits: 0, no_need: 0 };
  expect(await counted()).toEqual({ ...none, waits: 1 });
  const serial = freshSerial('SSD-EVID-00000');
  await disk(id, serial);
  await listed(id);
  await logged(id, serial);
  expect(await counted()).toEqual({ ...none, log: 1 });
  const second = await disk(id);
  expect(await counted()).toEqual({ ...none, waits: 1 });
  await gone(id, second, 'destroyed');
  await listed(id);
  expect(await counted()).toEqual({ ...none, destroyed: 1 });
});
