import { HandoversService } from '#bank/allocation';
import { DevicesService, InventoryService, readInventory } from '#bank/devices';
import { OldLogQueries, OldLogsService } from '#bank/files/old-register';
import { DeclaredLogs, ErasureService, WorkshopQueries } from '#bank/workshop';
import { sha256 } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { AS_SMALL, fixture, NVME, PASSWORD, SATA } from '../support/counting/bench.js';
import { broken } from '../support/servers/services.js';
import { DataImport, folder, glpiFile, glpiRow } from '../support/sheets/data-import.js';
import { zipped } from '../support/sheets/workbook.js';

let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

const logs = () => t.s.app.get(OldLogsService);
const queries = () => t.s.app.get(OldLogQueries);
const upload = (files: Record<string, string | Buffer>) => t.s.work((tx) => logs().upload(tx, t.leila, folder(files)));
const sign = (batch: string, password = PASSWORD) => t.s.work((tx) => logs().sign(tx, t.leila, batch, password));
const told = async (batch: string) =>
  Object.fromEntries((await queries().logs(t.leila, batch)).items.map((l) => [l.path, [l.outcome, l.worth]]));

const SMART = `smartctl 7.3 2022-02-28 r5338\n=== START OF INFORMATION SECTION ===\nDevice Model:     ST500LM000\nSerial Number:    `;
const nwipe = (n: string, over = {}) =>
  fixture('nwipe/sata-and-nvme-erased.log', {
    [SATA]: `WD-OLD${n}`,
    [NVME]: `S3-OLD${n}`,
    PF3DEMO1: `MACH${n}`,
    ...over,
  });
/** What the agent says of the machine now, at our bench. */
const inventory = async (number: string, n: string) => {
  const file = fixture('glpi/laptop-two-disks.json', {
    [SATA]: `WD-OLD${n}`,
    [NVME]: `S3-OLD${n}`,
    PF3DEMO1: `MACH${n}`,
  });
  const { id } = await t.device(number);
  await t.s.work(async (tx) => {
    await t.s.app.get(DevicesService).lockVisible(tx, t.leila, id);
    return t.s.app.get(InventoryService).attach(tx, t.leila, id, readInventory(file), sha256(file));
  });
  return id as string;
};
const declare = (number: string, n: string, over = {}) =>
  t.bring(glpiFile(glpiRow({ number, serial: `MACH${n}`, ...over })));

test('a folder says of each file which device it is of, or why of none; nothing is lost, nothing guessed', async () => {
  await declare('PC-0421', '0421');
  await t.bring(glpiFile(glpiRow({ number: '777' })));
  const other = await t.upload(glpiFile(glpiRow({ number: '777' })), t.leila, 'Classeur');
  await t.map(other);
  await t.apply(other);
  const batch = await upload({
    'PC-0421/nwipe.log': nwipe('0421'),
    'PC-0421_smart.txt': `${SMART}Z9-OLD0421\n`,
    'PC-9999/nwipe.log': nwipe('9999'),
    '777_nwipe.log': nwipe('0777'),
    'PC-0421/other.log': nwipe('1111'),
    'PC-0421/lisezmoi.txt': 'bonjour',
    'archive.zip': await zipped({
      'logs/PC-0421/nwipe-bis.log': nwipe('0421'),
      '__MACOSX/x': 'y',
      'logs/vide.txt': '',
    }),
  });
  expect(await told(batch)).toEqual({
    'PC-0421/nwipe.log': ['attached', 'no_inventory'],
    'PC-0421_smart.txt': ['attached', 'medium'],
    'PC-9999/nwipe.log': ['number_unknown', null],
    '777_nwipe.log': ['ambiguous', null],
    'PC-0421/other.log': ['other_machine', null],
    'PC-0421/lisezmoi.txt': ['unreadable', null],
    'logs/PC-0421/nwipe-bis.log': ['again', null],
    'logs/vide.txt': ['unreadable', null],
  });
  const { id } = await t.device('PC-0421');
  // What smartctl saw is a disk of this device: one more to be proven.
  expect(await t.s.db.query('SELECT serial FROM devices.medium WHERE device_id = $1', [id])).toEqual([
    { serial: 'Z9-OLD0421' },
  ]);
  expect(await broken(sign(batch))).toBe('data_import.nothing_to_sign');
  // The device that was missing comes with another file.
  await declare('PC-9999', '9999');
  expect(await t.s.work((tx) => logs().matchAgain(tx, t.leila, batch))).toBe(1);
  expect((await told(batch))['PC-9999/nwipe.log']).toEqual(['attached', 'no_inventory']);
});

test('an old log counts once an inventory shows the very disk and a person signs; never by itself', async () => {
  await declare('B-1', '2001');
  const batch = await upload({ 'B-1.log': nwipe('2001') });
  const id = await inventory('B-1', '2001');
  expect(await told(batch)).toEqual({ 'B-1.log': ['attached', 'ready'] });
  const [result] = await t.s.db.query(
    `SELECT r.id, m.id AS medium FROM refurbishment.drive_result r JOIN devices.medium m ON m.serial_key = r.serial_key WHERE m.device_id = $1 LIMIT 1`,
    [id],
  );
  const script = `INSERT INTO refurbishment.evidence (id, medium_id, device_id, data_epoch, kind, drive_result_id, membership_id, operator_number, organisation_id)
    VALUES (gen_random_uuid(), $1, $2, 1, 'log', $3, $4, $5, $6)`;
  const by = [t.leila.membershipId, t.leila.operatorNumber, t.leila.organisationId];
  expect(await broken(t.s.db.query(script, [result.medium, id, result.id, ...by]))).toBe(
    'refurbishment.person_must_decide',
  );
  // Sent again the ordinary way, it is still a log of an earlier tool.
  const { refusal } = await t.s.work((tx) =>
    t.s.app.get(ErasureService).receive(tx, t.leila, { bytes: nwipe('2001'), filename: 'x.log' }, id),
  );
  expect(refusal?.code).toBe('refurbishment.log_declared');
  expect(await broken(sign(batch, 'autre chose'))).toBe('refurbishment.secret_wrong');
  expect(await sign(batch)).toBe(2);
  expect(await told(batch)).toEqual({ 'B-1.log': ['attached', 'proves'] });
  const gate = await t.s.app.get(WorkshopQueries).gate(t.leila, id);
  expect(gate.failures).toEqual(['no_passed_test', 'no_grade']);
  expect(await broken(t.s.work((tx) => t.s.app.get(DevicesService).act(tx, t.leila, 'put_in_stock', id, {})))).toBe(
    'refurbishment.gate_closed',
  );
  const [paper] = await t.s.db.query(
    `SELECT facts FROM documents.document WHERE type = 'erasure_certificate' ORDER BY id DESC LIMIT 1`,
  );
  expect(JSON.stringify(paper.facts)).toContain('journal d’un ancien outil');
});

test('a log that erased less than the disk proves nothing by a signature for the folder: neither the page nor Postgres lets it', async () => {
  await declare('B-7', '2007');
  const batch = await upload({ 'B-7.log': nwipe('2007', AS_SMALL) });
  const id = await inventory('B-7', '2007');
  expect(await told(batch)).toEqual({ 'B-7.log': ['attached', 'smaller'] });
  expect(await broken(sign(batch))).toBe('data_import.nothing_to_sign');
  const [proof] = await t.s.db.query(
    `SELECT m.device_id AS "deviceId", m.id AS "mediumId", r.id AS "resultId", r.log_id AS "logId"
     FROM refurbishment.drive_result r JOIN devices.medium m ON m.serial_key = r.serial_key WHERE m.device_id = $1 LIMIT 1`,
    [id],
  );
  expect(await broken(t.s.work((tx) => t.s.app.get(DeclaredLogs).sign(tx, t.leila, [proof], PASSWORD)))).toBe(
    'refurbishment.log_smaller',
  );
});

test('a device that somebody had since is not proven by what was erased before, signed or not', async () => {
  await declare('B-2', '2002', { state: 'Remis', entity: 'CCAS de Bagneux' });
  const batch = await upload({ 'B-2.log': nwipe('2002') });
  expect(await told(batch)).toEqual({ 'B-2.log': ['attached', 'past'] });
  const { id } = await t.device('B-2');
  const { ines } = t.s.fixtures.people;
  await t.s.work((tx) =>
    t.s.app.get(HandoversService).takeBack(tx, ines, id, t.s.fixtures.organisations.structure.place),
  );
  await inventory('B-2', '2002');
  expect(await told(batch)).toEqual({ 'B-2.log': ['attached', 'past'] });
  expect(await broken(sign(batch))).toBe('data_import.nothing_to_sign');
  const [pair] = await t.s.db.query(
    `SELECT r.id, m.id AS medium FROM refurbishment.drive_result r JOIN devices.medium m ON m.serial_key = r.serial_key WHERE m.device_id = $1 LIMIT 1`,
    [id],
  );
  const decide = {
    resultId: pair.id,
    mediumId: pair.medium,
    reason: 'Je crois me souvenir de cet appareil',
    password: PASSWORD,
  };
  expect(await broken(t.s.work((tx) => t.s.app.get(ErasureService).decide(tx, t.leila, decide)))).toBe(
    'refurbishment.log_too_old',
  );
});

test('a disk that no inventory since shows is not vouched for', async () => {
  await declare('B-3', '2003');
  await upload({ 'B-3.log': nwipe('2003'), 'B-3_smart.txt': `${SMART}WD-OLD2003\n` });
  const { id } = await t.device('B-3');
  const [pair] = await t.s.db.query(
    `SELECT r.id, m.id AS medium FROM refurbishment.drive_result r JOIN devices.medium m ON m.serial_key = r.serial_key WHERE m.device_id = $1`,
    [id],
  );
  const decide = {
    resultId: pair.id,
    mediumId: pair.medium,
    reason: 'Ce disque est celui du journal',
    password: PASSWORD,
  };
  expect(await broken(t.s.work((tx) => t.s.app.get(ErasureService).decide(tx, t.leila, decide)))).toBe(
    'refurbishment.disk_not_seen',
  );
});

test('hundreds of files wait for a worker; one that dies half-way is followed by another, and no log comes twice', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 250 }, (_, i) => [`L-${i}/nwipe.log`, nwipe(String(3_000 + i))]),
  );
  const batch = await upload({ 'tout.zip': await zipped(files) });
  expect(await queries().batch(t.leila, batch)).toMatchObject({ state: 'reading', files: 250, done: 0 });
  const work = t.s.app.get(Outbox).works.find((w) => w.queue === 'data-import-logs')!;
  await Promise.all([work.process({ id: batch, attempt: 0 }), work.process({ id: batch, attempt: 0 })]);
  expect(await queries().batch(t.leila, batch)).toMatchObject({
    state: 'read',
    done: 250,
    counts: { number_unknown: 250 },
  });
  const again = await upload({ 'tout.zip': await zipped(files) });
  await work.process({ id: again, attempt: 0 });
  const [{ n }] = await t.s.db.query(
    `SELECT count(*)::int AS n FROM refurbishment.erasure_log WHERE filename LIKE 'L-%'`,
  );
  expect(n).toBe(250);
});

test.each([
  ['a broken archive', Buffer.from('504b03040a0000000000', 'hex'), 'data_import.archive_broken'],
  ['nothing', null, 'data_import.logs_missing'],
])('%s is refused beside the field', async (_, bytes, code) => {
  await expect(upload(bytes ? { 'x.zip': bytes } : {})).rejects.toMatchObject({ code, field: 'logs' });
});

test('a bomb is not inflated, and said to be too large', async () => {
  const batch = await upload({
    'x.zip': await zipped({ 'PC-1/zeros.log': Buffer.alloc(60 * 1024 * 1024), 'PC-1/ok.log': 'x' }),
  });
  expect((await queries().logs(t.leila, batch)).items.map((l) => [l.path, l.outcome, l.facts['reason']])).toEqual([
    ['PC-1/ok.log', 'unreadable', 'not_nwipe'],
    ['PC-1/zeros.log', 'unreadable', 'too_large'],
  ]);
});
