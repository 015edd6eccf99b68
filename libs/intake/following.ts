import type { EntityManager } from 'typeorm';
import type { Touch } from '#corrections';
import { rows } from '#database';
import { type Category, changeOrigin, type DeviceRow, issueAnew, lockDevices } from '#devices';
import type { DocumentsService } from '#documents';
import type { Actor } from '#kernel';
import type { CollectionSlips } from './collection-slips.js';
import type { DonorKind } from './donor.js';
import { originOf } from './donor-rules.js';

/** A donation as it is after a correction. */
export interface Corrected {
  readonly id: string;
  readonly number: string;
  readonly donorKind: DonorKind;
}

/** What was made of a donation that others rely on: a receipt, a signed paper. */
export async function papersOf(tx: EntityManager, donationId: string): Promise<Touch[]> {
  const [row] = await rows<{ papers: Touch[] }>(tx, 'SELECT intake.donation_papers($1) AS papers', [donationId]);
  return row!.papers;
}

/** Locks the devices that came with a donation, those logged by mistake left out. */
export async function lockDevicesOf(tx: EntityManager, donationId: string): Promise<DeviceRow[]> {
  const ids = await rows<{ id: string }>(
    tx,
    `SELECT id FROM devices.device WHERE donation_id = $1 AND state <> 'withdrawn' ORDER BY id`,
    [donationId],
  );
  return lockDevices(
    tx,
    ids.map(({ id }) => id),
  );
}

/** Devices keep of their donor what the law said on the day their donation came. */
export async function followDonor(
  tx: EntityManager,
  actor: Actor,
  devices: readonly DeviceRow[],
  to: Corrected,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  const [given] = await rows<{ at: Date | null }>(tx, 'SELECT received_at AS at FROM intake.donation WHERE id = $1', [
    to.id,
  ]);
  const origin = await originOf(tx, to.donorKind, given!.at);
  await changeOrigin(tx, actor, devices, (device) => ({ donationId: to.id, ...origin(device.category as Category) }), {
    cause: { kind: 'donation', id: to.id, label: to.number },
    facts,
  });
}

/** The donor's own numbers are from then on those of the right donor; of a person there is no inventory, and they stay as they are. */
export async function followIssuer(
  tx: EntityManager,
  devices: readonly DeviceRow[],
  donationId: string,
): Promise<void> {
  const [given] = await rows<{ name: string | null }>(
    tx,
    `SELECT coalesce(k.name, r.name) AS name FROM intake.donation n JOIN intake.donor r ON r.id = n.donor_id
     LEFT JOIN intake.donor_known k ON k.donor_id = n.donor_id AND k.organisation_id = n.organisation_id WHERE n.id = $1`,
    [donationId],
  );
  if (given?.name) await issueAnew(tx, devices, given.name);
}

/** Papers that say what no longer holds are withdrawn; the slip of a donation that has come is made again. */
export async function followPapers(
  tx: EntityManager,
  actor: Actor,
  documents: DocumentsService,
  slips: CollectionSlips,
  donationId: string,
): Promise<void> {
  const cause = { kind: 'donation', id: donationId };
  const [row] = await rows<{ slip: boolean }>(
    tx,
    `SELECT EXISTS (SELECT 1 FROM documents.document d WHERE d.type = 'collection_slip' AND d.cause_kind = 'donation' AND d.cause_id = $1
       AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)) AS slip`,
    [donationId],
  );
  await documents.withdraw(tx, actor, 'donation_agreement', cause);
  await documents.withdraw(tx, actor, 'collection_slip', cause);
  if (row!.slip) await slips.request(tx, actor, donationId);
}
