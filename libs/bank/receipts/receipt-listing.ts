import { unnamed } from '#bank/intake';
import { assembled, listed, type Sorts, sortNames, type Turn, turnsOf, whole } from '#platform/database';
import type { ReceiptKind } from './receipt.views.js';

export type ReceiptSort = 'newest' | 'oldest' | 'value';

/** The orders of the list of a year's receipts. */
export const RECEIPT_SORTS: Sorts<ReceiptSort> = {
  newest: { label: 'Derniers numéros', order: 'descending', keys: [whole('r.n')] },
  oldest: { label: 'Premiers numéros', heading: 'Reçu', order: 'ascending', keys: [whole('r.n')] },
  value: {
    label: 'Fortes valeurs d’abord',
    heading: 'Valeur déclarée',
    order: 'descending',
    keys: [whole('r.value_cents')],
  },
};
export const RECEIPT_SORT_NAMES = sortNames(RECEIPT_SORTS);

/** What the list keeps. */
export interface KeptReceipts {
  readonly year: number;
  readonly kind?: ReceiptKind;
  /** Whether they still count; undefined: both. */
  readonly counts?: boolean;
}

export const RECEIPT_COLUMNS = `r.id, r.number, r.year, r.n, r.kind, r.donation_id AS "donationId", d.number AS donation, coalesce(r.donor_name, ${unnamed('r.kind')}) AS donor,
  r.value_cents AS "valueCents", r.devices, r.issued_at AS "issuedAt", r.operator_number AS "operatorNumber", r.document_id AS "documentId",
  p.state AS "documentState", c.cancelled_at AS "cancelledAt", c.reason AS "cancelReason", b.number AS "replacedBy"`;
const RECEIPTS_AND_ENDS = 'receipts.receipt r LEFT JOIN receipts.cancellation c ON c.receipt_id = r.id';
export const RECEIPT_FROM = `${RECEIPTS_AND_ENDS} JOIN intake.donation d ON d.id = r.donation_id
  JOIN documents.document p ON p.id = r.document_id LEFT JOIN receipts.receipt b ON b.id = c.replaced_by`;

export const RECEIPTS = assembled(
  (kept: KeptReceipts, turn: Turn<ReceiptSort>) =>
    listed(RECEIPT_SORTS, turn, (value) => {
      const where = [`r.year = ${value(kept.year)}`];
      if (kept.kind) where.push(`r.kind = ${value(kept.kind)}`);
      if (kept.counts === true) where.push('c.receipt_id IS NULL');
      if (kept.counts === false) where.push('c.receipt_id IS NOT NULL');
      return { id: 'r.id', columns: RECEIPT_COLUMNS, from: RECEIPT_FROM, where, counted: RECEIPTS_AND_ENDS };
    }),
  [
    ...turnsOf(RECEIPT_SORTS).map((turn): [KeptReceipts, Turn<ReceiptSort>] => [{ year: 2026 }, turn]),
    [{ year: 2026, kind: 'company', counts: true }, turnsOf(RECEIPT_SORTS)[0]!],
    [{ year: 2026, counts: false }, turnsOf(RECEIPT_SORTS)[0]!],
  ],
);
