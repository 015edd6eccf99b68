import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, type DeviceRow, DevicesService, lockDevices, serialKey, visibleTo } from '#bank/devices';
import { BlobStore } from '#bank/documents';
import { rows } from '#platform/database';
import {
  type Actor,
  isId,
  joined,
  type Member,
  mayAll,
  NotFound,
  newId,
  organisationOf,
  RuleBroken,
  sha256,
  WRITE,
} from '#platform/kernel';
import { recordWork } from '../bench/work-orders.js';
import { RemovedMedia } from '../media/removed-media.service.js';
import { SigningService, signingMember, vouchedBy } from '../media/signing.service.js';
import { CertificatesService } from './certificates.service.js';
import {
  dataPeriodBegan,
  devicesMeant,
  ERASED_WHOLE,
  proves,
  type ResultRow,
  resultsOf,
  whyNot,
} from './erasure-log.js';
import { Evidence } from './evidence.entity.js';
import { readFile } from './read-file.js';
import {
  findLog,
  noteMedium,
  noteReading,
  noteSentFor,
  type SentFile,
  type StoredLog,
  storeFile,
} from './stored-file.js';

export interface Received {
  readonly logId: string;
  /** Devices of which a medium is proven by this log, now or before. */
  readonly proven: readonly string[];
  /** Media that waited out of their devices and that this log erased: their codes. */
  readonly removed: readonly string[];
  /** When the log was meant for one device and proves none of its media: why, as a code and its facts. */
  readonly refusal: RuleBroken | null;
}

/** Erasure logs: kept as they came, read drive by drive, tied to the media they speak of. */
@Injectable()
export class ErasureService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly devices: DevicesService,
    private readonly blobs: BlobStore,
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
    private readonly removed: RemovedMedia,
  ) {}

  /**
   * Stores a file of any kind in a transaction of its own, before anybody reads it: whatever happens then, it stays, and a worker reads what
   * nobody did. The same file again is the one that is there.
   * @param of the device that it was sent for, the medium that it is said to be about; the caller has asked whether its sender sees them
   * @throws RuleBroken `refurbishment.file_empty`, `refurbishment.signer_unknown`
   */
  store(actor: Actor, file: SentFile, of: { deviceId?: string; mediumId?: string } = {}): Promise<StoredLog> {
    const member = signingMember(actor);
    return this.db.transaction(async (tx) => {
      const log = await storeFile(tx, this.blobs, member, file);
      if (of.deviceId) await noteSentFor(tx, log.id, of.deviceId);
      if (of.mediumId) await noteMedium(tx, log.id, of.mediumId);
      return log;
    });
  }

  /**
   * Reads a file that is stored, or stores it first, and records what it proves: each passed result of an nwipe log serves the one medium with its
   * serial, unless that is larger, in the device it was uploaded for or, without one, in any device the actor works on; a result that two devices
   * wait for is left until somebody sends the log for one of them. Any other file is attached, and proves nothing by itself.
   * @returns the file and, for a log meant for one device that proves nothing there, the refusal to show; the log stays kept.
   * @throws RuleBroken `refurbishment.file_empty`, `devices.not_yours`, `refurbishment.signer_unknown`; NotFound
   */
  async receive(
    tx: EntityManager,
    actor: Actor,
    file: SentFile,
    deviceId?: string,
    stored?: StoredLog,
  ): Promise<Received> {
    const member = signingMember(actor);
    const reading = await readFile(file.bytes);
    const keys = [...new Set((reading.log?.drives ?? []).flatMap((d) => serialKey(d.serial) ?? []))];
    const devices = await this.candidates(tx, actor, keys, deviceId);
    if (deviceId) DEVICE_LIFECYCLE.mustMay(actor, 'record_erasure', devices[0]!);
    const kept = stored ?? (await storeFile(tx, this.blobs, member, file));
    if (deviceId && !stored) await noteSentFor(tx, kept.id, deviceId);
    const log = kept.outcome ? kept : await noteReading(tx, this.blobs, kept, sha256(file.bytes), reading);
    if (log.outcome !== 'read') return { logId: log.id, proven: [], removed: [], refusal: null };
    const results = await resultsOf(tx, log.id);
    const meant = devices.length > 1 ? await devicesMeant(tx, devices, keys) : null;
    const proven: string[] = [];
    for (const device of devices) {
      // A log of an earlier tool proves nothing by being sent again: a person signs for it.
      const mayServe = (r: ResultRow): boolean => !meant || meant.get(r.serial_key ?? '')?.device === device.id;
      const evidence = await this.prove(tx, member, device, log.declared ? [] : results, log.receivedAt, mayServe);
      if (evidence.standing) proven.push(device.code);
      if (!evidence.added.length) continue;
      const orderId = await recordWork(tx, this.devices, member, device, 'record_erasure', {
        facts: { summary: joined(' ', reading.tool, reading.log?.version), media: evidence.added.length },
        step: { kind: 'erase', facts: { evidence: evidence.added, logId: log.id } },
      });
      await this.certificates.requestWhenProven(tx, member, device.id, orderId);
    }
    const sure = results.filter((r) => r.used || !meant?.get(r.serial_key ?? '')?.doubt);
    // What lies outside of any machine is a person's to answer for.
    const removed = member.userId === null ? [] : await this.removed.eraseByLog(tx, member, log, sure);
    return {
      logId: log.id,
      proven,
      removed,
      refusal: deviceId && !proven.length && !removed.length ? await whyNot(tx, devices[0]!, results, log) : null,
    };
  }

  /** Reads a stored file for what it says alone, of no device. */
  async readAlone(tx: EntityManager, { bytes }: SentFile, stored: StoredLog): Promise<void> {
    await noteReading(tx, this.blobs, stored, sha256(bytes), await readFile(bytes));
  }

  /**
   * A person ties a passed result to a medium where one of the two has no serial, or the medium seems larger than what was erased, and signs
   * for it.
   * @throws RuleBroken `refurbishment.log_other_disk`, `refurbishment.result_not_passed`, `refurbishment.result_used`, `refurbishment.log_too_old`,
   *   `refurbishment.reason_too_short`, `refurbishment.secret_wrong`; NotFound
   */
  async decide(
    tx: EntityManager,
    actor: Actor,
    input: { resultId: string; mediumId: string; reason: string; password?: string },
  ): Promise<string> {
    if (!isId(input.mediumId)) throw new RuleBroken('refurbishment.medium_missing', {}, 'mediumId');
    if (!isId(input.resultId)) throw new NotFound('result');
    if (input.reason.trim().length < 20) throw new RuleBroken('refurbishment.reason_too_short', { min: 20 }, 'reason');
    const [medium] = await rows<{ id: string; device_id: string }>(
      tx,
      'SELECT id, device_id FROM devices.medium WHERE id = $1',
      [input.mediumId],
    );
    if (!medium) throw new NotFound('medium');
    const device = await this.devices.lockVisible(tx, actor, medium.device_id);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_erasure', device);
    const [result] = await rows<{ id: string; log_id: string }>(
      tx,
      `SELECT r.id, l.id AS log_id FROM refurbishment.drive_result r JOIN refurbishment.erasure_log l ON l.id = r.log_id
       WHERE r.id = $1 AND ($2 OR l.organisation_id = $3)`,
      [input.resultId, mayAll(actor, WRITE.workshop), organisationOf(actor)],
    );
    if (!result) throw new NotFound('result');
    const member = await this.signing.sign(tx, actor, 'erasure_judged', input.password);
    const evidenceId = newId();
    await this.insertEvidence(tx, member, device, {
      id: evidenceId,
      mediumId: medium.id,
      resultId: result.id,
      decided: input.reason.trim(),
    });
    const orderId = await recordWork(tx, this.devices, member, device, 'record_erasure', {
      facts: { summary: 'journal rattaché par une personne', media: 1 },
      step: { kind: 'erase', facts: { evidence: [evidenceId], logId: result.log_id } },
    });
    await this.certificates.requestWhenProven(tx, member, device.id, orderId);
    return device.code;
  }

  /** Why a kept log proves nothing of a device the actor sees, or null when it does. @throws NotFound */
  async refusal(tx: EntityManager, actor: Actor, logId: string, deviceId: string): Promise<RuleBroken | null> {
    const [device] = await rows<Pick<DeviceRow, 'id' | 'code' | 'data_epoch'>>(
      tx,
      `SELECT d.id, d.code, d.data_epoch FROM devices.device d WHERE d.id = $1 AND ${visibleTo(actor, 'd', '$2')}`,
      [deviceId, organisationOf(actor)],
    );
    const log = isId(logId) ? await findLog(tx, { id: logId }) : null;
    if (!device || !log) throw new NotFound('log');
    if (log.outcome !== 'read') return null;
    return (await proves(tx, log.id, device)) ? null : whyNot(tx, device, await resultsOf(tx, logId), log);
  }

  /** The devices a log may speak of, locked: the one it was uploaded for, or all those of the actor that hold a medium of these serials. */
  private async candidates(
    tx: EntityManager,
    actor: Actor,
    keys: readonly string[],
    deviceId?: string,
  ): Promise<DeviceRow[]> {
    if (deviceId) return [await this.devices.lockVisible(tx, actor, deviceId)];
    const holders = await rows<{ id: string }>(
      tx,
      `SELECT DISTINCT d.id FROM devices.medium m JOIN devices.device d ON d.id = m.device_id
       WHERE m.serial_key = ANY($1) AND ${visibleTo(actor, 'd', '$2')}`,
      [keys, organisationOf(actor)],
    );
    const devices = await lockDevices(
      tx,
      holders.map((d) => d.id),
    );
    return devices.filter((d) => DEVICE_LIFECYCLE.mayUse(actor, 'record_erasure', d));
  }

  private async prove(
    tx: EntityManager,
    member: Member,
    device: DeviceRow,
    results: readonly ResultRow[],
    receivedAt: Date,
    mayServe: (result: ResultRow) => boolean,
  ): Promise<{ added: string[]; standing: number }> {
    const media = await rows<{ id: string; erased_by: string[] }>(
      tx,
      `SELECT m.id, ARRAY(SELECT r.id FROM refurbishment.drive_result r WHERE r.id = ANY($2) AND ${ERASED_WHOLE}) AS erased_by
       FROM devices.medium m WHERE m.device_id = $1`,
      [device.id, results.map((r) => r.id)],
    );
    const began = await dataPeriodBegan(tx, device);
    const added: string[] = [];
    let standing = 0;
    for (const r of results) {
      const medium = r.status === 'passed' ? media.find((m) => m.erased_by.includes(r.id)) : undefined;
      if (!medium || receivedAt < began) continue;
      if (r.used) {
        if (r.used_by === device.id && r.used_epoch === device.data_epoch) standing += 1;
        continue;
      }
      if (!mayServe(r)) continue;
      const id = newId();
      await this.insertEvidence(tx, member, device, { id, mediumId: medium.id, resultId: r.id, decided: null });
      r.used = true;
      r.used_medium = medium.id;
      r.used_by = device.id;
      r.used_epoch = device.data_epoch;
      added.push(id);
      standing += 1;
    }
    return { added, standing };
  }

  private async insertEvidence(
    tx: EntityManager,
    member: Member,
    device: DeviceRow,
    e: { id: string; mediumId: string; resultId: string; decided: string | null },
  ): Promise<void> {
    await tx.insert(Evidence, {
      id: e.id,
      mediumId: e.mediumId,
      kind: 'log',
      driveResultId: e.resultId,
      decided: e.decided !== null,
      statedText: e.decided,
      ...vouchedBy(member, device),
    });
  }
}
