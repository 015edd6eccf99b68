import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { DEMO_PASSWORD, type OrganisationKey, type Person } from '#bank/demo';
import { type Category, DevicesService, InventoryService, readInventory } from '#bank/devices';
import { ArrivalsService, TransfersService } from '#bank/logistics';
import { type Answers, TEST_POINTS } from '#bank/workshop';
import { type Actor, sha256 } from '#platform/kernel';
import type { Services } from '../servers/services.js';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
let serials = 0;

/** A serial nobody else has, of the same length as the one in the fixture. */
export const freshSerial = (like: string): string => like.slice(0, -5) + String(++serials).padStart(5, '0');

/** Genuine logs are of disks of a virtual machine; what they are said to erase is as large as any disk of the suites. */
const [SMALL, LARGE] = ['25165824', '1000204886016'];
/** For `fixture`: the log of disks as small as they were. */
export const AS_SMALL = { [LARGE]: SMALL } as const;

/** The genuine files, with the given serials instead of their own. */
export function fixture(
  file: `${'nwipe' | 'glpi'}/${string}`,
  serialsInstead: Readonly<Record<string, string>> = {},
): Buffer {
  let text = readFileSync(join(FIXTURES, file), 'utf8');
  // Of today, as if it had been erased now: a log that began before its gift raises a question.
  if (file.startsWith('nwipe/'))
    text = text
      .replaceAll(SMALL, LARGE)
      .replaceAll('[2026/11/25', `[${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}`);
  for (const [from, to] of Object.entries(serialsInstead)) text = text.replaceAll(from, to);
  return Buffer.from(text);
}

export const SATA = 'WD-WCC6Y7DEMO01';
export const NVME = 'S3YKNX0MDEMO01';

/** Every point of the test sheet answered the same. */
export const answers = (all: 'ok' | 'ko' | 'na', but: Partial<Answers> = {}): Answers =>
  ({ ...Object.fromEntries(TEST_POINTS.map((p) => [p.id, all])), ...but }) as Answers;

export const PASSWORD = DEMO_PASSWORD;

/** Devices and lots through the public services, as people make them. */
/** The town hall's: what its devices keep. */
const PUBLIC_GIFT = {
  donorKind: 'public_body',
  publicOrigin: true,
  resaleForbidden: true,
  priceCeilingCents: 18000,
} as const;

export function benchDemo({
  app,
  fixtures,
  work,
}: Pick<Services, 'fixtures' | 'work'> & { app: INestApplicationContext }) {
  const devices = app.get(DevicesService);
  const transfers = app.get(TransfersService);
  const arrivals = app.get(ArrivalsService);
  const people = fixtures.people;

  /** Devices logged in an organisation by somebody of it. */
  const log = (
    n: number,
    organisation: OrganisationKey = 'collection',
    who: Actor = people.aude,
    category: Category = 'laptop',
  ): Promise<string[]> =>
    work((tx) =>
      devices.log(
        tx,
        who,
        Array.from({ length: n }, () => ({
          category,
          make: 'Lenovo',
          model: 'ThinkPad L480',
          serial: freshSerial('PF3-TEST-00000'),
          ...PUBLIC_GIFT,
        })),
        {
          location: { place: fixtures.organisations[organisation].place },
          holder: { organisation: fixtures.organisations[organisation].id },
        },
      ),
    );

  /** A lot with these devices on it, still being prepared. */
  const lot = (ids: readonly string[], from: Person, to: OrganisationKey): Promise<string> =>
    work(async (tx) => {
      const id = await transfers.prepare(tx, people[from], { toOrganisationId: fixtures.organisations[to].id });
      await transfers.addDevices(tx, people[from], id, ids);
      return id;
    });
  const send = (id: string, from: Person) => work((tx) => transfers.send(tx, people[from], id));
  const codesOf = async (ids: readonly string[]): Promise<string[]> =>
    work(async (tx) => {
      const rows: { id: string; code: string }[] = await tx.query(
        'SELECT id, code FROM devices.device WHERE id = ANY($1)',
        [ids],
      );
      return ids.map((id) => rows.find((r) => r.id === id)!.code);
    });

  /** Devices that went from the collection point to the workshop. */
  const atWorkshop = async (n = 1, category: Category = 'laptop'): Promise<string[]> => {
    const ids = await log(n, 'collection', people.aude, category);
    const id = await lot(ids, 'aude', 'workshop');
    await send(id, 'aude');
    const codes = await codesOf(ids);
    await work(async (tx) => {
      await arrivals.confirm(tx, people.karim, id, codes);
      await arrivals.finish(tx, people.karim, id);
    });
    return ids;
  };

  /** A laptop at the workshop whose inventory shows two disks of its own. */
  const withTwoDisks = async (): Promise<{ id: string; sata: string; nvme: string; machine: string }> => {
    const [id] = await atWorkshop();
    const sata = freshSerial(SATA);
    const nvme = freshSerial(NVME);
    const [row] = await work((tx) => tx.query('SELECT serial FROM devices.device WHERE id = $1', [id]));
    const file = fixture('glpi/laptop-two-disks.json', { [SATA]: sata, [NVME]: nvme, PF3DEMO1: row.serial });
    await work((tx) => app.get(InventoryService).attach(tx, people.karim, id!, readInventory(file), sha256(file)));
    return { id: id!, sata, nvme, machine: row.serial };
  };

  return { log, lot, send, codesOf, atWorkshop, withTwoDisks };
}
