import type { EntityManager } from 'typeorm';
import type { Touch } from '#bank/corrections';
import { type Category, changeOrigin, type DeviceRow, issueAnew, lockDevices } from '#bank/devices';
import type { DocumentsService, FactsOf } from '#bank/documents';
import { rows } from '#platform/database';
import type { Actor } from '#platform/kernel';
import type { CollectionSlips } from '../collections/collection-slips.js';
import type { DonorKind } from '../donor.js';
import { originOf } from '../donors/donor-rules.js';

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

/** Yearly proofs of reuse that counted a donation for a donor, or should have, are withdrawn. @returns what others relied on. */
export async function followProofs(
  tx: EntityManager,
  actor: Actor,
  documents: DocumentsService,
  donationId: string,
  donorIds: readonly string[],
): Promise<Touch[]> {
  const proofs = await rows<{ id: string }>(
    tx,
    `SELECT d.id FROM intake.donation n CROSS JOIN people.bank b JOIN documents.document d ON d.type = 'reuse_proof' AND d.cause_kind = 'donor'
       AND d.cause_id IN (SELECT unnest(intake.donors_of(x)) FROM unnest($2::uuid[]) AS x)
       AND (d.facts->>'year')::int = extract(year FROM n.received_at AT TIME ZONE b.time_zone)
     WHERE n.id = $1 AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)`,
    [donationId, donorIds],
  );
  for (const { id } of proofs) await documents.replace(tx, actor, id, null);
  return proofs.length ? ['signed_paper'] : [];
}

/**
 * Certificates of erasure name the donation that a device came with: those of moved devices are made again for the right one, with
 * everything else as it was stated. @returns what others relied on.
 */
export async function followCertificates(
  tx: EntityManager,
  actor: Actor,
  documents: DocumentsService,
  devices: readonly DeviceRow[],
  donation: string,
): Promise<Touch[]> {
  const certificates = await rows<Certificate>(tx, CERTIFICATES, [devices.map(({ id }) => id)]);
  for (const { id, facts, readers, causeKind, causeId } of certificates) {
    const again = await documents.request(tx, actor, {
      type: 'erasure_certificate',
      facts: { ...facts, donation },
      readers,
      cause: { kind: causeKind, id: causeId },
    });
    await documents.replace(tx, actor, id, again);
  }
  return certificates.length ? ['evidence'] : [];
}

interface Certificate {
  readonly id: string;
  readonly facts: FactsOf<'erasure_certificate'>;
  readonly readers: string[];
  readonly causeKind: string;
  readonly causeId: string;
}

const CERTIFICATES = `
  SELECT d.id, d.facts, d.cause_kind AS "causeKind", d.cause_id AS "causeId",
    array(SELECT r.organisation_id FROM documents.document_reader r WHERE r.document_id = d.id) AS readers
  FROM documents.document d WHERE d.type = 'erasure_certificate' AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)
    AND (d.cause_kind, d.cause_id) IN (SELECT a.what, a.label::uuid FROM platform.answers('erasure_causes', $1::uuid[]) a)
  ORDER BY d.id`;
