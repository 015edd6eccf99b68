import type { EntityManager } from 'typeorm';
import { type DocumentsService, type IssuerFacts, signedFacts } from '#bank/documents';
import { isSoleTraderForm } from '#bank/intake';
import { bankId, type StaffSignature } from '#bank/people';
import { askAll, isLuhn, RuleBroken } from '#platform/kernel';
import type { donatedThings, Gift } from './gift.js';
import { keepUntil, legalText } from './legal.js';
import {
  CHECKED_HOW,
  DECLARED_HOW,
  type DeclaredValueView,
  isBusiness,
  RECEIPT_KINDS,
  type ReceiptKind,
} from './receipt.views.js';

/** Who the receipt is made out to. A person's name and address go on the sealed paper and nowhere else. */
export interface ReceiptIdentity {
  readonly name: string;
  readonly address: string;
  readonly legalForm?: string;
  readonly siren?: string;
}

type Recipient = Awaited<ReturnType<typeof readIdentity>>;

const LONGEST = { name: 200, address: 300, legalForm: 100 };

/**
 * Whom the receipt is made out to, checked: all that is to be corrected is said at once. What is known of a company fills what was left empty.
 * @throws RuleBroken `receipts.identity_incomplete`, `receipts.identity_too_long`, `receipts.form_of_a_person`, `receipts.siren_missing`, `receipts.siren_wrong`
 */
export async function readIdentity(kind: ReceiptKind, typed: ReceiptIdentity, gift: Gift) {
  const clean = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim() ?? '';
  const identity = {
    name: clean(typed.name) || clean(gift.donorName),
    address: clean(typed.address) || (kind === 'company' ? clean(gift.donorAddress) : ''),
    legalForm:
      clean(typed.legalForm) ||
      clean(gift.donorLegalForm) ||
      (kind === 'sole_trader' ? RECEIPT_KINDS.sole_trader.label : ''),
  };
  const siren = gift.donorSiren ?? ((typed.siren ?? '').replace(/\s/g, '') || null);
  await askAll(
    ...(['name', 'address', 'legalForm'] as const).map((field) => () => {
      if (!identity[field] && (field !== 'legalForm' || kind === 'company'))
        throw new RuleBroken('receipts.identity_incomplete', { field }, field);
      if (identity[field].length > LONGEST[field]) throw new RuleBroken('receipts.identity_too_long', { field }, field);
    }),
    () => {
      // The name of a business that is a person would stand in clear.
      if (kind === 'company' && isSoleTraderForm(identity.legalForm))
        throw new RuleBroken('receipts.form_of_a_person', { form: identity.legalForm }, 'legalForm');
    },
    () => {
      if (isBusiness(kind) && siren === null) throw new RuleBroken('receipts.siren_missing', {}, 'siren');
      if (siren !== null && !(/^\d{9}$/.test(siren) && isLuhn(siren)))
        throw new RuleBroken('receipts.siren_wrong', {}, 'siren');
    },
  );
  return { ...identity, siren: isBusiness(kind) ? siren : null };
}

export interface Receiptable {
  readonly gift: Gift;
  readonly kind: ReceiptKind;
  readonly issuer: IssuerFacts;
  readonly given: Awaited<ReturnType<typeof donatedThings>>;
  readonly value: DeclaredValueView;
  readonly who: Recipient;
}

export interface NumberedReceipt {
  readonly documentId: string;
  readonly number: string;
  readonly issuedAt: Date;
  readonly replaces: string | null;
}

/**
 * Asks for the paper of a receipt: a company's stays for ever and its own organisation reads it; who a person is, also one who trades, is
 * sealed, and goes at its date.
 */
export async function requestReceiptPaper(
  tx: EntityManager,
  documents: DocumentsService,
  by: StaffSignature,
  of: Receiptable,
  receipt: NumberedReceipt,
): Promise<void> {
  const { gift, kind, who } = of;
  const facts = await receiptFacts(tx, by, of, receipt);
  const about = {
    cause: { kind: 'donation', id: gift.id },
    numbered: { id: receipt.documentId, number: receipt.number },
  };
  const bank = await bankId(tx);
  if (kind === 'company') {
    const donor = {
      name: who.name,
      kind: 'Entreprise',
      legalForm: who.legalForm,
      siren: who.siren,
      address: who.address,
    };
    const readers = [bank, ...(gift.donorOrganisationId ? [gift.donorOrganisationId] : [])];
    await documents.request(tx, by.member, {
      ...about,
      type: 'tax_receipt_company',
      facts: { ...facts, donor },
      readers,
    });
  } else if (kind === 'sole_trader') {
    await documents.request(tx, by.member, {
      ...about,
      type: 'tax_receipt_trader',
      facts,
      sealedFacts: { name: who.name, legalForm: who.legalForm, siren: who.siren ?? '', address: who.address },
      readers: [bank],
      retentionUntil: await keepUntil(tx, 'person_receipt'),
    });
  } else {
    await documents.request(tx, by.member, {
      ...about,
      type: 'tax_receipt_person',
      facts,
      sealedFacts: { name: who.name, address: who.address },
      readers: [bank],
      retentionUntil: await keepUntil(tx, 'person_receipt'),
    });
  }
}

async function receiptFacts(
  tx: EntityManager,
  by: StaffSignature,
  { gift, kind, issuer, given, value }: Receiptable,
  { issuedAt, replaces }: NumberedReceipt,
) {
  return {
    issuer,
    donation: { number: gift.number, receivedAt: gift.receivedAt!.toISOString() },
    quantities: given.quantities,
    devices: given.devices,
    valueCents: value.cents,
    declared: {
      on: value.declaredOn,
      how: DECLARED_HOW[value.how],
      typedAt: value.typedAt.toISOString(),
      operator: value.operatorNumber,
    },
    checked: value.checked && {
      how: CHECKED_HOW[value.checked.how],
      at: value.checked.at.toISOString(),
      operator: value.checked.operatorNumber,
    },
    valueNote: await legalText(tx, isBusiness(kind) ? 'donor_value' : 'donor_value_person'),
    received: await legalText(tx, 'received_goods'),
    certificate: await legalText(tx, isBusiness(kind) ? 'certify_company' : 'certify_person'),
    form: 'Déclaration de don manuel',
    replaces,
    signed: signedFacts(by, issuer.name, issuedAt),
  };
}
