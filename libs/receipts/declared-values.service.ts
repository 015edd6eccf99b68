import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '#database';
import { publicFigures } from '#intake';
import { type Actor, isMember, NotFound, newId, RuleBroken, WRITE } from '#kernel';
import { currentDay, isDay } from './days.js';
import { readEuros } from './euros.js';
import { type Gift, giftOf } from './gift.js';
import { DeclaredValue } from './receipt.entity.js';
import { DECLARED_HOW, type DeclaredHow, type DeclaredValueView, type ValueCap } from './receipt.views.js';

const isDeclaredHow = (text: string): text is DeclaredHow => Object.hasOwn(DECLARED_HOW, text);

/** What a donor says that their gift is worth. The bank neither sets nor checks it: it writes down who typed it and when. */
@Injectable()
export class DeclaredValuesService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Writes down a declared value; the newest is the one a receipt states.
   * @param input.euros as typed: « 1 271,80 »
   * @returns its id.
   * @throws RuleBroken `receipts.value_wrong`, `receipts.declared_on_wrong`, `receipts.how_missing`; NotFound
   */
  async note(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    input: { readonly euros: string; readonly declaredOn: string; readonly how: string },
  ): Promise<string> {
    if (!isMember(actor)) throw new NotFound('donation');
    await giftOf(tx, actor, donationId, WRITE.donations);
    const cents = readEuros(input.euros);
    if (!isDay(input.declaredOn) || input.declaredOn > (await currentDay(tx)) || input.declaredOn < '2000-01-01')
      throw new RuleBroken('receipts.declared_on_wrong', {}, 'declaredOn');
    if (!isDeclaredHow(input.how)) throw new RuleBroken('receipts.how_missing', {}, 'how');
    const id = newId();
    await tx.insert(DeclaredValue, {
      id,
      donationId,
      cents,
      declaredOn: input.declaredOn,
      how: input.how,
      membershipId: actor.membershipId,
      operatorNumber: actor.operatorNumber,
    });
    return id;
  }

  /** The newest declaration, or null, to be shown. The caller has asked whether the actor may see the donation. */
  of(donationId: string): Promise<DeclaredValueView | null> {
    return this.latest(this.db.manager, donationId);
  }

  /**
   * What the law lets one device of a public donor be worth, against the value declared for the whole gift: told, never refused, since
   * the donor alone answers for the value. Null for other donors. The caller has asked whether the actor may see the donation.
   */
  async cap(gift: Pick<Gift, 'id' | 'donorKind'>): Promise<ValueCap | null> {
    if (gift.donorKind !== 'public_body') return null;
    const [{ capCents: cents, capSource: source }, value, [given]] = await Promise.all([
      publicFigures(this.db.manager),
      this.of(gift.id),
      rows<{ devices: number }>(
        this.db,
        `SELECT count(*)::int AS devices FROM devices.device WHERE donation_id = $1 AND state <> ALL (receipts.not_given_states())`,
        [gift.id],
      ),
    ]);
    const { devices } = given!;
    const meanCents = value && devices ? Math.round(value.cents / devices) : null;
    return { cents, source, devices, meanCents, over: value !== null && value.cents > cents * Math.max(devices, 1) };
  }

  /** The newest declaration, or null. The caller has asked whether the actor may see the donation. */
  async latest(tx: EntityManager, donationId: string): Promise<DeclaredValueView | null> {
    const [row] = await rows<DeclaredValueView>(
      tx,
      `SELECT id, cents, declared_on::text AS "declaredOn", how, typed_at AS "typedAt", operator_number AS "operatorNumber"
       FROM receipts.declared_value WHERE donation_id = $1 ORDER BY typed_at DESC, id DESC LIMIT 1`,
      [donationId],
    );
    return row ?? null;
  }
}
