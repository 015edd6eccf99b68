import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DocumentsService } from '#bank/documents';
import { holdDonation, RECEIPT_OF } from '#bank/intake';
import { byPassword, type NamedSignatory, SignaturesService, type StaffSignature } from '#bank/people';
import { rows } from '#platform/database';
import {
  type Actor,
  askAll,
  isId,
  type Member,
  memberWith,
  mustHave,
  NotFound,
  newId,
  RuleBroken,
  WRITE,
} from '#platform/kernel';
import { DeclaredValuesService, mustBeOfTheGift, mustBeRead } from './declared-values.service.js';
import { donatedThings, type Gift, giftOf, signer } from './gift.js';
import { eligibleIssuer } from './legal.js';
import { Receipt } from './receipt.entity.js';
import { CANCEL_RECEIPT_REASONS, type ReceiptKind } from './receipt.views.js';
import { type Receiptable, type ReceiptIdentity, readIdentity, requestReceiptPaper } from './receipt-paper.js';

export interface Issued {
  readonly id: string;
  readonly documentId: string;
  readonly number: string;
}

/** Which declaration was read before signing; left out by programs that read none. */
interface Read {
  readonly valueId?: string | undefined;
}

/** Tax receipts: numbered without gaps by Postgres, signed by an operator, cancelled but never taken back. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly documents: DocumentsService,
    private readonly signatures: SignaturesService,
    private readonly values: DeclaredValuesService,
  ) {}

  /**
   * Issues the receipt of a closed donation, for the value its donor declared last.
   * @throws RuleBroken `receipts.bank_not_eligible`, `receipts.ground_not_for_this_donor`, `receipts.not_for_this_donor`, `receipts.donation_not_closed`, `receipts.value_not_checked`,
   *   `receipts.nothing_given`, `receipts.value_missing`, `receipts.value_changed`, `receipts.identity_incomplete`, `receipts.identity_too_long`, `receipts.siren_missing`, `receipts.siren_wrong`,
   *   `receipts.declared_before_gift`, `receipts.signature_missing`,
   *   `receipts.secret_wrong`, `receipts.already_issued`; NotFound
   */
  async issue(
    tx: EntityManager,
    actor: Actor,
    donationId: string,
    input: ReceiptIdentity & Read & { readonly password?: string | undefined },
  ): Promise<Issued> {
    const by = await signer(tx, this.signatures, actor, 'receipt', input.password);
    return this.make(tx, by, donationId, input, null);
  }

  /**
   * Cancels a receipt: it keeps its number, and its paper says that it no longer counts.
   * @throws RuleBroken `receipts.reason_missing`, `receipts.secret_wrong`, `receipts.already_cancelled`; NotFound
   */
  async cancel(
    tx: EntityManager,
    actor: Actor,
    id: string,
    input: { readonly reason: string; readonly password?: string | undefined },
  ): Promise<void> {
    const receipt = await this.find(tx, actor, id);
    const { member } = await signer(tx, this.signatures, actor, 'receipt_cancel', input.password);
    await this.strike(tx, member, receipt, input.reason, null);
  }

  /** Cancels a receipt and issues in its place one for the value declared last and the identity given. @throws as `cancel` and `issue` */
  async replace(
    tx: EntityManager,
    actor: Actor,
    id: string,
    input: ReceiptIdentity & Read & { readonly reason: string; readonly password?: string | undefined },
  ): Promise<Issued> {
    const receipt = await this.find(tx, actor, id);
    const by = await signer(tx, this.signatures, actor, 'receipt', input.password);
    const next = { id: newId(), documentId: newId(), replaces: receipt.number };
    await this.strike(tx, by.member, receipt, input.reason, next);
    return this.make(tx, by, receipt.donationId, input, next);
  }

  /** Whether what a cancellation is signed with was given; whether it is right is asked when it is carried out. @throws as `cancel` */
  async judgeCancelling(tx: EntityManager, actor: Actor, password: string | undefined): Promise<void> {
    const member = memberWith(actor, WRITE.receipts);
    await this.signatures.mustBeGiven(tx, member, 'receipt_cancel', byPassword(password));
  }

  /** Judges what is given of a receipt, rule by rule; writes nothing. @param of the donation, or the receipt that is replaced. @throws as `issue` */
  async judge(
    tx: EntityManager,
    actor: Actor,
    of: { readonly donation: string } | { readonly receipt: string },
    given: Partial<ReceiptIdentity> & { readonly password?: string | undefined },
  ): Promise<void> {
    const member = memberWith(actor, WRITE.receipts);
    const donationId = 'donation' in of ? of.donation : (await this.find(tx, actor, of.receipt)).donationId;
    const gift = await giftOf(tx, member, donationId, WRITE.receipts);
    await askAll(
      () => readIdentity(kindFor(gift), { ...given, name: given.name ?? '', address: given.address ?? '' }, gift),
      async () => void legible(await this.signatures.nameFor(tx, member, 'receipt')),
      () => this.signatures.mustBeGiven(tx, member, 'receipt', byPassword(given.password)),
    );
  }

  private async make(
    tx: EntityManager,
    by: StaffSignature,
    donationId: string,
    typed: ReceiptIdentity & Read,
    replacing: { id: string; documentId: string; replaces: string } | null,
  ): Promise<Issued> {
    const of = await this.receiptable(tx, by.member, donationId, typed);
    const signatoryId = legible(by.person);
    const { id, documentId } = replacing ?? { id: newId(), documentId: newId() };
    const { number, issuedAt } = await writeReceipt(tx, by.member, of, { id, documentId, signatoryId });
    const replaces = replacing?.replaces ?? null;
    await requestReceiptPaper(tx, this.documents, by, of, { documentId, number, issuedAt, replaces });
    return { id, documentId, number };
  }

  private async receiptable(
    tx: EntityManager,
    member: Member,
    donationId: string,
    typed: ReceiptIdentity & Read,
  ): Promise<Receiptable> {
    if (isId(donationId)) await holdDonation(tx, donationId);
    const gift = await giftOf(tx, member, donationId, WRITE.receipts);
    const kind = kindFor(gift);
    const issuer = await eligibleIssuer(tx, kind);
    if (gift.state !== 'closed') throw new RuleBroken('receipts.donation_not_closed', { number: gift.number });
    const given = await donatedThings(tx, donationId);
    if (given.devices.length === 0) throw new RuleBroken('receipts.nothing_given', { number: gift.number });
    const value = await this.values.latest(tx, donationId);
    if (!value) throw new RuleBroken('receipts.value_missing', { number: gift.number });
    mustBeRead(value, typed.valueId, gift);
    mustBeOfTheGift(value, gift);
    if (kind === 'person' && !value.checked)
      throw new RuleBroken('receipts.value_not_checked', { number: gift.number });
    return { gift, kind, issuer, given, value, who: await readIdentity(kind, typed, gift) };
  }

  private async find(tx: EntityManager, actor: Actor, id: string): Promise<Receipt> {
    mustHave(actor, WRITE.receipts);
    const receipt = isId(id) ? await tx.findOneBy(Receipt, { id }) : null;
    if (!receipt) throw new NotFound('receipt');
    return receipt;
  }

  /** A receipt is struck once: whoever comes second waits for the first, and is refused. */
  private async strike(
    tx: EntityManager,
    member: Member,
    receipt: Receipt,
    reason: string,
    by: { id: string; documentId: string } | null,
  ): Promise<void> {
    if (!Object.hasOwn(CANCEL_RECEIPT_REASONS, reason)) throw new RuleBroken('receipts.reason_missing', {}, 'reason');
    const [struck] = await rows<{ receipt_id: string }>(
      tx,
      `INSERT INTO receipts.cancellation (receipt_id, reason, replaced_by, membership_id, operator_number) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (receipt_id) DO NOTHING RETURNING receipt_id`,
      [receipt.id, reason, by?.id ?? null, member.membershipId, member.operatorNumber],
    );
    if (!struck) throw new RuleBroken('receipts.already_cancelled', { number: receipt.number });
    await this.documents.replace(tx, member, receipt.documentId, by?.documentId ?? null);
  }
}

/** The receipt that the law knows for this donor. @throws RuleBroken receipts.not_for_this_donor */
function kindFor(gift: Gift): ReceiptKind {
  const kind = RECEIPT_OF[gift.donorKind] ? (gift.donorKind as ReceiptKind) : null;
  if (!kind || (kind === 'company' && gift.donorRna))
    throw new RuleBroken('receipts.not_for_this_donor', { kind: gift.donorKind });
  return kind;
}

/**
 * A receipt bears the legible signature of somebody authorised (notices of CERFA 16216 and 11580).
 * @returns their line of the list. @throws RuleBroken receipts.signature_missing
 */
function legible(person: NamedSignatory | null): string {
  if (person?.legible) return person.id;
  throw new RuleBroken('receipts.signature_missing', person ? { name: person.name, quality: person.quality } : {});
}

/** Writes the receipt; Postgres numbers it. A person's identity is not written here: it stands on the sealed paper alone. */
async function writeReceipt(
  tx: EntityManager,
  member: Member,
  { gift, kind, given, value, who }: Receiptable,
  { id, documentId, signatoryId }: { id: string; documentId: string; signatoryId: string },
): Promise<{ number: string; issuedAt: Date }> {
  const company = kind === 'company' ? [who.name, who.legalForm, who.siren, who.address] : [null, null, null, null];
  const [row] = await rows<{ number: string; issued_at: Date }>(
    tx,
    `INSERT INTO receipts.receipt (id, kind, donation_id, value_id, value_cents, devices, document_id, membership_id, operator_number,
         signatory_id, donor_name, donor_legal_form, donor_siren, donor_address)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING number, issued_at`,
    [
      id,
      kind,
      gift.id,
      value.id,
      value.cents,
      given.devices.length,
      documentId,
      member.membershipId,
      member.operatorNumber,
      signatoryId,
      ...company,
    ],
  );
  return { number: row!.number, issuedAt: row!.issued_at };
}
