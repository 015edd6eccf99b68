import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AllocationModule } from '#bank/allocation';
import { DevicesService, InventoryService, readInventory } from '#bank/devices';
import { FaultsModule } from '#bank/faults';
import { DataImportModule, DataImportQueries, DataImportService, OldLogsService } from '#bank/files/old-register';
import { IntakeModule } from '#bank/intake';
import { type Member, sha256 } from '#platform/kernel';
import { fixture, NVME, SATA } from '../counting/bench.js';
import { type Services, services } from '../servers/services.js';

/** Titles of a search export of GLPI 10 in French, with the two columns about people that it usually has. */
export const GLPI_TITLES =
  '"Nom";"Entité";"Statut";"Fabricant";"Numéro de série";"Numéro d\'inventaire";"Type";"Modèle";"Lieu";"Utilisateur";"Technicien en charge du matériel";"Dernière modification";';

/** A row of such an export; what is not given is what most rows have. */
export function glpiRow(
  over: Partial<Record<'name' | 'entity' | 'state' | 'serial' | 'number' | 'place' | 'type' | 'model', string>> = {},
): string {
  const n = String(nextNumber++);
  const r = {
    name: `PC-${n}`,
    entity: 'Entité racine > Banque du Numérique',
    state: 'En stock',
    serial: `5CG${n}XYZ`,
    number: `INV-${n}`,
    place: 'Entrepôt > Étagère B',
    type: 'Ordinateur portable',
    model: 'EliteBook 840 G5',
    ...over,
  };
  const cells = [
    r.name,
    r.entity,
    r.state,
    'HP',
    r.serial,
    r.number,
    r.type,
    r.model,
    r.place,
    'DUPONT Jeanne',
    'martin.k',
    '2025-03-04 10:12',
  ];
  return `${cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(';')};`;
}
let nextNumber = 10_000;

export const glpiFile = (...rows: string[]): string => `\uFEFF${[GLPI_TITLES, ...rows].join('\r\n')}\r\n`;

/** The libraries, and short ways through a file of another tool. */
export class DataImport {
  private constructor(readonly s: Services) {}

  static async open(...more: Type[]): Promise<DataImport> {
    return new DataImport(await services(IntakeModule, AllocationModule, FaultsModule, DataImportModule, ...more));
  }

  get leila(): Member {
    return this.s.fixtures.people.leila;
  }
  get service(): DataImportService {
    return this.s.app.get(DataImportService);
  }
  get queries(): DataImportQueries {
    return this.s.app.get(DataImportQueries);
  }

  upload(text: string | Buffer, who: Member = this.leila, issuer = 'GLPI'): Promise<string> {
    const bytes = Buffer.from(text);
    async function* source() {
      yield bytes;
    }
    const file = { filename: 'glpi.csv', size: bytes.length, sha256: sha256(bytes), source: source() };
    return this.s.work((tx) => this.service.upload(tx, who, file, issuer));
  }

  /** Accepts what is suggested; `say` answers the rest, by old word. */
  map(id: string, say: Record<string, string> = {}): Promise<void> {
    return this.s.work(async (tx) => {
      const values = await this.queries.values(this.leila, id, tx);
      const targets = new Map(
        values.flatMap((v) => (say[v.value] ? [[`${v.field} ${v.key}`, say[v.value]!] as const] : [])),
      );
      await this.service.map(tx, this.leila, id, { targets });
    });
  }

  apply(id: string, only: 'all' | 'good' = 'good'): Promise<void> {
    return this.s.work((tx) => this.service.apply(tx, this.leila, id, only));
  }

  /** From the file to devices. */
  async bring(text: string, say: Record<string, string> = {}): Promise<string> {
    const id = await this.upload(text);
    await this.map(id, say);
    await this.apply(id);
    return id;
  }

  async device(number: string) {
    const [row] = await this.s.db.query(
      `SELECT d.*, e.origin, e.channel, e.occurred_at::text AS occurred_at, e.recorded_at, e.cause_label FROM devices.alias a JOIN devices.device d ON d.id = a.device_id
       JOIN devices.device_event e ON e.device_id = d.id AND e.from_state = 'none' WHERE a.number = $1`,
      [number],
    );
    return row;
  }
}

/** A file of two rows, as it is before anybody said what its words mean. */
export function waitingDataImport(app: INestApplicationContext, who: Member): Promise<string> {
  const bytes = Buffer.from(glpiFile(glpiRow(), glpiRow()));
  async function* source() {
    yield bytes;
  }
  const file = { filename: 'glpi.csv', size: bytes.length, sha256: sha256(bytes), source: source() };
  return app.get(DataSource).transaction((tx) => app.get(DataImportService).upload(tx, who, file, 'GLPI'));
}

/** A file of two rows that waits for its last word. */
export async function readyDataImport(app: INestApplicationContext, who: Member): Promise<string> {
  const id = await waitingDataImport(app, who);
  await app.get(DataSource).transaction((tx) => app.get(DataImportService).map(tx, who, id, {}));
  return id;
}

/** A file whose devices are declared. Gives its id. */
export async function appliedDataImport(app: INestApplicationContext, who: Member): Promise<string> {
  const id = await readyDataImport(app, who);
  await app.get(DataSource).transaction((tx) => app.get(DataImportService).apply(tx, who, id, 'good'));
  return id;
}

/** A file with these bytes whose devices are declared, words as suggested. Gives its id. */
export async function takenOver(app: INestApplicationContext, who: Member, bytes: Buffer): Promise<string> {
  const service = app.get(DataImportService);
  const file = { filename: 'parc.xlsx', size: bytes.length, sha256: sha256(bytes), source: bytes };
  return app.get(DataSource).transaction(async (tx) => {
    const id = await service.upload(tx, who, file, 'Tableur');
    await service.map(tx, who, id, {});
    await service.apply(tx, who, id, 'good');
    return id;
  });
}

/** Files as a form brings them: each in a file of its own. */
export function folder(files: Readonly<Record<string, string | Buffer>>): { filename: string; path: string }[] {
  const dir = mkdtempSync(join(tmpdir(), 'bn-folder-'));
  return Object.entries(files).map(([filename, bytes], i) => {
    const path = join(dir, String(i));
    writeFileSync(path, bytes);
    return { filename, path };
  });
}

/** A folder with one log whose number nobody has. */
export const someOldLogs = (
  app: INestApplicationContext,
  who: Member,
  files = { 'PC-0/nwipe.log': 'rien' } as Record<string, string | Buffer>,
) => app.get(DataSource).transaction((tx) => app.get(OldLogsService).upload(tx, who, folder(files)));

/** A folder whose log waits for its signature: the device is there, and an inventory shows the disks. */
export async function signableOldLogs(app: INestApplicationContext, who: Member): Promise<string> {
  const n = String(nextNumber++);
  const disks = { [SATA]: `WD-S${n}`, [NVME]: `S3-S${n}`, PF3DEMO1: `MACHS${n}` };
  const bytes = Buffer.from(glpiFile(glpiRow({ number: `S-${n}`, serial: `MACHS${n}` })));
  async function* source() {
    yield bytes;
  }
  const db = app.get(DataSource);
  const dataImports = app.get(DataImportService);
  const file = { filename: 'glpi.csv', size: bytes.length, sha256: sha256(bytes), source: source() };
  const id = await db.transaction((tx) => dataImports.upload(tx, who, file, 'GLPI'));
  await db.transaction((tx) => dataImports.map(tx, who, id, {}));
  await db.transaction((tx) => dataImports.apply(tx, who, id, 'all'));
  const [device] = await db.query('SELECT device_id AS id FROM devices.alias WHERE number = $1', [`S-${n}`]);
  const inventory = fixture('glpi/laptop-two-disks.json', disks);
  await db.transaction(async (tx) => {
    await app.get(DevicesService).lockVisible(tx, who, device.id);
    await app.get(InventoryService).attach(tx, who, device.id, readInventory(inventory), sha256(inventory));
  });
  return someOldLogs(app, who, { [`S-${n}.log`]: fixture('nwipe/sata-and-nvme-erased.log', disks) });
}
