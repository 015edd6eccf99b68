import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { DEVICE_LIFECYCLE, DevicesService } from '#devices';
import { type Actor, NotFound, newId } from '#kernel';
import { CertificatesService } from './certificates.service.js';
import type { LogQuestion } from './codes.js';
import { LogConfirmation } from './log-confirmation.entity.js';
import { SigningService } from './signing.service.js';
import { STATEMENTS } from './statements.js';
import { causeOf, openWorkOrder } from './work-orders.js';

/** A donation is a few hundred devices; those whose paper waited for the same answer. */
const PAPERS = 500;

/** What a person confirms of a log's clock and of its tool: once a file, a donation or a version. A clock orders nothing; it raises a question. */
@Injectable()
export class LogConfirmations {
  constructor(
    private readonly devices: DevicesService,
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
  ) {}

  /**
   * Confirms, signed, all that a log leaves open for a device: its clock of this file alone or of the device's whole donation, its tool of that version for ever.
   * @throws RuleBroken `refurbishment.secret_wrong`, `devices.not_yours`; NotFound where nothing is left to confirm
   */
  async confirm(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    { logId, scope }: { logId: string; scope: 'file' | 'donation' },
    password?: string,
  ): Promise<void> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_erasure', device);
    const open = await rows<{ question: LogQuestion; tool: string; version: string | null; donation: string | null }>(
      tx,
      `SELECT u.question, l.tool, l.version, d.donation_id AS donation FROM refurbishment.unconfirmed_logs($1) u
       JOIN refurbishment.erasure_log l ON l.id = u.log_id JOIN devices.device d ON d.id = $1 WHERE u.log_id::text = $2 ORDER BY u.question`,
      [device.id, logId],
    );
    if (!open.length) throw new NotFound('log');
    const member = await this.signing.sign(tx, actor, 'log_confirmed', password);
    await tx.insert(
      LogConfirmation,
      open.map(({ question, tool, version, donation }) => {
        const ofVersion = question === 'version_unknown';
        const ofDonation = !ofVersion && scope === 'donation' && donation !== null;
        return {
          id: newId(),
          question,
          logId: ofVersion || ofDonation ? null : logId,
          donationId: ofDonation ? donation : null,
          tool: ofVersion ? tool : null,
          version: ofVersion ? version : null,
          statedText: STATEMENTS.log_confirmed,
          membershipId: member.membershipId,
          operatorNumber: member.operatorNumber,
          organisationId: member.organisationId,
        };
      }),
    );
    const orderId = await openWorkOrder(tx, member, device);
    const tool = [open[0]!.tool, open[0]!.version].filter(Boolean).join(' ');
    await this.devices.perform(tx, actor, 'record_erasure', [device.id], {
      cause: causeOf(orderId),
      facts: { summary: `journal de ${tool} confirmé`, media: 0 },
    });
    await this.certificates.requestWhenProven(tx, member, device.id, orderId);
    // Others whose paper waited for the same word, in whichever workshop.
    const waited = await rows<{ device: string; order: string }>(
      tx,
      `SELECT DISTINCT o.device_id AS device, o.id AS order FROM refurbishment.work_order o
       JOIN devices.device d ON d.id = o.device_id AND d.data_epoch = o.data_epoch AND d.state = ANY (refurbishment.bench_states())
       JOIN refurbishment.evidence e ON e.device_id = d.id AND e.data_epoch = d.data_epoch AND e.kind = 'log'
       JOIN refurbishment.drive_result r ON r.id = e.drive_result_id JOIN refurbishment.erasure_log l ON l.id = r.log_id
       WHERE d.id <> $1 AND (l.id::text = $2 OR $3 AND d.donation_id = $4 OR l.tool = $5 AND l.version IS NOT DISTINCT FROM $6)
         AND NOT EXISTS (SELECT 1 FROM documents.document p WHERE p.type = 'erasure_certificate' AND p.cause_id = o.id
           AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = p.id)) LIMIT $7`,
      [
        device.id,
        logId,
        scope === 'donation',
        open[0]!.donation,
        open.some((o) => o.question === 'version_unknown') ? open[0]!.tool : null,
        open[0]!.version,
        PAPERS,
      ],
    );
    for (const { device: other, order } of waited) await this.certificates.requestWhenProven(tx, member, other, order);
  }
}
