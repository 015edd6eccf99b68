import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DevicesService } from '#bank/devices';
import { rowOf } from '#platform/database';
import { type Actor, newId, RuleBroken } from '#platform/kernel';
import { recordWork } from '../bench/work-orders.js';
import type { MediumLocationKind } from '../codes.js';
import { CertificatesService } from '../erasure/certificates.service.js';
import { MediumLocation } from '../erasure/evidence.entity.js';
import { SigningService, vouchedBy } from './signing.service.js';
import { STATEMENTS } from './statements.js';

/** Where a medium is whose serial is proven in two devices: it cannot be in both. */
@Injectable()
export class MediumPlaces {
  constructor(
    private readonly devices: DevicesService,
    private readonly signing: SigningService,
    private readonly certificates: CertificatesService,
  ) {}

  /**
   * Signs that a medium is in this device, so that the other one has to say anew which media it has; or that the two are two media with one
   * number. The newest such word counts, until an inventory shows the medium in the other device.
   * @throws RuleBroken `refurbishment.not_in_two`, `refurbishment.secret_wrong`, `devices.not_yours`; NotFound
   */
  async locate(
    tx: EntityManager,
    actor: Actor,
    deviceId: string,
    mediumId: string,
    kind: MediumLocationKind,
    password?: string,
  ): Promise<void> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'record_erasure', device);
    const medium = await rowOf<{ serialKey: string; serial: string; other: string | null }>(
      tx,
      `SELECT m.serial_key AS "serialKey", m.serial, refurbishment.proven_elsewhere(m) AS other FROM devices.medium m
           WHERE m.id = $1 AND m.device_id = $2`,
      [mediumId, deviceId],
      { medium: mediumId },
    );
    if (!medium.other) throw new RuleBroken('refurbishment.not_in_two', { serial: medium.serial }, 'kind');
    const member = await this.signing.sign(tx, actor, 'media_list', password);
    const id = newId();
    const { serialKey, other } = medium;
    const signed = { statedText: STATEMENTS[kind], ...vouchedBy(member, device) };
    await tx.insert(MediumLocation, { id, kind, serialKey, otherDeviceId: other, ...signed });
    const summary = kind === 'here' ? 'support constaté ici, signé' : 'deux supports d’un même numéro, signé';
    const orderId = await recordWork(tx, this.devices, member, device, 'record_erasure', {
      facts: { summary },
      step: { kind: 'place', subjectId: id },
    });
    await this.certificates.requestWhenProven(tx, member, deviceId, orderId);
  }
}
