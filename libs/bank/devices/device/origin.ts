import type { EntityManager } from 'typeorm';
import { run } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { type Cause, changeDevices, type DeviceRow } from './acts/device-changes.js';

export interface NewOrigin {
  readonly donationId: string;
  readonly donorKind: string;
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly priceCeilingCents: number | null;
}

/**
 * Puts right which donation locked devices came with, wherever they are. Whether the actor may is the caller's question; that the donor's kind
 * is the donation's, Postgres holds too. @param given.facts for the timeline, without anybody's name.
 */
export async function changeOrigin(
  tx: EntityManager,
  actor: Actor,
  devices: readonly DeviceRow[],
  origin: (device: DeviceRow) => NewOrigin,
  given: { readonly cause: Cause; readonly facts: Readonly<Record<string, unknown>> },
): Promise<void> {
  if (!devices.length) return;
  await changeDevices(tx, actor, 'correct_origin', devices, given);
  const all = devices.map(origin);
  await run(
    tx,
    `UPDATE devices.device d SET donation_id = x.donation_id, donor_kind = x.donor_kind, public_origin = x.public_origin,
       resale_forbidden = x.resale_forbidden, price_ceiling_cents = x.price_ceiling_cents
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[], $5::boolean[], $6::int[])
       AS x(id, donation_id, donor_kind, public_origin, resale_forbidden, price_ceiling_cents) WHERE d.id = x.id`,
    [
      devices.map((d) => d.id),
      all.map((o) => o.donationId),
      all.map((o) => o.donorKind),
      all.map((o) => o.publicOrigin),
      all.map((o) => o.resaleForbidden),
      all.map((o) => o.priceCeilingCents),
    ],
  );
}
