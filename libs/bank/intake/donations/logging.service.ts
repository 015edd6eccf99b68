import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type Category,
  type DeskDescription,
  DevicesService,
  isCategory,
  mayBeOneMaker,
  parseAssetCode,
  SERIAL_LIMIT,
  serialKey,
  showAssetCode,
  visibleTo,
} from '#bank/devices';
import { KEY_DAYS, rows } from '#platform/database';
import { type Actor, askAll, isMember, organisationOf, RuleBroken } from '#platform/kernel';
import { originOf } from '../donors/donor-rules.js';
import type { DonationRow } from './donations.service.js';
import { DonationsService } from './donations.service.js';

export interface DescribedBefore {
  /** How long ago, by the phone's own clock: no wrong date of a phone comes in with it. */
  readonly secondsAgo: number;
}

/** Seconds that a phone may keep a device: as long as its idempotency key is. */
const MAX_OFFLINE_SECONDS = KEY_DAYS * 24 * 3600;
/** A shorter delay, in seconds, counts as sent from a phone with network. */
const ONLINE_SECONDS = 120;

/** A scanner reads a label's square as an address, which ends with the code. */
const codeOfLabel = (text: string): string => /^https?:\/\/\S+\/E\/([^/?#\s]+)/i.exec(text.trim())?.[1] ?? text;

/** Logging the devices of a donation one by one. */
@Injectable()
export class LoggingService {
  constructor(
    private readonly donations: DonationsService,
    private readonly devices: DevicesService,
  ) {}

  /**
   * Logs one device of a donation that is there. A generic serial ("Default string") is kept but identifies nothing.
   * What was described before and kept on a phone is dated then, in the channel `offline`, never before the donation came.
   * @returns the device's id.
   * @throws RuleBroken `intake.donation_not_open`, `intake.category_missing`, `intake.serial_known`, `intake.serial_too_long`,
   *   `intake.asset_number_known`, `intake.person_has_no_inventory`, `devices.code_*`; NotFound for another's donation.
   */
  async log(
    tx: EntityManager,
    from: Actor,
    donationId: string,
    device: DeskDescription,
    before: DescribedBefore = { secondsAgo: 0 },
  ): Promise<string> {
    const offline = before.secondsAgo > ONLINE_SECONDS;
    const actor = offline && isMember(from) ? { ...from, channel: 'offline' as const } : from;
    const donation = await this.donations.lock(tx, actor, donationId, 'share');
    if (donation.state !== 'received')
      throw new RuleBroken('intake.donation_not_open', { number: donation.number, state: donation.state });
    const { code: label, assetNumber, ...described } = device;
    mustBeCategory(described.category);
    const code = label?.trim() ? parseAssetCode(codeOfLabel(label)) : null;
    if (code) await this.mustBeFree(tx, actor, code);
    await this.mustBeNew(tx, actor, device);
    const alias = await this.alias(tx, actor, donation, assetNumber);
    const origin = await originOf(tx, donation.donor_kind);
    const [id] = await this.devices.log(
      tx,
      actor,
      [
        {
          ...(code ? { code } : {}),
          ...described,
          ...(alias ? { alias } : {}),
          donationId: donation.id,
          ...origin(described.category),
        },
      ],
      {
        location: { place: donation.place_id },
        holder: { organisation: donation.organisation_id },
        cause: { kind: 'donation', id: donation.id, label: donation.number },
        ...(offline ? { occurredAt: await this.describedAt(tx, donation, before) } : {}),
      },
    );
    return id!;
  }

  /** Every rule that can be judged of what is given of a device, each by itself; writes nothing. @throws as `log` */
  async judge(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    given: Partial<DeskDescription>,
    refused: ReadonlySet<string>,
  ): Promise<void> {
    const donation = await this.donations.lock(tx, actor, donationId, 'share');
    const label = given.code?.trim();
    await askAll(
      () => refused.has('category') || mustBeCategory(given.category),
      () => label && this.mustBeFree(tx, actor, parseAssetCode(codeOfLabel(label))),
      () => this.mustBeNew(tx, actor, given as DeskDescription),
      () => this.alias(tx, actor, donation, given.assetNumber),
    );
  }

  /** When it was described, by the server's clock, and not before its donation was there. */
  private async describedAt(tx: EntityManager, donation: DonationRow, { secondsAgo }: DescribedBefore): Promise<Date> {
    const [row] = await rows<{ at: Date }>(
      tx,
      `SELECT greatest(platform.now() - make_interval(secs => $2), received_at) AS at FROM intake.donation WHERE id = $1`,
      [donation.id, Math.min(secondsAgo, MAX_OFFLINE_SECONDS)],
    );
    return row!.at;
  }

  /** Of a label that is on a device already, its device is told to whoever sees it; the rest is said where codes are taken. */
  private async mustBeFree(tx: EntityManager, actor: Actor, code: string): Promise<void> {
    const [seen] = await rows<{ id: string }>(
      tx,
      `SELECT d.id FROM devices.device d WHERE d.id = devices.device_of($1) AND ${visibleTo(actor, 'd', '$2')}`,
      [code, organisationOf(actor)],
    );
    if (seen) throw new RuleBroken('devices.code_taken', { code, visible: true }, 'code');
  }

  /** Two machines of one maker never share a serial; without a maker, the serial alone has to be enough. */
  private async mustBeNew(tx: EntityManager, actor: Actor, device: DeskDescription): Promise<void> {
    if ((device.serial?.trim().length ?? 0) > SERIAL_LIMIT)
      throw new RuleBroken('intake.serial_too_long', { max: SERIAL_LIMIT }, 'serial');
    const key = serialKey(device.serial);
    if (!key) return;
    const twins = await rows<{ code: string; make: string; visible: boolean }>(
      tx,
      `SELECT d.code, d.make, ${visibleTo(actor, 'd', '$2')} AS visible FROM devices.device d
       WHERE d.serial_key = $1 AND d.state <> ALL (devices.gone_states()) ORDER BY d.id`,
      [key, organisationOf(actor)],
    );
    const twin = twins.find(({ make }) => mayBeOneMaker(make, device.make ?? ''));
    if (twin)
      throw new RuleBroken(
        'intake.serial_known',
        { serial: device.serial?.trim(), ...(twin.visible ? { code: showAssetCode(twin.code) } : {}) },
        'serial',
      );
  }

  private async alias(tx: EntityManager, actor: Actor, donation: DonationRow, typed: string | undefined) {
    const number = typed?.trim();
    if (!number) return null;
    if (!donation.donor_name) throw new RuleBroken('intake.person_has_no_inventory', {}, 'assetNumber');
    const [twin] = await rows<{ code: string; visible: boolean }>(
      tx,
      `SELECT d.code, ${visibleTo(actor, 'd', '$3')} AS visible FROM devices.alias a JOIN devices.device d ON d.id = a.device_id
       WHERE lower(a.issuer) = lower($1) AND a.number_key = $2 AND a.freed_at IS NULL`,
      [donation.donor_name, serialKey(number, { generic: true }), organisationOf(actor)],
    );
    if (twin)
      throw new RuleBroken(
        'intake.asset_number_known',
        { number, ...(twin.visible ? { code: showAssetCode(twin.code) } : {}) },
        'assetNumber',
      );
    return { issuer: donation.donor_name, number };
  }
}

function mustBeCategory(category: unknown): asserts category is Category {
  if (!isCategory(category)) throw new RuleBroken('intake.category_missing', {}, 'category');
}
