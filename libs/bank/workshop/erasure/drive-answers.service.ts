import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { addMedium, DEVICE_LIFECYCLE, DevicesService, type MediumKind, readIdentifier, visibleTo } from '#bank/devices';
import { type Reader, rows } from '#platform/database';
import { type Actor, NotFound, newId, organisationOf, RuleBroken } from '#platform/kernel';
import { recordWork } from '../bench/work-orders.js';
import type { DriveAnswerKind } from '../codes.js';
import { SigningService, vouchedBy } from '../media/signing.service.js';
import { STATEMENTS } from '../media/statements.js';
import { CertificatesService } from './certificates.service.js';
import { type UnlistedDrive, unlistedDrives } from './drives-in-logs.js';
import { DriveAnswer } from './erasure-log.entity.js';

export interface AnsweredDrive {
  readonly answer: DriveAnswerKind;
  readonly kind?: MediumKind | undefined;
  readonly other?: string | undefined;
}

@Injectable()
export class DriveAnswers {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly devices: DevicesService,
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
  ) {}

  /** The drives of a device's own logs that nothing lists in it, those to answer for first. The caller has asked whether it may be seen. */
  list(deviceId: string, on: Reader = this.db): Promise<UnlistedDrive[]> {
    return unlistedDrives(on, deviceId);
  }

  /**
   * Says, signed, what such a drive is: it belongs here and becomes a medium to be proven, was plugged in for the work, or is another's. The same
   * drive is not asked of this device again; a later answer takes the place of this one.
   * @throws RuleBroken `refurbishment.drive_other_unknown`, `refurbishment.drive_other_same`, `refurbishment.secret_wrong`, `devices.not_yours`; NotFound
   */
  async answer(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    resultId: string,
    { answer, kind, other }: AnsweredDrive,
    password?: string,
  ): Promise<void> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_erasure', device);
    const drives = await unlistedDrives(tx, device.id);
    const drive = drives.find((d) => d.id === resultId);
    if (!drive) throw new NotFound('result');
    const otherId = answer === 'of_another' && other?.trim() ? await this.otherDevice(tx, actor, other) : null;
    if (otherId === device.id) throw new RuleBroken('refurbishment.drive_other_same', {}, 'other');
    const member = await this.signing.sign(tx, actor, 'drive_answered', password);
    const [key] = await rows<{ serial_key: string | null; drive_key: string }>(
      tx,
      'SELECT r.serial_key, refurbishment.drive_key(r) AS drive_key FROM refurbishment.drive_result r WHERE r.id = $1',
      [resultId],
    );
    const mediumId =
      answer === 'belongs_here'
        ? await addMedium(tx, actor, device.id, {
            kind: kind ?? kindOf(drive.path),
            serial: drive.serial,
            serialKey: key!.serial_key,
            model: drive.model,
            sizeBytes: drive.sizeBytes,
          })
        : null;
    await tx.insert(DriveAnswer, {
      id: newId(),
      driveResultId: resultId,
      driveKey: key!.drive_key,
      answer,
      mediumId,
      otherDeviceId: otherId,
      statedText: STATEMENTS[answer],
      ...vouchedBy(member, device),
    });
    const orderId = await recordWork(tx, this.devices, member, device, 'record_erasure', {
      facts: {
        summary: `disque ${drive.serial ?? drive.path} du journal : ${SUMMARY[answer]}`,
        media: mediumId ? 1 : 0,
      },
    });
    await this.certificates.requestWhenProven(tx, member, device.id, orderId);
  }

  private async otherDevice(tx: EntityManager, actor: Actor, typed: string): Promise<string> {
    const read = readIdentifier(typed);
    const [device] =
      read.kind === 'code'
        ? await rows<{ id: string }>(
            tx,
            `SELECT d.id FROM devices.device d WHERE d.id = devices.device_of($1) AND ${visibleTo(actor, 'd', '$2')}`,
            [read.code, organisationOf(actor)],
          )
        : [];
    if (!device)
      throw new RuleBroken('refurbishment.drive_other_unknown', { typed: typed.trim().slice(0, 40) }, 'other');
    return device.id;
  }
}

const SUMMARY: Readonly<Record<DriveAnswerKind, string>> = {
  belongs_here: 'il est de cet appareil',
  plugged_in: 'branché pour le travail',
  of_another: 'd’un autre appareil',
};

/** What Linux' name of a drive tells of its kind; a person may know better. */
export const kindOf = (path: string): MediumKind =>
  /\bnvme\d/.test(path) ? 'nvme' : /\bmmcblk\d/.test(path) ? 'emmc' : 'disk';
