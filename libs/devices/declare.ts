import type { EntityManager } from 'typeorm';
import { type Actor, isMember, newId } from '#kernel';
import { newAssetCode } from './asset-code.js';
import type { Category } from './categories.js';
import type { Cause, Holder } from './change.js';
import type { DeclaredState } from './device.lifecycle.js';
import { insertSearch } from './search-words.js';
import { serialKey } from './serial.js';

/** A device as another tool knew it. */
export interface DeclaredDevice {
  readonly category: Category;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  /** The number it answers to for ever: nothing is relabelled. */
  readonly alias: { readonly issuer: string; readonly number: string } | null;
  readonly state: DeclaredState;
  /** Where it is; null when a person has it. */
  readonly placeId: string | null;
  readonly holder: Holder;
  /** When it came to that state, if the tool says so. */
  readonly occurredAt: Date | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly donorKind: string | null;
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly priceCeilingCents: number | null;
}

/**
 * Begins the history of devices that another tool knew: one declared row each, a drawn code, the old number beside it. A
 * few statements whatever their number. Whether the actor may is the caller's question; a device that is declared with a
 * person needs its hand-over in the same transaction, or Postgres refuses.
 * @returns their ids, in the order given.
 * @throws RuleBroken `devices.serial_taken`, `devices.alias_taken`.
 */
export async function declareDevices(
  tx: EntityManager,
  actor: Actor,
  devices: readonly DeclaredDevice[],
  cause: Cause,
): Promise<string[]> {
  if (!devices.length) return [];
  const codes = await drawCodes(tx, devices.length);
  const rows = devices.map((d, i) => ({ ...d, id: newId(), code: codes[i]! }));
  const member = isMember(actor) ? actor : null;
  await tx.query(INSERT, [
    rows.map((r) => r.id),
    rows.map((r) => r.code),
    rows.map((r) => r.category),
    rows.map((r) => r.make),
    rows.map((r) => r.model),
    rows.map((r) => r.serial),
    rows.map((r) => serialKey(r.serial)),
    rows.map((r) => r.state),
    rows.map((r) => r.placeId),
    rows.map((r) => ('organisation' in r.holder ? r.holder.organisation : null)),
    rows.map((r) => ('reference' in r.holder ? r.holder.reference : null)),
    rows.map((r) => r.donorKind),
    rows.map((r) => r.publicOrigin),
    rows.map((r) => r.resaleForbidden),
    rows.map((r) => r.priceCeilingCents),
    rows.map((r) => r.occurredAt),
    rows.map((r) => JSON.stringify(r.facts)),
    member?.membershipId ?? null,
    member?.operatorNumber ?? null,
    member?.organisationId ?? null,
    actor.channel,
    cause.kind,
    cause.id,
    cause.label,
  ]);
  await tx.query(
    'UPDATE devices.asset_code a SET device_id = x.id FROM unnest($1::text[], $2::uuid[]) AS x(code, id) WHERE a.code = x.code',
    [codes, rows.map((r) => r.id)],
  );
  await tx.query(
    `INSERT INTO devices.sight (organisation_id, device_id, cause_kind, cause_id)
     SELECT holder_org_id, id, 'holder', holder_org_id FROM devices.device WHERE id = ANY($1) AND holder_org_id IS NOT NULL`,
    [rows.map((r) => r.id)],
  );
  const named = rows.flatMap(({ id, alias }) => (alias ? [{ id, ...alias }] : []));
  await tx.query(
    `INSERT INTO devices.alias (id, device_id, issuer, number, number_key)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
    [
      named.map(() => newId()),
      named.map((a) => a.id),
      named.map((a) => a.issuer),
      named.map((a) => a.number),
      named.map((a) => serialKey(a.number, { generic: true })),
    ],
  );
  await insertSearch(
    tx,
    rows.map(({ alias, ...r }) => ({ ...r, ...(alias ? { alias } : {}) })),
  );
  return rows.map((r) => r.id);
}

/** New codes that no device and no crate has. */
async function drawCodes(tx: EntityManager, count: number): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < count) {
    const drawn = [...new Set(Array.from({ length: count - codes.length }, newAssetCode))];
    const made: { code: string }[] = await tx.query(
      'INSERT INTO devices.asset_code (code) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING code',
      [drawn],
    );
    codes.push(...made.map((m) => m.code));
  }
  return codes;
}

const INSERT = `
  WITH new AS (
    SELECT n.*, CASE WHEN n.place_id IS NULL THEN 'holder' ELSE 'place:' || n.place_id END AS location,
      coalesce('org:' || n.holder_org_id, 'ref:' || n.holder_ref) AS holder
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::uuid[],
      $11::uuid[], $12::text[], $13::boolean[], $14::boolean[], $15::int[], $16::timestamptz[], $17::jsonb[])
      AS n(id, code, category, make, model, serial, serial_key, state, place_id, holder_org_id, holder_ref, donor_kind, public_origin,
        resale_forbidden, price_ceiling_cents, occurred_at, facts)
  ), event AS (
    INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_to, holder_to, occurred_at, membership_id,
      operator_number, organisation_id, channel, cause_kind, cause_id, cause_label, facts, origin)
    SELECT id, 'declare', 'none', state, location, holder, coalesce(occurred_at, now()), $18::uuid, $19::int, $20::uuid, $21, $22,
      $23::uuid, $24, facts, 'declared' FROM new
    RETURNING id, device_id
  )
  INSERT INTO devices.device (id, code, category, make, model, serial, serial_key, state, place_id, holder_org_id, holder_ref, donor_kind,
    public_origin, resale_forbidden, price_ceiling_cents, last_event_id)
  SELECT n.id, n.code, n.category, n.make, n.model, n.serial, n.serial_key, n.state, n.place_id, n.holder_org_id, n.holder_ref, n.donor_kind,
    n.public_origin, n.resale_forbidden, n.price_ceiling_cents, e.id
  FROM new n JOIN event e ON e.device_id = n.id`;
