import { DuplicatesService } from '#bank/devices';
import { FilesService } from '#bank/intake';
import { AgreementsService, ReceiptsModule } from '#bank/receipts';
import { sha256 } from '#platform/kernel';
import { PASSWORD } from '../support/counting/bench.js';
import { Life } from '../support/planted/life.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open(ReceiptsModule);
});
afterAll(() => life.s.close());

const HEADER = 'Type;Marque;Modèle;N° de série;N° inventaire\n';
const line = (n: number) => `PC portable;HP;ProBook 450;ARR-00${n};INV-${n}\n`;
/** The donor's list, its devices logged by it. */
const listed = async (donation: string, ...numbers: number[]): Promise<void> => {
  const bytes = Buffer.from(HEADER + numbers.map(line).join(''));
  const sheet = { filename: 'parc.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  const files = life.get(FilesService);
  const id = await life.s.work((tx) => files.upload(tx, life.people.aude, donation, sheet));
  await life.s.work((tx) => files.apply(tx, life.people.aude, id));
};
const withSerial = async (serial: string): Promise<string> => {
  const [{ id }] = await life.s.db.query('SELECT id FROM devices.device WHERE serial = $1', [serial]);
  return id;
};
const agreed = async (donation: string) => {
  const id = await life.s.work((tx) => life.get(AgreementsService).sign(tx, life.people.leila, donation, PASSWORD));
  const [{ facts }] = await life.s.db.query('SELECT facts FROM documents.document WHERE id = $1', [id]);
  const serials = (devices: readonly { serial: string; assetNumber: string }[]) =>
    devices.map(({ serial, assetNumber }) => [serial, assetNumber ?? null]);
  return {
    came: serials(facts.devices),
    missing: facts.arrivals && serials(facts.arrivals.missing),
    unannounced: facts.arrivals && serials(facts.arrivals.unannounced),
  };
};

test('the agreement says which announced serials arrived, which did not, and which came unannounced', async () => {
  const donation = await life.donation('Menuiserie des Listes');
  await listed(donation, 3, 1, 2);
  await life.act(await withSerial('ARR-001'), 'withdraw', { reason: 'not_come' });
  await life.act(await withSerial('ARR-002'), 'withdraw', { reason: 'logged_twice' });
  await life.logOn(donation, { make: 'Dell', serial: 'SURPRISE1' });
  expect(await agreed(donation)).toEqual({
    came: [['ARR-003', 'INV-3']],
    missing: [['ARR-001', 'INV-1']],
    unannounced: [['SURPRISE1', null]],
  });
});

test('without a list of the donor it says what came, and compares nothing', async () => {
  const donation = await life.donation('Menuiserie sans Liste');
  await life.logOn(donation, { make: 'Dell', serial: 'SEUL-1' });
  expect(await agreed(donation)).toEqual({ came: [['SEUL-1', null]], missing: null, unannounced: null });
});

test('an announced device that the desk logged anew came announced, with the serial and the number of the list', async () => {
  const donation = await life.donation('Menuiserie des Doubles');
  await listed(donation, 7);
  const { code } = await life.row(await life.logOn(donation, { make: 'HP' }));
  const double = await withSerial('ARR-007');
  await life.s.work((tx) => life.get(DuplicatesService).merge(tx, life.people.aude, double, code, 'entered_twice'));
  expect(await agreed(donation)).toEqual({ came: [['ARR-007', 'INV-7']], missing: [], unannounced: [] });
});
