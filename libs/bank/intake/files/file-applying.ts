import type { EntityManager } from 'typeorm';
import { type DevicesService, type NewDevice, withdrawDevices } from '#bank/devices';
import type { GoodRow, ImportKind, RemainingThing, TakenBack, Withdrawing } from '#bank/files/engine';
import { rows } from '#platform/database';
import { type Actor, batched, overlapped, prefetch } from '#platform/kernel';
import { type DonationRow, moveDonation } from '../donations/donation.moves.js';
import { originOf } from '../donors/donor-rules.js';
import { storePurchases } from './purchases.js';
import type { RowScreen } from './rows/row-serials.js';
import type { Purchase } from './sheet-dates.js';
import type { SheetDevice } from './sheet-row.js';

const BATCH = 1_000;

export type DonationOfFile = Pick<
  DonationRow,
  'id' | 'number' | 'place_id' | 'organisation_id' | 'donor_name' | 'donor_kind'
>;

interface Waiting {
  readonly line: number;
  readonly device: NewDevice;
  readonly purchase: Purchase | null;
}

/** Logs the devices of a file's good rows. @returns how many. */
export async function logDevices(
  tx: EntityManager,
  actor: Actor,
  devices: DevicesService,
  donation: DonationOfFile,
  { batches, known, tell, keep }: Parameters<ImportKind<SheetDevice, never>['apply']>[4],
): Promise<number> {
  const origin = await originOf(tx, donation.donor_kind);
  const change = {
    location: { place: donation.place_id },
    holder: { organisation: donation.organisation_id },
    cause: { kind: 'donation', id: donation.id, label: donation.number },
  } as const;
  /** Of a screen that comes with a device, the row says nothing but its number. */
  const screenOf = ({ serial }: RowScreen): NewDevice => ({
    category: 'monitor',
    make: '',
    model: '',
    serial,
    condition: 'unknown',
    donationId: donation.id,
    ...origin('monitor'),
  });
  const deviceOf = ({ line, meaning: d }: GoodRow<SheetDevice>): NewDevice => {
    // A number whose device is gone stays with it.
    const number = known.has(line) ? null : d.assetNumber;
    return {
      category: d.category,
      make: d.make,
      model: d.model,
      serial: d.serial,
      condition: d.condition,
      imei: known.has(line) ? undefined : d.imei,
      toCheck: d.toCheck,
      note: d.note,
      alias: number && donation.donor_name ? { issuer: donation.donor_name, number } : undefined,
      donationId: donation.id,
      ...origin(d.category),
    };
  };
  function* devicesOf(row: GoodRow<SheetDevice>): Generator<Waiting> {
    const { quantity, purchase, screen } = row.meaning;
    const waiting = { line: row.line, device: deviceOf(row), purchase };
    for (let i = 0; i < quantity; i += 1) yield waiting;
    if (screen) yield { line: row.line, device: screenOf(screen), purchase };
  }
  async function* drawn() {
    for await (const batch of batched(prefetch(batches()), devicesOf, BATCH))
      yield {
        batch,
        drawn: await devices.draw(
          tx,
          batch.map((b) => b.device),
          change,
        ),
      };
  }
  let logged = 0;
  await overlapped(drawn(), async ({ batch, drawn: ready }) => {
    await Promise.all([
      devices.logDrawn(tx, actor, ready, change),
      storePurchases(
        tx,
        ready.ids.map((id, i) => ({ id, purchase: batch[i]!.purchase })),
      ),
      keep(ready.ids.map((id, i) => ({ line: batch[i]!.line, id }))),
    ]);
    logged += batch.length;
    await tell(logged);
  });
  return logged;
}

export async function withdrawFileDevices(
  tx: EntityManager,
  actor: Actor,
  { batches, tell }: Withdrawing,
  by: Pick<Parameters<typeof withdrawDevices>[3], 'cause' | 'back'>,
): Promise<TakenBack> {
  let withdrawn = 0;
  const kept: RemainingThing[] = [];
  for await (const batch of batches) {
    const lineOf = new Map(batch.map(({ line, id }) => [id, line]));
    const done = await withdrawDevices(tx, actor, [...lineOf.keys()], { reason: 'wrong_entry', ...by });
    withdrawn += done.withdrawn;
    kept.push(...done.kept.map((device) => ({ ...device, line: lineOf.get(device.id)! })));
    await tell(withdrawn);
  }
  return { withdrawn, kept: kept.sort((a, b) => a.line - b.line) };
}

/** Takes back the devices of a donor's file; with `andDonation` the donation too, when it holds nothing else. */
export async function withdrawFile(
  tx: EntityManager,
  actor: Actor,
  donation: DonationRow,
  andDonation: boolean,
  given: Withdrawing,
): Promise<TakenBack> {
  const done = await withdrawFileDevices(tx, actor, given, {
    cause: { kind: 'donation', id: donation.id, label: donation.number },
    back: { place: donation.place_id, organisation: donation.organisation_id },
  });
  if (andDonation && donation.state === 'received' && (await isBare(tx, donation.id)))
    await moveDonation(tx, actor, { ...donation, logged: 0 }, 'cancel', { reason: 'entered_by_mistake' });
  return done;
}

/** Nothing was announced, logged, refused or sent for it but the file that is being undone. */
async function isBare(tx: EntityManager, donationId: string): Promise<boolean> {
  const [row] = await rows<{ bare: boolean }>(
    tx,
    `SELECT NOT (EXISTS (SELECT 1 FROM devices.device d WHERE d.donation_id = n.id AND d.state <> 'withdrawn')
       OR EXISTS (SELECT 1 FROM intake.donation_expected e WHERE e.donation_id = n.id)
       OR EXISTS (SELECT 1 FROM intake.refused r WHERE r.donation_id = n.id AND r.withdrawn_at IS NULL)
       OR EXISTS (SELECT 1 FROM imports.file f WHERE f.subject_id = n.id AND f.state = ANY (imports.undecided_states()))) AS bare
     FROM intake.donation n WHERE n.id = $1`,
    [donationId],
  );
  return row!.bare;
}
