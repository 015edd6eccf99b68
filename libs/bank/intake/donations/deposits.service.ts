import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { bankDay } from '#bank/people';
import { type Actor, askAll, isMember, may, NotFound, newId, READ, RuleBroken, writtenBy } from '#platform/kernel';
import { isPerson } from '../donor.js';
import { sealRepresentative } from '../sealing.js';
import { readDay } from './days.js';
import { DonationDecision, DonorRepresentative } from './deposit.entity.js';
import { DECISION_KINDS, type DecisionKind, type DepositView, depositOf } from './deposit.js';
import { lockDonation } from './donation.moves.js';

/** By what a public donor decided its gift, and who represents a donor. */
@Injectable()
export class DepositsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async of(actor: Actor, donationId: string): Promise<DepositView> {
    const view = await depositOf(this.db, donationId);
    return may(actor, READ.donorNames) ? view : { ...view, representative: null };
  }

  /**
   * Notes the donor's decision: the donation's devices leave the deposit.
   * @param input `on` a day, `2026-11-25`, not after today
   * @throws RuleBroken `intake.no_decision_needed`, `intake.decision_kind_unknown`, `intake.decision_number_missing`, `intake.date_wrong`,
   *   `intake.date_to_come`; NotFound
   */
  async decide(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    input: {
      readonly kind: string;
      readonly number: string;
      readonly on: string;
      readonly assembly?: string | undefined;
    },
  ): Promise<void> {
    const donation = await lockDonation(tx, actor, donationId);
    if (!(await depositOf(tx, donation.id)).decides)
      throw new RuleBroken('intake.no_decision_needed', { number: donation.number });
    const [kind, number, decidedOn] = await this.judgeDecision(tx, input);
    await tx.insert(DonationDecision, {
      id: newId(),
      donationId: donation.id,
      donorId: donation.donor_id,
      kind,
      number,
      assembly: tidy(input.assembly ?? '') || null,
      decidedOn,
      ...writtenBy(actor),
    });
  }

  /** All that is to be corrected in a decision, at once. Writes nothing. @throws as `decide` */
  judgeDecision(tx: EntityManager, given: { readonly kind?: string; readonly number?: string; readonly on?: string }) {
    return askAll(
      () => {
        const { kind = '' } = given;
        if (!Object.hasOwn(DECISION_KINDS, kind)) throw new RuleBroken('intake.decision_kind_unknown', {}, 'kind');
        return kind as DecisionKind;
      },
      () => {
        const number = tidy(given.number ?? '');
        if (!number || number.length > 60) throw new RuleBroken('intake.decision_number_missing', {}, 'number');
        return number;
      },
      () => pastDay(tx, given.on ?? '', 'on'),
    );
  }

  /**
   * Notes who represents the donor of a donation from a day on, by default today: what the donor said, never who happens to be its contact.
   * @throws RuleBroken `intake.person_represents_itself`, `intake.representative_incomplete`, `intake.date_wrong`, `intake.date_to_come`; NotFound
   */
  async represent(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    input: { readonly name: string; readonly quality: string; readonly from?: string | undefined },
  ): Promise<void> {
    if (!isMember(actor)) throw new NotFound('donation');
    const donation = await lockDonation(tx, actor, donationId);
    if (isPerson(donation.donor_kind)) throw new RuleBroken('intake.person_represents_itself', {});
    const [name, quality, validFrom] = await this.judgeRepresentative(tx, input);
    const id = newId();
    await tx.insert(DonorRepresentative, {
      id,
      donorId: donation.donor_id,
      organisationId: actor.organisationId,
      ...sealRepresentative(id, { name, quality }),
      validFrom,
      ...writtenBy(actor),
    });
  }

  /** All that is to be corrected in who represents a donor, at once. Writes nothing. @throws as `represent` */
  judgeRepresentative(
    tx: EntityManager,
    given: { readonly name?: string; readonly quality?: string; readonly from?: string | undefined },
  ) {
    const said = (field: 'name' | 'quality') => {
      const text = tidy(given[field] ?? '');
      if (!text || text.length > 120) throw new RuleBroken('intake.representative_incomplete', { field }, field);
      return text;
    };
    return askAll(
      () => said('name'),
      () => said('quality'),
      () => (given.from ? pastDay(tx, given.from, 'from') : bankDay(tx)),
    );
  }
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

async function pastDay(tx: EntityManager, text: string, field: string): Promise<string> {
  const day = readDay(text, field);
  if (!day) throw new RuleBroken('intake.date_wrong', { typed: '' }, field);
  if (day > (await bankDay(tx))) throw new RuleBroken('intake.date_to_come', {}, field);
  return day;
}
