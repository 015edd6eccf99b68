import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { lockDevices, parseAssetCode, showAssetCode } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { rows } from '#platform/database';
import { type Actor, RuleBroken } from '#platform/kernel';
import { CollectionSlips } from '../collections/collection-slips.js';
import { correctable } from './donation.lifecycle.js';
import { type DonationRow, lockDonation, mustMay, recordDonationEvent } from './donation.moves.js';
import { followCertificates, followDonor, followIssuer, followPapers, followProofs, papersOf } from './following.js';

export interface DeviceMove {
  readonly codes: readonly string[];
  readonly to: string;
  readonly reason: CorrectionReason;
}

/** A device that was logged in one donation and came with another. */
@Injectable()
export class DeviceDonations {
  constructor(
    private readonly slips: CollectionSlips,
    private readonly documents: DocumentsService,
    private readonly corrections: CorrectionsService,
  ) {}

  /**
   * Moves devices to the donation of the same collection point that they came with; they keep what the law ties to its donor, wherever they are.
   * @throws RuleBroken `intake.device_not_of_donation`, `intake.same_donation`, `intake.other_collection_point`, `intake.receipt_issued`,
   *   `intake.donation_not_now`, `corrections.too_late`, `corrections.reason_missing`, `devices.code_*`; NotFound
   */
  async move(tx: EntityManager, actor: Actor, id: string, { codes, to: toId, reason }: DeviceMove): Promise<void> {
    if (!toId) throw new RuleBroken('intake.other_donation_missing', {}, 'to');
    if (toId === id) throw new RuleBroken('intake.same_donation', {}, 'to');
    // In one order, so that two who move devices to and fro do not wait for each other in a ring.
    const locked = new Map<string, DonationRow>();
    for (const one of [id, toId].sort()) locked.set(one, await lockDonation(tx, actor, one));
    const [from, to] = [await this.standing(tx, locked.get(id)!), await this.standing(tx, locked.get(toId)!)];
    for (const donation of [from, to]) {
      mustMay(actor, 'correct_devices', donation);
      mustMayCorrect(actor, 'donation_devices', correctable('donation_devices', donation), reason);
    }
    if (from.organisation_id !== to.organisation_id) throw new RuleBroken('intake.other_collection_point', {}, 'to');
    const devices = await lockDevices(tx, await this.idsOf(tx, id, codes));
    const facts = { donationFrom: from.number, donationTo: to.number };
    const n = devices.length;
    await recordDonationEvent(tx, actor, id, 'correct_devices', from.state, {
      reason,
      facts: { devices: -n, donation: to.number },
    });
    await recordDonationEvent(tx, actor, toId, 'correct_devices', to.state, {
      reason,
      facts: { devices: n, donation: from.number },
    });
    await followDonor(tx, actor, devices, { id: toId, number: to.number, donorKind: to.donor_kind }, facts);
    await followIssuer(tx, devices, toId);
    const touches = await followCertificates(tx, actor, this.documents, devices, to.number);
    for (const [one, donor] of [
      [id, from.donor_id],
      [toId, to.donor_id],
    ] as const) {
      await followPapers(tx, actor, this.documents, this.slips, one);
      touches.push(...(await followProofs(tx, actor, this.documents, one, [donor])));
    }
    await this.corrections.record(tx, actor, {
      kind: 'donation_devices',
      subjectId: id,
      label: from.number,
      organisationId: from.organisation_id,
      from: { donation: from.number, codes: devices.map(({ code }) => code) },
      to: { donation: to.number },
      reason,
      touches: [...from.papers, ...to.papers, ...touches],
    });
  }

  private async standing(tx: EntityManager, donation: DonationRow) {
    return { ...donation, organisationId: donation.organisation_id, papers: await papersOf(tx, donation.id) };
  }

  private async idsOf(tx: EntityManager, donationId: string, labels: readonly string[]): Promise<string[]> {
    const codes = [...new Set(labels.map((label) => label.trim()).filter(Boolean))].map(parseAssetCode);
    if (!codes.length) throw new RuleBroken('intake.device_missing', {}, 'codes');
    const found = await rows<{ id: string; code: string }>(
      tx,
      `SELECT d.id, x.code FROM unnest($1::text[]) AS x(code) JOIN devices.device d ON d.id = devices.device_of(x.code)
       WHERE d.donation_id = $2 AND d.state <> 'withdrawn'`,
      [codes, donationId],
    );
    const stray = codes.find((code) => !found.some((d) => d.code === code));
    if (stray) throw new RuleBroken('intake.device_not_of_donation', { code: showAssetCode(stray) }, 'codes');
    return [...new Set(found.map((d) => d.id))];
  }
}
