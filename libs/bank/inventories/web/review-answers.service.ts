import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Category, DEVICE_LIFECYCLE, DeviceQueries } from '#bank/devices';
import { DonationQueries, LoggingService } from '#bank/intake';
import { ReceivedQueries, ReviewService } from '#bank/inventories';
import { type Actor, isId, joined, may, RuleBroken } from '#platform/kernel';

/** What a person decides about a document that waits: here intake and inventories meet, which do not know each other. */
@Injectable()
export class ReviewAnswersService {
  constructor(
    private readonly review: ReviewService,
    private readonly received: ReceivedQueries,
    private readonly devices: DeviceQueries,
    private readonly donations: DonationQueries,
    private readonly logging: LoggingService,
  ) {}

  /** Attaches to the device behind a code, an old number or a serial. @returns the device's code. */
  async attach(tx: EntityManager, actor: Actor, id: string, typed: string): Promise<string> {
    if (!typed.trim()) throw new RuleBroken('inventories.code_missing', {}, 'device');
    const found = isId(typed.trim())
      ? await this.devices.get(actor, typed.trim(), tx)
      : await this.devices.byIdentifier(actor, typed, tx);
    if ('kind' in found && found.kind === 'several') throw new RuleBroken('inventories.code_ambiguous', {}, 'device');
    if ('kind' in found && found.kind !== 'one') throw new RuleBroken('inventories.code_unknown', {}, 'device');
    await this.review.attach(tx, actor, id, found.id);
    return found.code;
  }

  /** Logs the machine into a donation that is there, in its own words, and attaches what it said. @returns the device's id. */
  async log(
    tx: EntityManager,
    actor: Actor,
    id: string,
    form: { donation: string; category: string; code?: string },
  ): Promise<string> {
    if (!isId(form.donation)) throw new RuleBroken('inventories.donation_missing', {}, 'donation');
    const machine = await this.received.byId(actor, id, tx);
    const deviceId = await this.logging.log(tx, actor, form.donation, {
      category: form.category as Category,
      code: form.code?.trim() ? form.code : undefined,
      make: machine.make || undefined,
      model: machine.model || undefined,
      serial: machine.serial || undefined,
    });
    await this.review.attach(tx, actor, id, deviceId);
    return deviceId;
  }

  async openDonations(actor: Actor): Promise<{ id: string; label: string }[] | null> {
    if (!may(actor, DEVICE_LIFECYCLE.right('log'))) return null;
    const { items } = await this.donations.list(actor, { state: 'received', limit: 100 });
    return items.map((d) => ({ id: d.id, label: joined(' · ', d.number, d.donorName, d.place) }));
  }
}
