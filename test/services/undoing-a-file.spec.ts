import { DeviceQueries } from '#bank/devices';
import { ImportsService } from '#bank/files/engine';
import { DonationQueries, FileQueries, FilesService, LabelsService } from '#bank/intake';
import { sha256 } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open();
});
afterAll(() => life.s.close());

const HEADER = 'Type;Marque;Modèle;N° de série;N° inventaire;Quantité\n';
const line = (serial: string) => `PC portable;HP;ProBook 450;${serial};N-${serial};\n`;
const files = () => life.get(FilesService);
const aude = () => life.people.aude;

async function applied(donation: string, text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const sheet = { filename: 'parc.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  const id = await life.s.work((tx) => files().upload(tx, aude(), donation, sheet));
  await life.s.work((tx) => files().apply(tx, aude(), id));
  return id;
}
const undo = (id: string, said: { andDonation?: boolean } = {}) =>
  life.s.work((tx) => files().withdraw(tx, aude(), id, said));
const view = (id: string) => life.get(FileQueries).byId(aude(), id);
const devicesOf = (donation: string): Promise<{ id: string; state: string; serial: string }[]> =>
  life.s.db.query('SELECT id, state, serial FROM devices.device WHERE donation_id = $1 ORDER BY id', [donation]);

test('an applied file is undone in one act, with the donation that was opened for it; the same bytes may come again', async () => {
  const donation = await life.donation('Ville de Défaire');
  const text = [HEADER, line('UNDO-001'), line('UNDO-002'), 'Écran;Dell;P2419H;;;3\n'].join('');
  const file = await applied(donation, text);
  expect(await devicesOf(donation)).toHaveLength(5);

  await undo(file, { andDonation: true });

  expect(await view(file)).toMatchObject({ state: 'withdrawn', withdrawal: { withdrawn: 5, kept: 0, stays: [] } });
  expect((await devicesOf(donation)).map((d) => d.state)).toEqual(Array(5).fill('withdrawn'));
  expect(await life.get(DonationQueries).byId(aude(), donation)).toMatchObject({ state: 'cancelled', logged: 0 });
  expect(await broken(undo(file))).toBe('intake.file_not_ready');

  const again = await life.donation('Ville de Défaire');
  expect(await view(await applied(again, text))).toMatchObject({ state: 'applied', rowsWrong: 0, rowsLogged: 5 });
});

test('what has moved on stays and is named with why; the donation stays with it', async () => {
  const donation = await life.donation('Ville de Partie');
  const file = await applied(donation, HEADER + line('GONE-001') + line('GONE-002') + line('GONE-003'));
  const [first, second] = await devicesOf(donation);
  await life.carry(first!.id, 'workshop');
  await life.prepare([second!.id], 'workshop');

  await undo(file);

  const { withdrawal } = await view(file);
  expect(withdrawal).toMatchObject({
    withdrawn: 1,
    kept: 2,
    stays: [
      { line: 2, id: first!.id, why: 'devices.moved_on' },
      { line: 3, id: second!.id, why: 'devices.kept_in_lot' },
    ],
  });
  expect((await devicesOf(donation)).map((d) => d.state)).toEqual(['at_workshop', 'received', 'withdrawn']);
  expect(await life.get(DonationQueries).byId(aude(), donation)).toMatchObject({ state: 'received', logged: 2 });
});

test('its donation stays for the right file, unless it is said to have been opened for this one', async () => {
  const donation = await life.donation('Ville Gardée Ouverte');
  const text = HEADER + line('STAY-001') + line('STAY-002');
  const file = await applied(donation, text);
  const [first] = await devicesOf(donation);
  await life.act(first!.id, 'withdraw', { reason: 'logged_twice' });
  await undo(file);
  // What was withdrawn by hand before is gone already: it is not said to stay.
  expect((await view(file)).withdrawal).toMatchObject({ withdrawn: 1, kept: 0 });
  expect(await life.get(DonationQueries).byId(aude(), donation)).toMatchObject({ state: 'received', logged: 0 });
  expect((await life.get(DonationQueries).devices(aude(), donation)).items).toEqual([]);
  expect(await view(await applied(donation, text))).toMatchObject({ state: 'applied', rowsLogged: 2 });
});

test('a large file is undone by a worker, all of it or nothing', async () => {
  const donation = await life.donation('Ville de Beaucoup');
  const file = await applied(donation, `${HEADER}Écran;Dell;P2419H;;;450\nÉcran;Dell;P2419H;;;450\n`);
  const work = life.get(Outbox).works.find((w) => w.queue === 'imports')!;
  await work.process({ id: file, attempt: 0 });
  await undo(file);
  expect((await view(file)).state).toBe('withdrawing');
  expect((await devicesOf(donation)).every((d) => d.state === 'received')).toBe(true);
  const waiting = await work.pending(100);
  await work.process(waiting.find((row) => row.id === file)!);
  expect(await view(file)).toMatchObject({ state: 'withdrawn', withdrawal: { withdrawn: 900 } });
});

test('labels come in the order of the file, each with what is seen on the machine', async () => {
  const donation = await life.donation('Ville en Ordre');
  await applied(donation, HEADER + ['C', 'A', 'B'].map((x) => line(`ORDER-${x}`)).join(''));
  const sheet = await life.s.work((tx) => life.get(LabelsService).printDonation(tx, aude(), donation));
  const [{ facts }] = await life.s.db.query(
    'SELECT d.facts FROM documents.document d JOIN intake.label_sheet l ON l.document_id = d.id WHERE l.id = $1 OR d.id = $1',
    [sheet],
  );
  expect(facts.notes[1]).toEqual({ what: 'ProBook 450', mark: '…DER-A, l.\u00a03' });
  const serials = await Promise.all(
    (facts.codes as string[]).map(async (code) => (await life.get(DeviceQueries).get(aude(), code)).serial),
  );
  expect(serials).toEqual(['ORDER-C', 'ORDER-A', 'ORDER-B']);
});

test('nobody else undoes it', async () => {
  const donation = await life.donation('Ville Gardée');
  const file = await applied(donation, HEADER + line('KEEP-001'));
  expect(await broken(life.s.work((tx) => files().withdraw(tx, life.people.ines, file)))).toBe('not_found');
});

test('what was read of an undone file is forgotten when that of an applied one is', async () => {
  const donation = await life.donation('Ville Oubliée');
  const file = await applied(donation, `${HEADER}${line('FORGET-1')}grille-pain;;;;;\n`);
  await undo(file);
  const read = async () =>
    (await life.s.db.query('SELECT count(*)::int AS n FROM imports.row WHERE file_id = $1', [file]))[0].n as number;
  expect(await read()).toBe(1);
  await life.s.db.query(`UPDATE imports.file SET applied_at = now() - interval '91 days' WHERE id = $1`, [file]);
  await life.s.work((tx) => life.get(ImportsService).forgetRows(tx));
  expect(await read()).toBe(0);
});
