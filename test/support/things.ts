import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { DeviceLocksService } from '#intake';
import { Reception } from '#inventories';
import { newId } from '#kernel';
import { ContainersService } from '#logistics';
import { FaultsService } from '#maintenance';
import { SignInService, UsersService } from '#people';
import { PhotosService } from '#photos';
import { SignedBackService } from '#receipts';
import { DonorLinks } from '#reporting';
import { SimImportService } from '#sims';
import { type Cast, MACHINES } from '#story';
import type { TestApp } from './app.js';
import type { Side } from './everybody.js';
import { labelThings } from './label-things.js';
import { freshMachine, machineSays } from './machine-documents.js';
import { somePhoto } from './photo.js';
import { readyTakeover, someOldLogs } from './takeover.js';

/** What replaces `:id`, `:code` and the like in a route. */
export type Params = Readonly<Record<string, string>>;

/** The same kind of thing at each house that has one. */
export type Things = Readonly<Partial<Record<Side, Params>>>;

/** One thing of every kind that a route's address names, out of the story. */
export async function thingsOfTheStory(t: TestApp, cast: Cast) {
  const db = t.app.get(DataSource);
  const { houses, people } = cast;
  const one = async (sql: string, ...values: unknown[]): Promise<Record<string, string>> => {
    const [row] = await db.query(`${sql} LIMIT 1`, values);
    if (!row) throw new Error(`the story has nothing for: ${sql}`);
    return row;
  };
  const device = async (name: keyof typeof MACHINES) =>
    one('SELECT code FROM devices.device WHERE serial = $1', MACHINES[name]);
  const each = async <T>(of: (side: Side) => Promise<T>): Promise<Record<Side, T>> => ({
    bank: await of('bank'),
    collection: await of('collection'),
    workshop: await of('workshop'),
    structure: await of('structure'),
  });
  const actorOf = { bank: people.leila, collection: people.aude, workshop: people.moussa, structure: people.ines };
  const both = (params: Params): Things => ({ bank: params, structure: params });
  const desk = (params: Params): Things => ({ bank: params, collection: params });

  const devices = {
    bank: await device('inStock'),
    collection: await device('onTheDesk'),
    workshop: await device('toErase'),
    structure: await device('onTheShelf'),
  };
  const withVerb = async (side: Side) => ({ ...devices[side], verb: 'move' });
  const medium = await one(
    'SELECT m.id AS medium, d.code FROM devices.medium m JOIN devices.device d ON d.id = m.device_id WHERE d.code = $1',
    devices.workshop['code'],
  );
  const line =
    'SELECT t.id, l.id AS line, gen_random_uuid() AS container FROM logistics.transfer t JOIN logistics.transfer_line l ON l.transfer_id = t.id';
  const donation = await one(
    `SELECT d.id, d.donor_id AS donor FROM intake.donation d JOIN intake.donor o ON o.id = d.donor_id WHERE o.kind = 'company'`,
  );
  const file = await one('SELECT donation_id AS id, id AS file FROM intake.file');
  const asked = `SELECT r.id, u.id AS unit FROM allocation.request r JOIN allocation.request_unit u ON u.request_id = r.id
    WHERE r.structure_id = $1 AND r.state = $2`;
  const { id: ticket } = await one(
    `SELECT t.id FROM maintenance.ticket t WHERE t.state = 'open' AND t.structure_id = $1`,
    houses.structure.id,
  );
  const paper = (organisation: string) =>
    one(
      // One that names nobody, where there is one: whoever reads without names opens it too.
      `SELECT r.document_id AS id FROM documents.document_reader r JOIN documents.document d ON d.id = r.document_id
       WHERE r.organisation_id = $1 ORDER BY d.type NOT IN ('transfer_slip', 'delivery_note', 'erasure_certificate'), d.id`,
      organisation,
    );
  const agreement = await one(
    `SELECT cause_id AS id, id AS document FROM documents.document WHERE type = 'donation_agreement'`,
  );
  const slip = await one(
    `SELECT cause_id AS id, id AS document FROM documents.document WHERE type = 'collection_slip' AND cause_kind = 'donation'`,
  );
  await db.transaction((tx) =>
    t.app.get(SignedBackService).note(tx, people.aude, slip['id']!, slip['document']!, Buffer.from('%PDF-1.4 signé')),
  );
  const papers = await each((side) => paper(houses[side].id));
  const cards = { bytes: readFileSync('libs/story/files/cartes-sim.csv'), name: 'cartes-sim.csv', plan: '' };
  const list = await db.transaction((tx) => t.app.get(SimImportService).stage(tx, people.leila, cards));

  const linkOf = (side: 'bank' | 'collection') =>
    db.transaction((tx) => t.app.get(DonorLinks).make(tx, actorOf[side], donation['donor']!));

  return {
    device: devices,
    rules: { bank: { table: 'delais', day: '2020-01-01' } } as Things,
    'device to move': await each(withVerb),
    'locked device': await each(async (side) => ({
      ...devices[side],
      lock: await db.transaction((tx) =>
        t.app
          .get(DeviceLocksService)
          .declare(tx, actorOf[side === 'structure' ? 'bank' : side], devices[side]['code']!, 'mdm'),
      ),
    })),
    photo: await each(async (side) => {
      const { code } = devices[side] as { code: string };
      const photoFile = await somePhoto();
      const { id } = await one('SELECT id FROM devices.device WHERE code = $1', code);
      await db.transaction((tx) => t.app.get(PhotosService).add(tx, people.leila, id!, [photoFile]));
      const [photo] = await t.app.get(PhotosService).list(id!);
      return { code, id: photo!.id, file: `${photo!.id}.jpg` };
    }),
    medium: { workshop: medium } as Things,
    'received inventory': await each(async (side) => {
      const { id } = await t.app.get(Reception).receive(actorOf[side], machineSays(freshMachine()));
      return { id };
    }),
    'erasure log': {
      workshop: await one('SELECT id FROM refurbishment.erasure_log WHERE organisation_id = $1', houses.workshop.id),
    } as Things,
    lot: {
      bank: await one(`${line} WHERE t.state = 'preparing'`),
      collection: await one(`${line} WHERE t.state = 'preparing'`),
      workshop: await one(`${line} WHERE t.state = 'sent' AND t.to_org_id = $1`, houses.workshop.id),
      structure: await one(`${line} WHERE t.state = 'sent' AND t.to_org_id = $1`, houses.structure.id),
    } as Things,
    crate: await each(async (side) => ({
      code: await db.transaction((tx) =>
        t.app
          .get(ContainersService)
          .make(tx, actorOf[side], { kind: 'crate', name: 'Essai', placeId: houses[side].place }),
      ),
      device: (await one('SELECT id FROM devices.device WHERE code = $1', devices[side]['code'])).id!,
    })),
    donation: desk({ id: donation['id']!, refusal: newId() }),
    promise: desk(await one(`SELECT id FROM intake.donation WHERE state = 'promised'`)),
    donor: desk({ id: donation['donor']!, donor: donation['donor']!, contact: newId() }),
    'donor link': {
      bank: { donor: donation['donor']!, id: (await linkOf('bank')).id },
      collection: { donor: donation['donor']!, id: (await linkOf('collection')).id },
    } as Things,
    'private link of a gift': { bank: { secret: (await linkOf('bank')).secret } } as Things,
    file: desk(file),
    ...(await labelThings(t, cast)),
    'label sheet': desk(await one('SELECT id FROM intake.label_sheet')),
    paper: await each(async (side) => papers[side]),
    'paper as PDF': await each(async (side) => ({ file: `${papers[side]['id']}.pdf` })),
    request: both(await one(asked, houses.structure.id, 'submitted')),
    'request with units': both(await one(asked, houses.structure.id, 'approved')),
    draft: { structure: await one(asked, houses.structure.id, 'draft') } as Things,
    reservation: both(await one('SELECT id FROM allocation.reservation WHERE ended_at IS NULL')),
    handover: both(await one('SELECT id FROM allocation.handover WHERE ended_at IS NULL')),
    beneficiary: { structure: await one('SELECT id FROM allocation.beneficiary') } as Things,
    structure: { bank: { structure: houses.structure.id } } as Things,
    'old logs': { bank: { id: await someOldLogs(t.app, people.leila) } } as Things,
    'takeover file': { bank: { id: await readyTakeover(t.app, people.leila) } } as Things,
    sim: both(
      await one(`SELECT id FROM sims.sim WHERE structure_id = $1 AND status = 'allotted'`, houses.structure.id),
    ),
    'list of SIM': { bank: { id: list } } as Things,
    ticket: both({ id: ticket!, verb: 'take' }),
    token: await each(async (side) => ({
      id: (
        await db.transaction((tx) =>
          t.app.get(UsersService).makeToken(tx, actorOf[side], actorOf[side].membershipId, 'celui de la maison'),
        )
      ).id,
    })),
    organisation: { bank: { id: houses.structure.id } } as Things,
    membership: { bank: { id: people.ines.membershipId } } as Things,
    'link of a password': {
      bank: { secret: await db.transaction((tx) => t.app.get(SignInService).makeLink(tx, people.paul.userId, null)) },
    } as Things,
    'follow-up of a fault': { bank: { secret: (await t.app.get(FaultsService).receipt(ticket!)).secret } } as Things,
    label: { bank: devices.structure } as Things,
    'verified paper': {
      bank: await one(`SELECT number || '-' || secret AS ref FROM documents.document WHERE type = 'collection_slip'`),
    } as Things,
    receipt: { bank: await one('SELECT id FROM receipts.receipt') } as Things,
    'year of receipts': {
      bank: await one("SELECT year::text AS year, year || '.csv' AS file FROM receipts.receipt"),
    } as Things,
    'paper of a donation': desk(agreement),
    'signed scan': desk(slip),
    'year of a donor': {
      bank: await one(
        `SELECT cause_id AS donor, facts->>'year' AS year FROM documents.document WHERE type = 'reuse_proof'`,
      ),
    } as Things,
  } satisfies Record<string, Things>;
}
export type ThingKind = keyof Awaited<ReturnType<typeof thingsOfTheStory>>;
