import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DevicesService } from '#bank/devices';
import { BlobStore } from '#bank/documents';
import { columnTable, run } from '#platform/database';
import { type Actor, newId, sha256 } from '#platform/kernel';
import { recordWork } from '../bench/work-orders.js';
import { SigningService, signingMember } from '../media/signing.service.js';
import { CertificatesService } from './certificates.service.js';
import { logUnreadable } from './nwipe-log.js';
import { readFile } from './read-file.js';
import { noteReading, storeFile } from './stored-file.js';

export const DECLARED_LOG_STATEMENT =
  'Je certifie que ces effacements ont été faits après la dernière arrivée de chaque appareil, et que personne ne s’en est servi depuis.';

const EVIDENCE = columnTable(
  { id: 'uuid', medium_id: 'uuid', drive_result_id: 'uuid' },
  {
    device_id: 'uuid',
    data_epoch: 'int',
    kind: 'text',
    decided: 'boolean',
    stated_text: 'text',
    membership_id: 'uuid',
    operator_number: 'int',
    organisation_id: 'uuid',
  },
);

export interface OldProof {
  readonly deviceId: string;
  readonly mediumId: string;
  readonly resultId: string;
  readonly logId: string;
}

/** Erasure logs that another tool left behind. The server did not see them come: they are kept, and prove nothing by themselves. */
@Injectable()
export class DeclaredLogs {
  constructor(
    private readonly devices: DevicesService,
    private readonly blobs: BlobStore,
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
  ) {}

  /**
   * Keeps an nwipe log as declared; one that is here already stays what it was. @returns its id, and the serial of the machine it names.
   * @throws RuleBroken `refurbishment.log_unreadable`, `refurbishment.signer_unknown`
   */
  async keep(
    tx: EntityManager,
    actor: Actor,
    file: { bytes: Buffer; filename: string },
  ): Promise<{ logId: string; machineSerial: string | null; drives: number; passed: number }> {
    const member = signingMember(actor);
    const reading = await readFile(file.bytes);
    const { log } = reading;
    if (!log) throw logUnreadable(reading.shown === null ? 'not_text' : 'not_nwipe');
    const stored = await storeFile(tx, this.blobs, member, file, 'declared');
    if (!stored.outcome) await noteReading(tx, this.blobs, stored, sha256(file.bytes), reading);
    return {
      logId: stored.id,
      machineSerial: log.machine.serial,
      drives: log.drives.length,
      passed: log.drives.filter((d) => d.verdict === 'passed').length,
    };
  }

  /**
   * A person vouches for old erasures, all at once: evidence with their signature, device by device.
   * @throws RuleBroken `refurbishment.secret_wrong`, `refurbishment.log_too_old`, `refurbishment.disk_not_seen`, `refurbishment.result_used`,
   *   `devices.not_now`; NotFound
   */
  async sign(tx: EntityManager, actor: Actor, proofs: readonly OldProof[], password?: string): Promise<void> {
    const member = await this.signing.sign(tx, actor, 'old_logs', password);
    const byDevice = new Map<string, OldProof[]>();
    for (const p of [...proofs].sort((a, b) => (a.deviceId < b.deviceId ? -1 : 1)))
      byDevice.set(p.deviceId, [...(byDevice.get(p.deviceId) ?? []), p]);
    for (const [deviceId, own] of byDevice) {
      const device = await this.devices.lockVisible(tx, actor, deviceId);
      DEVICE_LIFECYCLE.mustMay(actor, 'record_erasure', device);
      const evidence = own.map((p) => ({ id: newId(), medium_id: p.mediumId, drive_result_id: p.resultId }));
      await run(
        tx,
        `INSERT INTO refurbishment.evidence (${EVIDENCE.names}) ${EVIDENCE.select}`,
        EVIDENCE.values(evidence, {
          device_id: deviceId,
          data_epoch: device.data_epoch,
          kind: 'log',
          decided: true,
          stated_text: DECLARED_LOG_STATEMENT,
          membership_id: member.membershipId,
          operator_number: member.operatorNumber,
          organisation_id: member.organisationId,
        }),
      );
      const orderId = await recordWork(tx, this.devices, member, device, 'record_erasure', {
        facts: { summary: 'ancien journal, repris et signé', media: own.length },
        step: { kind: 'erase', facts: { evidence: evidence.map((e) => e.id), logId: own[0]!.logId } },
      });
      await this.certificates.requestWhenProven(tx, member, deviceId, orderId);
    }
  }
}
