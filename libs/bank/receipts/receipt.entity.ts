import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '#platform/kernel';
import type { CancelReceiptReason, CheckedHow, DeclaredHow, ReceiptKind } from './receipt.views.js';

/** What a donor says its gift is worth; a member types it. A new declaration does not erase the one before. */
@Entity({ schema: 'receipts', name: 'declared_value' })
export class DeclaredValue {
  @PrimaryColumn('uuid') id: string;
  /** Given by Postgres: the newest one counts. Rows of before the numbers have none, and are older. */
  @Column('bigint', { nullable: true }) seq: string | null;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  @Column('uuid', { name: 'donor_id' }) donorId: string;
  /** Cents of euro. */
  @Column('integer') cents: number;
  @Column('date', { name: 'declared_on' }) declaredOn: string;
  @Column('text') how: DeclaredHow;
  @Column('timestamptz', { name: 'typed_at' }) typedAt: Date;
  /** Both null: the donor typed it on its own page. */
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
}

@Entity({ schema: 'receipts', name: 'value_check' })
export class ValueCheck {
  @PrimaryColumn('uuid', { name: 'value_id' }) valueId: string;
  @Column('text') how: CheckedHow;
  @Column('timestamptz', { name: 'checked_at' }) checkedAt: Date;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
}

/** A tax receipt. Its number is taken by Postgres without a gap, and never taken back. */
@Entity({ schema: 'receipts', name: 'receipt' })
export class Receipt {
  @PrimaryColumn('uuid') id: string;
  /** In the bank's time zone; `n` counts within it, from 1. */
  @Column('integer') year: number;
  @Column('integer') n: number;
  @Column('text') number: string;
  @Column('text') kind: ReceiptKind;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  @Column('uuid', { name: 'value_id' }) valueId: string;
  @Column('integer', { name: 'value_cents' }) valueCents: number;
  @Column('integer') devices: number;
  /** A company's public identity; of a person nothing stands here, only in the sealed paper that has an end. */
  @Personal('receipts', 'Nom du donateur d’un reçu d’entreprise', 'paper')
  @Column('text', { name: 'donor_name', nullable: true })
  donorName: string | null;
  @Personal('receipts', 'Forme du donateur d’un reçu d’entreprise', 'paper')
  @Column('text', { name: 'donor_legal_form', nullable: true })
  donorLegalForm: string | null;
  @Personal('receipts', 'SIREN du donateur d’un reçu d’entreprise', 'paper')
  @Column('text', { name: 'donor_siren', nullable: true })
  donorSiren: string | null;
  @Personal('receipts', 'Adresse du donateur d’un reçu d’entreprise', 'paper')
  @Column('text', { name: 'donor_address', nullable: true })
  donorAddress: string | null;
  @Personal(
    'receipts',
    'Nom et adresse d’un particulier, et d’un entrepreneur individuel son SIREN, dans le reçu sous scellé',
    'person_receipt',
  )
  @Column('uuid', { name: 'document_id' })
  documentId: string;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt: Date;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
  @Personal('receipts', 'Qui a signé un reçu', 'paper')
  @Column('uuid', { name: 'signatory_id', nullable: true })
  signatoryId: string | null;
}

/** A number is never taken back: its receipt is cancelled, and says by which it is replaced. */
@Entity({ schema: 'receipts', name: 'cancellation' })
export class ReceiptCancellation {
  @PrimaryColumn('uuid', { name: 'receipt_id' }) receiptId: string;
  @Column('text') reason: CancelReceiptReason;
  @Column('uuid', { name: 'replaced_by', nullable: true }) replacedBy: string | null;
  @Column('timestamptz', { name: 'cancelled_at' }) cancelledAt: Date;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
}

@Entity({ schema: 'receipts', name: 'yearly_list' })
export class YearlyList {
  @PrimaryColumn('uuid') id: string;
  @Column('integer') year: number;
  @Column('uuid', { name: 'document_id' }) documentId: string;
  @Column('integer', { name: 'company_count' }) companyCount: number;
  /** Cents of euro. */
  @Column('bigint', { name: 'company_cents' }) companyCents: string;
  @Column('integer', { name: 'person_count' }) personCount: number;
  /** Cents of euro. */
  @Column('bigint', { name: 'person_cents' }) personCents: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
}

/** A paper that came back signed. Its scan shows a signature, so it is sealed and goes at its date; that it came stays. */
@Entity({ schema: 'receipts', name: 'signed_back' })
export class SignedBack {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  @Column('uuid', { name: 'document_id' }) documentId: string;
  @Personal('receipts', 'Papier signé numérisé, sous scellé', 'signed_scan')
  @Column('uuid', { name: 'blob_id', nullable: true })
  blobId: string | null;
  @Column('text', { nullable: true }) mime: string | null;
  @Column('timestamptz', { name: 'keep_until', nullable: true }) keepUntil: Date | null;
  @Column('timestamptz', { name: 'noted_at' }) notedAt: Date;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('integer', { name: 'operator_number' }) operatorNumber: number;
}
