import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { type Category, isCategory } from '#bank/devices';
import { type Actor, isId, isMember, NotFound, newId, organisationOf, RuleBroken, writtenBy } from '#platform/kernel';
import { Refused } from './donation.entity.js';
import { type ArrivalRefusal, INTAKE_REFUSAL_REASONS, REFUSAL_FATES, type RefusalFate } from './donation.lifecycle.js';
import { lockDonation } from './donation.moves.js';

const MOST = 100_000;
const NOTE = 200;

export interface NewRefusal {
  readonly category: Category;
  readonly quantity: number;
  readonly reason: ArrivalRefusal;
  readonly fate: RefusalFate;
  readonly note?: string;
}

/** What is refused when a donation arrives: counted, with a reason, and where it goes. It never becomes a device. */
@Injectable()
export class RefusalsService {
  /**
   * Notes what was refused of a donation that is there. @returns its id.
   * @throws RuleBroken `intake.donation_not_open`, `intake.category_missing`, `intake.quantity_wrong`, `intake.refusal_reason_missing`,
   *   `intake.refusal_fate_missing`, `intake.note_too_long`; NotFound.
   */
  async refuse(tx: EntityManager, actor: Actor, donationId: string, refusal: NewRefusal): Promise<string> {
    const donation = await lockDonation(tx, actor, donationId, 'share');
    mustBeOpen(donation);
    const { category, quantity, reason, fate } = refusal;
    if (!isCategory(category)) throw new RuleBroken('intake.category_missing', {}, 'category');
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST)
      throw new RuleBroken('intake.quantity_wrong', { min: 1, max: MOST }, 'quantity');
    if (!Object.hasOwn(INTAKE_REFUSAL_REASONS, reason ?? ''))
      throw new RuleBroken('intake.refusal_reason_missing', {}, 'reason');
    if (!Object.hasOwn(REFUSAL_FATES, fate ?? '')) throw new RuleBroken('intake.refusal_fate_missing', {}, 'fate');
    const note = refusal.note?.trim() ?? '';
    if (note.length > NOTE) throw new RuleBroken('intake.note_too_long', { max: NOTE }, 'note');
    const id = newId();
    await tx.insert(Refused, {
      id,
      donationId,
      category,
      quantity,
      reason,
      fate,
      note,
      ...writtenBy(actor),
      organisationId: organisationOf(actor),
    });
    return id;
  }

  /** Takes a refusal back that was noted by mistake; doing it twice does no harm. @throws RuleBroken `intake.donation_not_open`; NotFound. */
  async withdraw(tx: EntityManager, actor: Actor, donationId: string, refusalId: string): Promise<void> {
    mustBeOpen(await lockDonation(tx, actor, donationId, 'share'));
    if (!isId(refusalId)) throw new NotFound('refusal');
    await tx.update(
      Refused,
      { id: refusalId, donationId, withdrawnAt: IsNull() },
      { withdrawnAt: () => 'platform.now()', withdrawnBy: isMember(actor) ? actor.operatorNumber : 0 },
    );
  }
}

function mustBeOpen(donation: { readonly number: string; readonly state: string }): void {
  if (donation.state !== 'received')
    throw new RuleBroken('intake.donation_not_open', { number: donation.number, state: donation.state });
}
