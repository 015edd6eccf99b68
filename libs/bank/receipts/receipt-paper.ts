import type { EntityManager } from 'typeorm';
import { type DocumentsService, type IssuerFacts, signedFacts } from '#bank/documents';
import { bankId, type StaffSignature } from '#bank/people';
import type { donatedThings, Gift } from './gift.js';
import { keepUntil, legalText } from './legal.js';
import { CHECKED_HOW, DECLARED_HOW, type DeclaredValueView, isBusiness, type ReceiptKind } from './receipt.views.js';
import type { Recipient } from './receipt-identity.js';

/** A donation of which everything is known that a receipt states. */
export interface Receiptable {
  readonly gift: Gift;
  readonly kind: ReceiptKind;
  readonly issuer: IssuerFacts;
  readonly given: Awaited<ReturnType<typeof donatedThings>>;
  readonly value: DeclaredValueView;
  readonly who: Recipient;
}

/** A receipt that has its number. */
export interface NumberedReceipt {
  readonly documentId: string;
  readonly number: string;
  readonly issuedAt: Date;
  /** The number of the one that it takes the place of. */
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
