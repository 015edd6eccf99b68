import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { columnTable, type Reader, rows, run } from '#platform/database';
import { type Actor, may, READ, scopeOf } from '#platform/kernel';

/** What is known of how a device was bought; at least one of them. */
export interface DeviceBought {
  readonly year: number | null;
  /** `2021-03-12`; null where the year alone is known. */
  readonly day: string | null;
  readonly costCents: number | null;
  readonly supplier: string | null;
  /** Last day of the warranty that came with the purchase, `2027-03-11`. */
  readonly purchaseWarrantyEnd: string | null;
}

const PURCHASES = columnTable({
  device_id: 'uuid',
  year: 'int',
  day: 'date',
  cost_cents: 'int',
  supplier: 'text',
  purchase_warranty_end: 'date',
});

/** Writes what a file says of the purchase of new devices. */
export async function storePurchases(
  tx: EntityManager,
  bought: readonly { readonly id: string; readonly purchase: Partial<DeviceBought> | null | undefined }[],
): Promise<void> {
  const known = bought.flatMap(({ id, purchase }) =>
    purchase
      ? [
          {
            device_id: id,
            year: purchase.year,
            day: purchase.day,
            cost_cents: purchase.costCents,
            supplier: purchase.supplier,
            purchase_warranty_end: purchase.purchaseWarrantyEnd,
          },
        ]
      : [],
  );
  if (!known.length) return;
  await run(tx, `INSERT INTO intake.device_purchase (${PURCHASES.names}) ${PURCHASES.select}`, PURCHASES.values(known));
}

/** How devices were bought, for those who read donations: the bank of all devices, a collection point of those it took in. */
@Injectable()
export class PurchaseQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** By device; those of which nothing is known, or that are not theirs to read, are missing. */
  async of(
    actor: Actor,
    deviceIds: readonly string[],
    on: Reader = this.db,
  ): Promise<ReadonlyMap<string, DeviceBought>> {
    if (!deviceIds.length || !may(actor, READ.donations)) return new Map();
    const found = await rows<DeviceBought & { id: string }>(
      on,
      `SELECT b.device_id AS id, b.year, b.day::text AS day, b.cost_cents AS "costCents", b.supplier, b.purchase_warranty_end::text AS "purchaseWarrantyEnd"
       FROM intake.device_purchase b JOIN devices.device d ON d.id = b.device_id LEFT JOIN intake.donation n ON n.id = d.donation_id
       WHERE b.device_id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR n.organisation_id = $2)`,
      [deviceIds, scopeOf(actor, READ.donations)],
    );
    return new Map(found.map(({ id, ...bought }) => [id, bought]));
  }
}
