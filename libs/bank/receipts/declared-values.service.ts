import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type DonorKind, lawRule, publicFigures } from '#bank/intake';
import { bankDay } from '#bank/people';
import { type Reader, rowOf, rows } from '#platform/database';
import { type Actor, askAll, isDay, isMember, memberWith, NotFound, newId, RuleBroken, WRITE } from '#platform/kernel';
import { readEuros } from './euros.js';
import { type Gift, giftOf } from './gift.js';
import { legalText } from './legal.js';
import { DeclaredValue } from './receipt.entity.js';
import {
  CHECKED_HOW,
  type CheckedHow,
  type DeclaredHow,
  type DeclaredValueView,
  isBusiness,
  TYPED_HOW,
  type ValueCap,
  type ValueLaw,
} from './receipt.views.js';

const isDeclaredHow = (text: string): text is DeclaredHow => Object.hasOwn(TYPED_HOW, text);
const isCheckedHow = (text: string): text is CheckedHow => Object.hasOwn(CHECKED_HOW, text);

/** What donors say that their gifts are worth: the bank never sets it; a person's is checked by its receipt officer before a receipt states it. */
@Injectable()
export class DeclaredValuesService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Writes down a declared value, `euros` as typed (« 1 271,80 »); a receipt states the newest. @returns its id. @throws as `judge`; NotFound */
  async note(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    input: { readonly euros: string; readonly declaredOn: string; readonly how: string },
  ): Promise<string> {
    if (!isMember(actor)) throw new NotFound('donation');
    const { donorId } = await giftOf(tx, actor, donationId, WRITE.donations);
    await this.judge(tx, actor, donationId, input);
    const id = newId();
    await tx.insert(DeclaredValue, {
      id,
      donationId,
      donorId,
      cents: readEuros(input.euros),
      declaredOn: input.declaredOn,
      how: input.how as DeclaredHow,
      membershipId: actor.membershipId,
      operatorNumber: actor.operatorNumber,
    });
    return id;
  }

  /**
   * All that is to be corrected in a declared value, at once. Writes nothing.
   * @throws RuleBroken `receipts.value_wrong`, `receipts.declared_on_wrong`, `receipts.declared_before_gift`, `receipts.how_missing`
   */
  async judge(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    { euros, declaredOn, how }: { readonly euros?: string; readonly declaredOn?: string; readonly how?: string },
  ): Promise<void> {
    const gift = await giftOf(tx, actor, donationId, WRITE.donations);
    await askAll(
      () => euros !== undefined && readEuros(euros),
      async () => {
        if (declaredOn === undefined) return;
        if (!isDay(declaredOn) || declaredOn > (await bankDay(tx)) || declaredOn < '2000-01-01')
          throw new RuleBroken('receipts.declared_on_wrong', {}, 'declaredOn');
        mustBeOfTheGift({ declaredOn }, gift, 'declaredOn');
      },
      () => {
        if (!isDeclaredHow(how ?? '')) throw new RuleBroken('receipts.how_missing', {}, 'how');
      },
    );
  }

  /**
   * The bank's receipt officer says that it checked the value a person declared last (BOI-IR-RICI-250-20, § 40).
   * @param valueId what the officer read, where a page showed it: a newer one is not checked unseen
   * @throws RuleBroken `receipts.value_missing`, `receipts.value_changed`, `receipts.check_of_persons`, `receipts.check_how_missing`, `receipts.already_checked`; NotFound
   */
  async check(tx: EntityManager, actor: Actor, donationId: string, how: string, valueId?: string): Promise<void> {
    const member = memberWith(actor, WRITE.receipts);
    const gift = await giftOf(tx, actor, donationId, WRITE.receipts);
    if (gift.donorKind !== 'person') throw new RuleBroken('receipts.check_of_persons', { number: gift.number });
    if (!isCheckedHow(how)) throw new RuleBroken('receipts.check_how_missing', {}, 'checkedHow');
    const value = await this.latest(tx, donationId);
    if (!value) throw new RuleBroken('receipts.value_missing', { number: gift.number });
    mustBeRead(value, valueId, gift);
    const [made] = await rows<{ id: string }>(
      tx,
      `INSERT INTO receipts.value_check (value_id, how, membership_id, operator_number) VALUES ($1, $2, $3, $4)
       ON CONFLICT (value_id) DO NOTHING RETURNING value_id AS id`,
      [value.id, how, member.membershipId, member.operatorNumber],
    );
    if (!made) throw new RuleBroken('receipts.already_checked', { number: gift.number });
  }

  /** What the law says of the value, read before anything is typed. Null for donors that have no receipt. */
  async law(gift: Pick<Gift, 'donorKind'>, on: DataSource | EntityManager = this.db): Promise<ValueLaw | null> {
    const company = isBusiness(gift.donorKind);
    if (!company && gift.donorKind !== 'person') return null;
    const [text, depreciated] = await Promise.all([
      legalText(on, company ? 'value_law_company' : 'value_law_person'),
      company ? lawRule(on, 'depreciated_value') : null,
    ]);
    return { ...text, depreciated };
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

  /** The newest declaration of the donation's donor, or null. The caller has asked whether the actor may see the donation. */
  async latest(tx: EntityManager, donationId: string): Promise<DeclaredValueView | null> {
    const [row] = await rows<DeclaredValueView>(
      tx,
      `SELECT v.id, v.cents, v.declared_on::text AS "declaredOn", v.how, v.typed_at AS "typedAt", v.operator_number AS "operatorNumber",
         CASE WHEN c.value_id IS NOT NULL THEN json_build_object('how', c.how, 'at', c.checked_at, 'operatorNumber', c.operator_number) END AS checked
       FROM receipts.declared_value v JOIN intake.donation n ON n.id = v.donation_id AND n.donor_id = v.donor_id
       LEFT JOIN receipts.value_check c ON c.value_id = v.id WHERE v.donation_id = $1 ORDER BY v.seq DESC NULLS LAST, v.typed_at DESC, v.id DESC LIMIT 1`,
      [donationId],
    );
    return row ? { ...row, checked: row.checked && { ...row.checked, at: new Date(row.checked.at) } } : null;
  }
}

/** Whoever signs on a page signs the value it showed. @throws RuleBroken `receipts.value_changed` */
export function mustBeRead(
  value: { readonly id: string },
  read: string | undefined,
  { number }: { readonly number: string },
): void {
  if (read && read !== value.id) throw new RuleBroken('receipts.value_changed', { number });
}

/** A value is what the goods are worth on the day of the gift: nobody declares it before. @throws RuleBroken `receipts.declared_before_gift` */
export function mustBeOfTheGift(
  { declaredOn }: { readonly declaredOn: string },
  { receivedOn }: Pick<Gift, 'receivedOn'>,
  field?: string,
): void {
  if (!receivedOn || declaredOn >= receivedOn) return;
  // Beside the field its day is seen; elsewhere it is said.
  const facts = field ? { received: receivedOn } : { received: receivedOn, on: declaredOn };
  throw new RuleBroken('receipts.declared_before_gift', facts, field);
}

interface OfDonor {
  readonly donorId: string;
  readonly organisationId: string | null;
}

export interface OwnGift {
  readonly id: string;
  readonly number: string;
  readonly donorKind: DonorKind;
  readonly cents: number | null;
  /** A receipt that counts states it. */
  readonly receipted: boolean;
  readonly law: ValueLaw;
}

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

  /** The donor says the value (`euros` as typed), and answers for it. @throws RuleBroken `receipts.value_wrong`, `receipts.value_receipted`; NotFound */
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
    const gift = await rowOf<FoundGift>(
      on,
      `SELECT n.id, n.number, n.donor_id AS "donorId", r.kind AS "donorKind",
             (SELECT v.cents FROM receipts.declared_value v WHERE v.donation_id = n.id AND v.donor_id = n.donor_id ORDER BY v.seq DESC NULLS LAST, v.typed_at DESC, v.id DESC LIMIT 1) AS cents,
             EXISTS (SELECT 1 FROM receipts.receipt x WHERE x.donation_id = n.id
               AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = x.id)) AS receipted
           FROM intake.donation n JOIN intake.donor r ON r.id = intake.donor_stands(n.donor_id)
           WHERE n.id = $3 AND n.donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR n.organisation_id = $2) AND n.state = ANY (intake.arrived_states())
             AND intake.donor_rna(r.id) IS NULL`,
      [of.donorId, of.organisationId, donationId],
      { donation: donationId },
    );
    return gift;
  }
}
