import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DevicesService } from '#bank/devices';
import { rows } from '#platform/database';
import { type Actor, joined, NotFound, organisationOf, RuleBroken } from '#platform/kernel';
import { recordWork } from '../bench/work-orders.js';
import type { LogQuestion } from '../codes.js';
import { eraseAnswered } from '../media/removed-media.service.js';
import { confirmLog, oddModels, waitingAt } from '../media/removed-medium.change.js';
import { SigningService } from '../media/signing.service.js';
import { CertificatesService } from './certificates.service.js';

/** A donation is a few hundred devices; those whose paper waited for the same answer. */
const PAPERS = 500;

/** What a person confirms of a log's clock, of its tool and of a size in it: once a file, a donation, a version or a model. A clock orders nothing; it raises a question. */
@Injectable()
export class LogConfirmations {
  constructor(
    private readonly devices: DevicesService,
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
  ) {}

  /**
   * Confirms, signed, all that a log leaves open for a device: its clock of this file alone or of the device's whole donation, its tool of that version, and a model of which it prints a size that none can have, for ever.
   * @throws RuleBroken `refurbishment.log_answered` (facts `operator`, `at`) where somebody was quicker, `refurbishment.secret_wrong`, `devices.not_yours`;
   *   NotFound of a log that never asked anything of this device
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
    const open = await rows<{
      question: LogQuestion;
      tool: string;
      version: string | null;
      donation: string | null;
      othersWait: boolean;
    }>(
      tx,
      `SELECT u.question, l.tool, l.version, d.donation_id AS donation, EXISTS (
         SELECT 1 FROM refurbishment.removed_medium x CROSS JOIN LATERAL refurbishment.removed_waits(x.id)
         WHERE x.state = 'kept' AND x.holder_org_id = $3) AS "othersWait"
       FROM refurbishment.unconfirmed_logs($1) u
       JOIN refurbishment.erasure_log l ON l.id = u.log_id JOIN devices.device d ON d.id = $1 WHERE u.log_id::text = $2 ORDER BY u.question`,
      [device.id, logId, organisationOf(actor)],
    );
    if (!open.length) throw await answeredBefore(tx, device.id, logId);
    const member = await this.signing.sign(tx, actor, 'log_confirmed', password);
    const [{ tool: by, version, donation, othersWait }] = open as [(typeof open)[number]];
    const waiting = othersWait ? await waitingAt(tx, member.organisationId) : [];
    const donationId = scope === 'donation' ? donation : null;
    await confirmLog(tx, member, { logId, tool: by, version, questions: open.map((o) => o.question), donationId });
    if (waiting.length) await eraseAnswered(tx, member, this.certificates, waiting);
    const tool = joined(' ', by, version);
    const orderId = await recordWork(tx, this.devices, member, device, 'record_erasure', {
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
       WHERE d.id <> $1 AND (l.id::text = $2 OR $3 AND d.donation_id = $4 OR l.tool = $5 AND l.version IS NOT DISTINCT FROM $6
           OR l.tool = $8 AND r.said_size IS NOT NULL AND coalesce(r.model, '') = ANY ($9))
         AND NOT EXISTS (SELECT 1 FROM documents.document p WHERE p.type = 'erasure_certificate' AND p.cause_id = o.id
           AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = p.id)) LIMIT $7`,
      [
        device.id,
        logId,
        scope === 'donation',
        donation,
        open.some((o) => o.question === 'version_unknown') ? by : null,
        version,
        PAPERS,
        by,
        open.some((o) => o.question === 'size_impossible') ? await oddModels(tx, logId) : [],
      ],
    );
    for (const { device: other, order } of waited) await this.certificates.requestWhenProven(tx, member, other, order);
  }
}

/** Nothing is left to confirm: by whom it was answered, and when; not found where nothing ever was. */
async function answeredBefore(tx: EntityManager, deviceId: string, logId: string): Promise<Error> {
  const [answer] = await rows<{ operator: number; at: Date }>(
    tx,
    `SELECT k.operator_number AS operator, k.signed_at AS at FROM refurbishment.erasure_log l
     JOIN refurbishment.drive_result r ON r.log_id = l.id JOIN refurbishment.evidence e ON e.drive_result_id = r.id AND e.device_id = $1
     JOIN devices.device d ON d.id = e.device_id
     JOIN refurbishment.log_confirmation k ON k.log_id = l.id OR k.donation_id IN (d.donation_id, refurbishment.gift_at(d.id, l.received_at))
       OR k.tool = l.tool AND CASE k.question::text WHEN 'size_impossible' THEN k.model = coalesce(r.model, '') ELSE k.version IS NOT DISTINCT FROM l.version END
     WHERE l.id::text = $2 ORDER BY k.signed_at DESC LIMIT 1`,
    [deviceId, logId],
  );
  return answer
    ? new RuleBroken('refurbishment.log_answered', { operator: answer.operator, at: answer.at.toISOString() })
    : new NotFound('log');
}
