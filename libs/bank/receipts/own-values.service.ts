import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { DonorKind } from '#bank/intake';
import { bankDay } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import { isId, NotFound, newId, RuleBroken } from '#platform/kernel';
import { DeclaredValuesService } from './declared-values.service.js';
import { readEuros } from './euros.js';
import { DeclaredValue } from './receipt.entity.js';
import type { ValueLaw } from './receipt.views.js';

/** Whose gifts are meant: a donor's, of one organisation or of all. */
interface OfDonor {
  readonly donorId: string;
  readonly organisationId: string | null;
}

/** A gift whose donor may say its value itself. */
export interface OwnGift {
  readonly id: string;
  readonly number: string;
  readonly donorKind: DonorKind;
  /** Of the value declared last. */
  readonly cents: number | null;
  /** A receipt that counts states it. */
  readonly receipted: boolean;
  /** What the law says of the value, to be read before it is typed. */
  readonly law: ValueLaw;
}

/** The donor is the one that the gift names. */
interface FoundGift extends Omit<OwnGift, 'law'> {
  readonly donorId: string;
}

/** The value of a gift, typed by its donor who has read what the law says. */
@Injectable()
export class OwnValues {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly values: DeclaredValuesService,
  ) {}

  /** Ids of the gifts whose value the donor may say, by number: of a business or a person, without a receipt. */
  async open(of: OfDonor): Promise<ReadonlyMap<string, string>> {
    const found = await rows<{ id: string; number: string }>(
      this.db,
      `SELECT n.id, n.number FROM intake.donation n JOIN intake.donor r ON r.id = intake.donor_stands(n.donor_id)
       WHERE n.donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR n.organisation_id = $2) AND n.state = ANY (intake.arrived_states())
         AND r.kind::text = ANY (receipts.receipted_donors()) AND intake.donor_rna(r.id) IS NULL
         AND NOT EXISTS (SELECT 1 FROM receipts.receipt x WHERE x.donation_id = n.id
           AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = x.id))`,
      [of.donorId, of.organisationId],
    );
    return new Map(found.map(({ id, number }) => [number, id]));
  }

  /** @throws NotFound for another donor's gift, or one that has no tax receipt. */
  async byId(of: OfDonor, donationId: string): Promise<OwnGift> {
    const { donorId: _, ...gift } = await this.gift(this.db, of, donationId);
    const law = await this.values.law(gift);
    if (!law) throw new NotFound('donation');
    return { ...gift, law };
  }

  /**
   * The donor says the value, and answers for it.
   * @param euros as typed: « 1 271,80 »
   * @throws RuleBroken `receipts.value_wrong`, `receipts.value_receipted`; NotFound
   */
  async declare(tx: EntityManager, of: OfDonor, donationId: string, euros: string): Promise<void> {
    const gift = await this.gift(tx, of, donationId);
    if (!(await this.values.law(gift, tx))) throw new NotFound('donation');
    if (gift.receipted) throw new RuleBroken('receipts.value_receipted', { number: gift.number });
    await tx.insert(DeclaredValue, {
      id: newId(),
      donationId,
      donorId: gift.donorId,
      cents: readEuros(euros),
      declaredOn: await bankDay(tx),
      how: 'own_page',
    });
  }

  private async gift(on: Reader, of: OfDonor, donationId: string): Promise<FoundGift> {
    const [gift] = isId(donationId)
      ? await rows<FoundGift>(
          on,
          `SELECT n.id, n.number, n.donor_id AS "donorId", r.kind AS "donorKind",
             (SELECT v.cents FROM receipts.declared_value v WHERE v.donation_id = n.id AND v.donor_id = n.donor_id ORDER BY v.seq DESC NULLS LAST, v.typed_at DESC, v.id DESC LIMIT 1) AS cents,
             EXISTS (SELECT 1 FROM receipts.receipt x WHERE x.donation_id = n.id
               AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = x.id)) AS receipted
           FROM intake.donation n JOIN intake.donor r ON r.id = intake.donor_stands(n.donor_id)
           WHERE n.id = $3 AND n.donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR n.organisation_id = $2) AND n.state = ANY (intake.arrived_states())
             AND intake.donor_rna(r.id) IS NULL`,
          [of.donorId, of.organisationId, donationId],
        )
      : [];
    if (!gift) throw new NotFound('donation');
    return gift;
  }
}
