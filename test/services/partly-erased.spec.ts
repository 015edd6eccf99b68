import { DevicesService, InventoryService, readInventory } from '#bank/devices';
import { OldLogsService, PartlyErasedQueries } from '#bank/files/old-register';
import { ErasureService } from '#bank/workshop';
import { sha256 } from '#platform/kernel';
import { AS_SMALL, fixture, NVME, SATA } from '../support/counting/bench.js';
import { openDataSource } from '../support/servers/database.js';
import { DataImport, folder, glpiFile, glpiRow } from '../support/sheets/data-import.js';

const NAMES = { [SATA]: 'WD-OLD2008', [NVME]: 'S3-OLD2008', PF3DEMO1: 'MACH2008' };

let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

/** A device of an earlier tool whose log erased less than its disks, as a bank of before has it: signed, and in stock. */
async function inStockOfBefore(): Promise<string> {
  await t.bring(glpiFile(glpiRow({ number: 'B-8', serial: 'MACH2008' })));
  const small = fixture('nwipe/sata-and-nvme-erased.log', { ...NAMES, ...AS_SMALL });
  await t.s.work((tx) => t.s.app.get(OldLogsService).upload(tx, t.leila, folder({ 'B-8.log': small })));
  const { id } = await t.device('B-8');
  const file = fixture('glpi/laptop-two-disks.json', NAMES);
  await t.s.work(async (tx) => {
    await t.s.app.get(DevicesService).lockVisible(tx, t.leila, id);
    await t.s.app.get(InventoryService).attach(tx, t.leila, id, readInventory(file), sha256(file));
  });
  const owner = await openDataSource(t.s.database.ownerUrl, {}, 1);
  try {
    await owner.transaction(async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      await tx.query(
        `INSERT INTO refurbishment.evidence (id, medium_id, device_id, data_epoch, kind, drive_result_id, decided, stated_text, membership_id, operator_number, organisation_id)
         SELECT gen_random_uuid(), m.id, m.device_id, 1, 'log', r.id, true, 'Signé pour tout le dossier, autrefois', $2, $3, $4
         FROM refurbishment.drive_result r JOIN devices.medium m ON m.serial_key = r.serial_key WHERE m.device_id = $1`,
        [id, t.leila.membershipId, t.leila.operatorNumber, t.leila.organisationId],
      );
      await tx.query(
        `INSERT INTO refurbishment.result_use (fingerprint, evidence_id) SELECT r.fingerprint, e.id
         FROM refurbishment.evidence e JOIN refurbishment.drive_result r ON r.id = e.drive_result_id WHERE e.device_id = $1`,
        [id],
      );
      await tx.query(`UPDATE devices.device SET state = 'in_stock' WHERE id = $1`, [id]);
    });
  } finally {
    await owner.destroy();
  }
  return id;
}

test('what was signed of a log that erased less is listed for a person, until the whole disk is erased', async () => {
  const list = () => t.s.app.get(PartlyErasedQueries).list(t.leila);
  expect(await list()).toEqual([]);
  const id = await inStockOfBefore();
  const found = await list();
  expect(found.map((m) => m.serial).sort()).toEqual(['S3-OLD2008', 'WD-OLD2008']);
  for (const m of found) {
    expect(m).toMatchObject({ state: 'in_stock', holder: 'Banque du Numérique des Hauts-de-Seine' });
    expect(m.erasedBytes).toBeLessThan(m.sizeBytes / 2);
  }
  await expect(t.s.app.get(PartlyErasedQueries).list(t.s.fixtures.people.karim)).rejects.toThrow();
  const whole = fixture('nwipe/sata-and-nvme-erased.log', NAMES);
  await t.s.work((tx) => t.s.app.get(ErasureService).receive(tx, t.leila, { bytes: whole, filename: 'nwipe.log' }, id));
  expect(await list()).toEqual([]);
});
