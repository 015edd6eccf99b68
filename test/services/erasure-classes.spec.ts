import { DonationsService } from '#bank/intake';
import { BenchService, MediaService } from '#bank/workshop';
import type { ErasureClass } from '#platform/kernel';
import { PASSWORD } from '../support/counting/bench.js';
import { type RemovedMediaDesk, removedMediaDesk } from '../support/machines/removed-media-desk.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
let desk: RemovedMediaDesk;
beforeAll(async () => {
  life = await Life.open();
  desk = removedMediaDesk(life);
});
afterAll(() => life.s.close());

const failures = async (id: string): Promise<string[]> =>
  (
    await life.s.db.query('SELECT split_part(f, $2, 1) AS f FROM refurbishment.gate_failures($1) f ORDER BY 1', [
      id,
      ':',
    ])
  ).map((r: { f: string }) => r.f);
const media = async (id: string) => (await failures(id)).filter((f) => f.startsWith('medium_'));

const gift = () => life.donation('Mairie exigeante');
async function demand(donation: string, demanded: ErasureClass | null): Promise<void> {
  await life.s.work((tx) => life.get(DonationsService).demandErasure(tx, life.people.leila, donation, demanded));
}

const classOf = async (method: string, kind: string) =>
  (await life.s.db.query('SELECT refurbishment.class_of($1, $2, platform.now()) AS of', [method, kind]))[0].of;

test('the class comes from the technique and the kind of medium', async () => {
  expect(await classOf('overwrite', 'ssd')).toBe('clear');
  expect(await classOf('sanitize_block', 'nvme')).toBe('purge');
  expect(await classOf('sanitize_crypto', 'ssd')).toBe('purge');
  expect(await classOf('security_erase', 'nvme')).toBe(null);
  expect(await classOf('format_crypto', 'nvme')).toBe('clear');
});

test('what a donor demands is held by the gate, asked again of the stock, and given up by the donor alone', async () => {
  const donation = await gift();
  const d = await desk.machine(donation);
  await desk.log(d.disks, d.id);
  expect(await media(d.id)).toEqual([]);
  await demand(donation, 'purge');
  expect(await media(d.id)).toEqual(['medium_class', 'medium_class']);
  // Overwritten is not enough; destroyed is.
  for (const medium of Object.values(d.media))
    await life.s.work((tx) => life.get(MediaService).gone(tx, life.people.karim, d.id, medium, 'destroyed', PASSWORD));
  expect(await media(d.id)).toEqual([]);

  const another = await gift();
  const other = await desk.machine(another);
  await demand(another, 'destroy');
  await desk.log(other.disks, other.id);
  expect(await media(other.id)).toEqual(['medium_class', 'medium_class']);
  expect(await broken(life.s.work((tx) => life.get(BenchService).putInStock(tx, life.people.karim, other.id)))).toBe(
    'refurbishment.gate_closed',
  );
  await demand(another, null);
  expect(await media(other.id)).toEqual([]);
});

test('a medium that was taken out is held to it where it is followed', async () => {
  const donation = await gift();
  const d = await desk.machine(donation);
  await demand(donation, 'purge');
  const code = await desk.takeOut(d);
  expect((await desk.log(d.disks)).removed).toEqual([]);
  expect(await desk.act(code, 'erase', { password: PASSWORD })).toBe('refurbishment.class_demanded');
  expect(await desk.act(code, 'destroy', { password: PASSWORD })).toBe('done');
});
