import { DONOR_KINDS, type DonorKind, unnamed } from '#bank/intake';
import {
  type AskedOf,
  byWhole,
  defineList,
  ofChoice,
  ofYear,
  type Reader,
  readHumanNumber,
  rows,
} from '#platform/database';
import { type Actor, may, READ, type SearchHit } from '#platform/kernel';
import { RECEIPT_KINDS, type ReceiptView } from './receipt.views.js';

export const RECEIPT_COLUMNS = `r.id, r.number, r.year, r.n, r.kind, r.donation_id AS "donationId", d.number AS donation, coalesce(r.donor_name, ${unnamed('r.kind')}) AS donor,
  r.value_cents AS "valueCents", r.devices, r.issued_at AS "issuedAt", r.operator_number AS "operatorNumber", r.document_id AS "documentId",
  p.state AS "documentState", c.cancelled_at AS "cancelledAt", c.reason AS "cancelReason", b.number AS "replacedBy"`;
const RECEIPTS_AND_ENDS = 'receipts.receipt r LEFT JOIN receipts.cancellation c ON c.receipt_id = r.id';
export const RECEIPT_FROM = `${RECEIPTS_AND_ENDS} JOIN intake.donation d ON d.id = r.donation_id
  JOIN documents.document p ON p.id = r.document_id LEFT JOIN receipts.receipt b ON b.id = c.replaced_by`;

export const RECEIPTS = defineList<ReceiptView, number>()({
  sorts: {
    newest: { label: 'Derniers numéros', order: 'descending', keys: [byWhole('r.n')] },
    oldest: { label: 'Premiers numéros', heading: 'Reçu', order: 'ascending', keys: [byWhole('r.n')] },
    value: {
      label: 'Fortes valeurs d’abord',
      heading: 'Valeur déclarée',
      order: 'descending',
      keys: [byWhole('r.value_cents')],
    },
  },
  usual: 'newest',
  filters: {
    // Of whom the list is: the current one where none is asked for.
    year: ofYear({ label: 'Année', about: 'Calendar year; the current one when left out.', page: 'annee' }),
    kind: ofChoice({
      label: 'Type de reçu',
      choices: RECEIPT_KINDS,
      where: (kind, value) => `r.kind = ${value(kind)}`,
    }),
    state: ofChoice({
      label: 'État',
      about: '`counts`, or `cancelled`.',
      choices: { counts: 'Ceux qui comptent', cancelled: 'Annulés' },
      where: (state) => (state === 'counts' ? 'c.receipt_id IS NULL' : 'c.receipt_id IS NOT NULL'),
    }),
  },
  scopes: [2026],
  rows: (year, value) => ({
    id: 'r.id',
    columns: RECEIPT_COLUMNS,
    from: RECEIPT_FROM,
    counted: RECEIPTS_AND_ENDS,
    where: [`r.year = ${value(year)}`],
  }),
});
export type ReceiptsAsked = AskedOf<typeof RECEIPTS>;

/** The tax receipt of a typed number. Who may not name donors reads their kind. */
export async function searchReceipts(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const number = readHumanNumber('RF', typed);
  if (!number || !may(actor, READ.receipts)) return [];
  const found = await rows<{ id: string; number: string; kind: DonorKind; donation: string }>(
    on,
    `SELECT r.id, r.number, r.kind, n.number AS donation FROM receipts.receipt r JOIN intake.donation n ON n.id = r.donation_id
     WHERE r.number = $1`,
    [number],
  );
  return found.map((r) => ({
    title: r.number,
    detail: `${DONOR_KINDS[r.kind].label}, don ${r.donation}`,
    href: `/recus/${r.id}`,
    exact: true,
  }));
}
