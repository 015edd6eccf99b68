import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DONOR_KINDS, type DonorKind, GIVER } from '#bank/intake';
import { bankYear, TODAY } from '#bank/people';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, isId, may, mustHave, type Page, READ } from '#platform/kernel';
import type { KindTotals, ReceiptView, WaitingGift, YearlyListView, YearView } from './receipt.views.js';
import { RECEIPT_COLUMNS, RECEIPT_FROM, RECEIPTS, type ReceiptsAsked } from './receipt-listing.js';

/** Number and total of the receipts of a year `y` that count, of businesses and of persons at home (CGI, art. 222 bis). */
const TOTALS = `
  SELECT count(*) FILTER (WHERE c.receipt_id IS NULL AND r.kind <> 'person')::int AS companies,
    coalesce(sum(r.value_cents) FILTER (WHERE c.receipt_id IS NULL AND r.kind <> 'person'), 0)::float8 AS "companyCents",
    count(*) FILTER (WHERE c.receipt_id IS NULL AND r.kind = 'person')::int AS persons,
    coalesce(sum(r.value_cents) FILTER (WHERE c.receipt_id IS NULL AND r.kind = 'person'), 0)::float8 AS "personCents",
    count(c.receipt_id)::int AS cancelled
  FROM receipts.receipt r LEFT JOIN receipts.cancellation c ON c.receipt_id = r.id WHERE r.year = y.year`;

interface Totals {
  companies: number;
  companyCents: number;
  persons: number;
  personCents: number;
  cancelled: number;
}

const kinds = (t: Omit<Totals, 'cancelled'>): { companies: KindTotals; persons: KindTotals } => ({
  companies: { count: t.companies, cents: t.companyCents },
  persons: { count: t.persons, cents: t.personCents },
});

export async function receiptsOf(tx: EntityManager, year: number): Promise<ReceiptView[]> {
  return rows<ReceiptView>(tx, `SELECT ${RECEIPT_COLUMNS} FROM ${RECEIPT_FROM} WHERE r.year = $1 ORDER BY r.n`, [year]);
}

/** A receipt as this actor reads it: its donor by name, or by kind. */
const named =
  (actor: Actor) =>
  <R extends ReceiptView>(row: R): R =>
    may(actor, READ.donorNames) ? row : { ...row, donor: DONOR_KINDS[row.kind].label };

const WAITING = `SELECT n.id, n.number, r.kind, coalesce(k.name, r.name) AS donor, n.received_at AS "receivedAt",
    CASE WHEN v.id IS NULL THEN 'value' WHEN r.kind = 'person' AND NOT EXISTS (SELECT 1 FROM receipts.value_check x WHERE x.value_id = v.id) THEN 'check'
      ELSE 'signature' END AS waits
  FROM intake.donation n ${GIVER}
  JOIN LATERAL (SELECT u.papers FROM intake.donor_rule u WHERE u.donor_kind = r.kind AND u.valid_from <= ${TODAY} ORDER BY u.valid_from DESC LIMIT 1) u
    ON u.papers && ARRAY['cerfa_16216', 'cerfa_11580']
  LEFT JOIN LATERAL (SELECT x.id FROM receipts.declared_value x WHERE x.donation_id = n.id ORDER BY x.seq DESC NULLS LAST, x.typed_at DESC, x.id DESC LIMIT 1) v ON true
  WHERE n.state = 'closed' AND EXISTS (SELECT 1 FROM devices.device d WHERE d.donation_id = n.id)
    AND NOT EXISTS (SELECT 1 FROM receipts.receipt f WHERE f.donation_id = n.id
      AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = f.id))
  ORDER BY n.id DESC LIMIT $1`;

/** Reading receipts, for whoever has everybody's. */
@Injectable()
export class ReceiptQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** A page of the receipts of a year, the last numbers first unless another order is asked for. */
  list(actor: Actor, year: number, asked: ReceiptsAsked = {}): Promise<Page<ReceiptView>> {
    return this.read(actor, year, asked, false);
  }

  counted(actor: Actor, year: number, asked: ReceiptsAsked = {}): Promise<CountedPage<ReceiptView>> {
    return this.read(actor, year, asked, true);
  }

  private async read(actor: Actor, year: number, asked: ReceiptsAsked, counts: boolean) {
    mustHave(actor, READ.receipts);
    const page = await RECEIPTS.page(this.db, year, asked, counts);
    return { ...page, items: page.items.map(named(actor)) };
  }

  /** @throws NotFound for anybody but the bank. */
  async byId(actor: Actor, id: string): Promise<ReceiptView> {
    mustHave(actor, READ.receipts);
    const row = await rowOf<ReceiptView>(
      this.db,
      `SELECT ${RECEIPT_COLUMNS} FROM ${RECEIPT_FROM} WHERE r.id = $1`,
      [id],
      { receipt: id },
    );
    return named(actor)(row);
  }

  /** The receipts of a donation, newest first. */
  async ofDonation(actor: Actor, donationId: string): Promise<ReceiptView[]> {
    mustHave(actor, READ.receipts);
    if (!isId(donationId)) return [];
    const found = await rows<ReceiptView>(
      this.db,
      `SELECT ${RECEIPT_COLUMNS} FROM ${RECEIPT_FROM} WHERE r.donation_id = $1 ORDER BY r.issued_at DESC`,
      [donationId],
    );
    return found.map(named(actor));
  }

  /** Years with receipts, newest first, and the current one; each with its number and total by kind. */
  async years(actor: Actor, on: Reader = this.db): Promise<YearView[]> {
    mustHave(actor, READ.receipts);
    const found = await rows<Totals & { year: number }>(
      on,
      `SELECT y.year, t.companies, t."companyCents", t.persons, t."personCents", t.cancelled FROM (SELECT year FROM receipts.counter WHERE last > 0 UNION SELECT extract(year FROM ${TODAY})::int) y
       CROSS JOIN LATERAL (${TOTALS}) t ORDER BY y.year DESC`,
    );
    return found.map(({ year, ...t }) => ({ year, ...kinds(t), cancelled: t.cancelled }));
  }

  currentYear(): Promise<number> {
    return bankYear(this.db);
  }

  /** Closed donations that gave something and have no receipt that counts, newest first: what each of these `most` waits for. */
  async waiting(actor: Actor, most: number, on: Reader = this.db): Promise<WaitingGift[]> {
    mustHave(actor, READ.receipts);
    const found = await rows<WaitingGift & { kind: DonorKind }>(on, WAITING, [most]);
    return found.map((row) =>
      may(actor, READ.donorNames) && row.donor ? row : { ...row, donor: DONOR_KINDS[row.kind].label },
    );
  }

  async all(actor: Actor, year: number): Promise<ReceiptView[]> {
    mustHave(actor, READ.receipts);
    return (await receiptsOf(this.db.manager, year)).map(named(actor));
  }

  /** The lists of a year that were made as papers, newest first. */
  async lists(actor: Actor, year: number, on: Reader = this.db): Promise<YearlyListView[]> {
    mustHave(actor, READ.receipts);
    const lists = await rows<Omit<Totals, 'cancelled'> & Omit<YearlyListView, 'companies' | 'persons'>>(
      on,
      `SELECT l.id, l.year, l.document_id AS "documentId", d.number, d.state AS "documentState", l.made_at AS "madeAt",
         l.company_count AS companies, l.company_cents::float8 AS "companyCents", l.person_count AS persons, l.person_cents::float8 AS "personCents"
       FROM receipts.yearly_list l JOIN documents.document d ON d.id = l.document_id WHERE l.year = $1 ORDER BY l.id DESC`,
      [year],
    );
    return lists.map(({ companies, companyCents, persons, personCents, ...row }) => ({
      ...row,
      ...kinds({ companies, companyCents, persons, personCents }),
    }));
  }
}
