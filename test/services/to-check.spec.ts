import { DeviceList, DeviceQueries, DevicesService } from '#bank/devices';
import { FilesService } from '#bank/intake';
import { sha256 } from '#platform/kernel';
import { broken } from '../support/servers/services.js';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

/** What a list leaves to be looked at stays on the device until somebody says that they looked, and is on it again if that was a mistake. */
let s: IntakeFixtures;
beforeAll(async () => {
  s = await intakeFixtures();
});
afterAll(() => s.close());

let serials = 0;
const serial = () => `CHK${String(++serials).padStart(6, '0')}`;

/** Sends a list, leaves to be looked at what is not sure, and logs its devices. @returns what is to be checked of each, by their ids. */
async function logged(rows: readonly string[], { rest }: { rest: boolean }): Promise<[string, readonly string[]][]> {
  const donationId = await s.donation();
  const bytes = Buffer.from(`Type;Marque;État;Série\n${rows.join('\n')}\n`);
  const sheet = { filename: 'parc.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  const files = s.app.get(FilesService);
  const id = await s.work((tx) => files.upload(tx, s.aude, donationId, sheet));
  if (rest) await s.work((tx) => files.answer(tx, s.aude, id, { words: [], rest: true }));
  await s.work((tx) => files.apply(tx, s.aude, id));
  const { items } = await s.app.get(DeviceList).page(s.aude, { donation: donationId });
  return items.map((d): [string, readonly string[]] => [d.id, d.toCheck]).reverse();
}

const act = (verb: 'verify' | 'unverify', id: string) =>
  broken(s.work((tx) => s.app.get(DevicesService).act(tx, s.aude, verb, id, {})));
const device = (id: string) => s.app.get(DeviceQueries).get(s.aude, id);
const listed = async (check: string) => (await s.app.get(DeviceList).page(s.aude, { check })).items.map((d) => d.id);

test('a word that is left to be looked at, and a guess that is accepted, leave a mark; what is sure leaves none', async () => {
  const rows = [
    `Zorglub;HP;bof bof;${serial()}`,
    `PC portable;HP;bon;${serial()}`,
    'PC portable;HP;bon;Default string',
  ];
  const left = await logged(rows, { rest: true });
  expect(left.map(([, points]) => points)).toEqual([['category', 'condition'], [], ['number']]);
  const guessed = await logged([`PC portable;HP;bof bof;${serial()}`], { rest: false });
  expect(guessed.map(([, points]) => points)).toEqual([['condition']]);
  const [both, none] = left.map(([id]) => id);
  expect(await listed('yes')).toContain(both);
  expect(await listed('category')).toContain(both);
  expect(await listed('make')).not.toContain(both);
  expect(await listed('no')).toContain(none);
  expect(await listed('no')).not.toContain(both);
});

test('« Vérifié » takes the mark off, with who said so; said by mistake, the same is to be checked again', async () => {
  const [[id] = ['']] = await logged([`Zorglub;HP;bof bof;${serial()}`], { rest: true });
  expect((await device(id)).allowed).toEqual(expect.arrayContaining(['verify']));
  expect(await act('unverify', id)).toBe('devices.not_checked');
  expect(await act('verify', id)).toBe('done');
  expect(await device(id)).toMatchObject({ toCheck: [] });
  expect((await device(id)).allowed).not.toContain('verify');
  expect(await act('verify', id)).toBe('devices.nothing_to_check');
  const [said] = await s.app.get(DeviceQueries).timeline(s.aude, id);
  expect(said).toMatchObject({
    verb: 'verify',
    operatorNumber: s.aude.operatorNumber,
    changes: [{ field: 'to_check', before: 'category,condition', after: null }],
  });
  expect((await device(id)).allowed).toContain('unverify');
  expect(await act('unverify', id)).toBe('done');
  expect(await device(id)).toMatchObject({ toCheck: ['category', 'condition'] });
});

test('Postgres takes the mark off by that answer alone, and knows what may be marked', async () => {
  const [[id] = ['']] = await logged([`Zorglub;HP;bof bof;${serial()}`], { rest: true });
  const set = (points: string) => s.db.query('UPDATE devices.device SET to_check = $2 WHERE id = $1', [id, points]);
  expect(await broken(set('{}'))).toBe('devices.check_unanswered');
  expect(await broken(set('{category}'))).toBe('devices.check_unanswered');
  await expect(set('{colour}')).rejects.toThrow('device_to_check_known');
});
