import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  DEVICE_LIFECYCLE,
  type DeviceRow,
  DevicesService,
  type Ending,
  isUrgent,
  lockDevices,
  type Reason,
  showAssetCode,
  visibleTo,
} from '#bank/devices';
import { rowOf, rows } from '#platform/database';
import { type Actor, mayAll, NotFound, newId, organisationOf, READ, RuleBroken } from '#platform/kernel';
import type { DataEnd } from '../codes.js';
import { DataEndDevice, DataEndSlip, SignedDataEnd } from './data-end.entity.js';
import { SigningService, signingMember } from './signing.service.js';
import { STATEMENTS } from './statements.js';

export interface LotEnd {
  readonly codes: readonly string[];
  readonly verb: Ending;
  readonly reason: Reason;
  readonly password?: string | undefined;
}

const LOT = 200;

/** What is signed of the data of a device that goes out so without proof. */
export const endOf = (verb: Ending): DataEnd =>
  verb === 'return_to_donor' ? 'given_back_with_data' : 'sent_for_destruction';

export const URGENT_END: DataEnd = endOf('recycle');

/** Devices that go out for good: their media are proven, or somebody signs what becomes of them. */
@Injectable()
export class DataEnds {
  constructor(
    private readonly devices: DevicesService,
    private readonly signing: SigningService,
  ) {}

  /** Whether a device's data may still be there, so that its end wants a signature. The caller has asked whether it may be seen. */
  async left(on: EntityManager, deviceId: string): Promise<boolean> {
    return (await leftOf(on, [deviceId])).length > 0;
  }

  async leftAmong(on: EntityManager, deviceIds: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(await leftOf(on, deviceIds));
  }

  /**
   * Signs what becomes of the data of a device about to go out, where nothing proves it gone; a danger does not wait for it.
   * @throws RuleBroken `refurbishment.data_left` when nobody signs, `refurbishment.secret_wrong`, `devices.not_now`, `devices.not_yours`; NotFound
   */
  async tell(
    tx: EntityManager,
    actor: Actor,
    idOrCode: string,
    verb: Ending,
    { reason, password }: { reason?: Reason | undefined; password?: string | undefined },
  ): Promise<void> {
    const device = await this.devices.lockVisible(tx, actor, idOrCode);
    DEVICE_LIFECYCLE.mustMay(actor, verb, device);
    if (reason && isUrgent(reason)) return;
    if (await this.left(tx, device.id)) await this.sign(tx, actor, endOf(verb), [device], password);
  }

  /**
   * Sends a whole lot out: one sentence for all that nothing proves, all or none. @returns how many it was signed for.
   * @throws RuleBroken as `tell`, `refurbishment.lot_too_large`, `refurbishment.lot_empty`, `devices.reason_missing`; NotFound
   */
  async endLot(tx: EntityManager, actor: Actor, lot: LotEnd): Promise<number> {
    const found = await lockCodes(tx, actor, lot.codes);
    for (const device of found) DEVICE_LIFECYCLE.mustMay(actor, lot.verb, device);
    const left = new Set(
      await leftOf(
        tx,
        found.map((d) => d.id),
      ),
    );
    const unproven = found.filter((d) => left.has(d.id));
    const urgent = isUrgent(lot.reason);
    if (unproven.length && !urgent) await this.sign(tx, actor, endOf(lot.verb), unproven, lot.password);
    await this.devices.performOn(tx, actor, lot.verb, found, { reason: lot.reason });
    return urgent ? 0 : unproven.length;
  }

  /**
   * Signs afterwards what becomes of the data of devices that had to go at once.
   * @throws RuleBroken `refurbishment.nothing_left_to_say`, `refurbishment.lot_too_large`, `refurbishment.lot_empty`, `refurbishment.secret_wrong`; NotFound
   */
  async complete(
    tx: EntityManager,
    actor: Actor,
    codes: readonly string[],
    password: string | undefined,
  ): Promise<void> {
    const found = await lockCodes(tx, actor, codes);
    for (const d of found)
      if (d.state !== 'recycled') throw new RuleBroken('refurbishment.nothing_left_to_say', { code: d.code }, 'codes');
    await this.sign(tx, actor, URGENT_END, found, password);
  }

  /** The slip has come: a new row; the newest counts. @throws RuleBroken `refurbishment.slip_missing`, `refurbishment.slip_too_long`; NotFound */
  async addSlip(tx: EntityManager, actor: Actor, dataEndId: string, typed: string): Promise<void> {
    const member = signingMember(actor);
    const end = await rowOf<{ id: string }>(
      tx,
      `SELECT s.id FROM refurbishment.data_end s WHERE s.id = $1 AND s.kind = 'sent_for_destruction' AND ($2 OR s.organisation_id = $3)`,
      [dataEndId, mayAll(actor, READ.workshop), member.organisationId],
      { data_end: dataEndId },
    );
    const slip = typed.trim();
    if (!slip) throw new RuleBroken('refurbishment.slip_missing', {}, 'slip');
    if (slip.length > 60) throw new RuleBroken('refurbishment.slip_too_long', { max: 60 }, 'slip');
    const { membershipId, operatorNumber, organisationId } = member;
    await tx.insert(DataEndSlip, {
      id: newId(),
      dataEndId: end.id,
      slip,
      membershipId,
      operatorNumber,
      organisationId,
    });
  }

  private async sign(
    tx: EntityManager,
    actor: Actor,
    kind: DataEnd,
    devices: readonly DeviceRow[],
    password: string | undefined,
  ): Promise<void> {
    const member = await this.signing.sign(tx, actor, 'data_end', password).catch((error: unknown) => {
      // To who did not know that anything was to be signed: what, and why.
      if (error instanceof RuleBroken && error.code === 'people.confirmation_missing')
        throw new RuleBroken('refurbishment.data_left', { code: devices[0]!.code, count: devices.length }, 'password');
      throw error;
    });
    const { membershipId, operatorNumber, organisationId } = member;
    const id = newId();
    const statedText = `${STATEMENTS[kind]} (${devices.map((d) => showAssetCode(d.code)).join(', ')})`;
    await tx.insert(SignedDataEnd, { id, kind, statedText, membershipId, operatorNumber, organisationId });
    await tx.insert(
      DataEndDevice,
      devices.map((d) => ({ deviceId: d.id, dataEpoch: d.data_epoch, dataEndId: id })),
    );
  }
}

async function leftOf(on: EntityManager, ids: readonly string[]): Promise<string[]> {
  const left = await rows<{ id: string }>(
    on,
    'SELECT x.id FROM unnest($1::uuid[]) AS x(id) WHERE EXISTS (SELECT 1 FROM refurbishment.data_left(x.id))',
    [ids],
  );
  return left.map((d) => d.id);
}

/** Locks the devices of a lot that the actor sees, in the order of their ids, as everybody locks. */
async function lockCodes(tx: EntityManager, actor: Actor, typed: readonly string[]): Promise<DeviceRow[]> {
  const codes = [...new Set(typed)];
  if (!codes.length) throw new RuleBroken('refurbishment.lot_empty', {}, 'codes');
  if (codes.length > LOT) throw new RuleBroken('refurbishment.lot_too_large', { most: LOT }, 'codes');
  const found = await rows<{ id: string }>(
    tx,
    `SELECT d.id FROM unnest($1::text[]) AS x(code) JOIN devices.device d ON d.id = devices.device_of(x.code)
     WHERE ${visibleTo(actor, 'd', '$2')}`,
    [codes, organisationOf(actor)],
  );
  if (found.length !== codes.length) throw new NotFound('device');
  return lockDevices(tx, [...new Set(found.map((d) => d.id))]);
}
