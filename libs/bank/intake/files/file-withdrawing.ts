import type { EntityManager } from 'typeorm';
import { withdrawDevices } from '#bank/devices';
import type { RemainingThing, TakenBack, Withdrawing } from '#bank/files/engine';
import { rows } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { type DonationRow, moveDonation } from '../donations/donation.moves.js';

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
