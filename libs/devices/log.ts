import type { EntityManager } from 'typeorm';
import { type Actor, isMember, newId, RuleBroken } from '#kernel';
import { newAssetCode } from './asset-code.js';
import type { Category } from './categories.js';
import type { Change } from './change.js';
import type { Condition } from './conditions.js';
import { insertSearch } from './search-words.js';
import { serialKey } from './serial.js';

/** What is known of a device when it is logged. The donor's kind and its consequences stay on it for ever. */
export interface NewDevice {
  /** A label already stuck on it; without one a code is drawn. Seven symbols, as `parseAssetCode` gives them. */
  readonly code?: string;
  readonly category: Category;
  readonly make?: string;
  readonly model?: string;
  readonly serial?: string | null;
  readonly condition?: Condition;
  /** The number its owner knew it by; unique per issuer. */
  readonly alias?: { readonly issuer: string; readonly number: string };
  readonly donationId?: string | null;
  readonly donorKind?: 'public_body' | 'company' | 'person' | null;
  readonly publicOrigin?: boolean;
  readonly resaleForbidden?: boolean;
  readonly priceCeilingCents?: number | null;
}

/** So many devices at once are a part of a file. */
const BULK = 1_000;

/** Inserts devices with their codes, history, sight and search words: five statements at most, whatever their number. */
export async function insertDevices(
  tx: EntityManager,
  actor: Actor,
  devices: readonly NewDevice[],
  change: Change,
): Promise<string[]> {
  if (!devices.length) return [];
  if (!change.location || typeof change.location !== 'object' || !('place' in change.location))
    throw new Error('devices are logged at a place');
  if (!change.holder || !('organisation' in change.holder)) throw new Error('devices are logged by an organisation');
  const rows = devices.map((d) => ({ ...d, id: newId(), own: d.code, code: d.code ?? newAssetCode() }));
  const organisation = change.holder.organisation;
  await claimCodes(tx, rows, organisation);
  const member = isMember(actor) ? actor : null;
  const place = change.location.place;
  const ids = rows.map((r) => r.id);
  await tx.query(INSERT, [
    ids,
    rows.map((r) => r.code),
    rows.map((r) => r.category),
    rows.map((r) => r.make?.trim() ?? ''),
    rows.map((r) => r.model?.trim() ?? ''),
    rows.map((r) => r.serial?.trim() || null),
    rows.map((r) => serialKey(r.serial)),
    rows.map((r) => r.condition ?? 'unknown'),
    rows.map((r) => r.donationId ?? null),
    rows.map((r) => r.donorKind ?? null),
    rows.map((r) => r.publicOrigin ?? false),
    rows.map((r) => r.resaleForbidden ?? false),
    rows.map((r) => r.priceCeilingCents ?? null),
    place,
    organisation,
    change.occurredAt ?? null,
    member?.membershipId ?? null,
    member?.operatorNumber ?? null,
    member?.organisationId ?? null,
    actor.channel,
    change.cause?.kind ?? null,
    change.cause?.id ?? null,
    change.cause?.label ?? null,
    change.facts ?? {},
  ]);
  await stick(
    tx,
    rows.filter((r) => r.own),
  );
  await tx.query(
    `INSERT INTO devices.sight (organisation_id, device_id, cause_kind, cause_id) SELECT $1, unnest($2::uuid[]), 'holder', $1`,
    [organisation, ids],
  );
  await insertAliases(tx, rows);
  await tx.query(devices.length < BULK ? MERGE_SOON : MERGE_LATE);
  await insertSearch(tx, rows);
  return ids;
}

// Words merge the cheaper the more there are; until then every search reads them one by one (ADR 0009). What a file leaves
// waiting is merged by its last, smaller batch, or by the next device anybody logs.
const MERGE_LATE = `SET LOCAL gin_pending_list_limit = '16MB'; SET LOCAL work_mem = '64MB'`;
const MERGE_SOON = `SET LOCAL gin_pending_list_limit = DEFAULT; SET LOCAL work_mem = DEFAULT`;

const INSERT = `
  WITH new AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::uuid[], $10::text[], $11::boolean[], $12::boolean[], $13::int[])
      AS n(id, code, category, make, model, serial, serial_key, condition, donation_id, donor_kind, public_origin, resale_forbidden, price_ceiling_cents)
  ), event AS (
    INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_to, holder_to, occurred_at,
      membership_id, operator_number, organisation_id, channel, cause_kind, cause_id, cause_label, facts)
    SELECT id, 'log', 'none', 'received', 'place:' || $14::uuid, 'org:' || $15::uuid, coalesce($16::timestamptz, now()),
      $17::uuid, $18::int, $19::uuid, $20, $21, $22::uuid, $23, $24::jsonb FROM new
    RETURNING id, device_id
  )
  INSERT INTO devices.device (id, code, category, make, model, serial, serial_key, condition, state, place_id, holder_org_id,
    donation_id, donor_kind, public_origin, resale_forbidden, price_ceiling_cents, last_event_id)
  SELECT n.id, n.code, n.category, n.make, n.model, n.serial, n.serial_key, n.condition, 'received', $14::uuid, $15::uuid,
    n.donation_id, n.donor_kind, n.public_origin, n.resale_forbidden, n.price_ceiling_cents, e.id
  FROM new n JOIN event e ON e.device_id = n.id`;

async function insertAliases(tx: EntityManager, rows: readonly (NewDevice & { id: string })[]): Promise<void> {
  const named = rows.flatMap(({ id, alias }) => {
    const key = alias && serialKey(alias.number, { generic: true });
    return alias && key ? [{ id, issuer: alias.issuer.trim(), number: alias.number.trim(), key }] : [];
  });
  if (!named.length) return;
  await tx.query(
    `INSERT INTO devices.alias (id, device_id, issuer, number, number_key)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
    [
      named.map(() => newId()),
      named.map((a) => a.id),
      named.map((a) => a.issuer),
      named.map((a) => a.number),
      named.map((a) => a.key),
    ],
  );
}

/** Codes that were printed first are on their devices now; Postgres asks once more whose they are, so the devices come first. */
async function stick(tx: EntityManager, rows: readonly { id: string; code: string }[]): Promise<void> {
  if (!rows.length) return;
  await tx.query(
    'UPDATE devices.asset_code a SET device_id = x.id FROM unnest($1::text[], $2::uuid[]) AS x(code, id) WHERE a.code = x.code',
    [rows.map((r) => r.code), rows.map((r) => r.id)],
  );
}

/** Takes codes that were printed first, are free, and are of the holder's rolls or the bank's; makes rows for the drawn ones. */
async function claimCodes(
  tx: EntityManager,
  rows: { id: string; own?: string; code: string }[],
  organisation: string,
): Promise<void> {
  const own = rows.filter((r) => r.own).map((r) => r.code);
  if (own.length) {
    const found: { code: string; device_id: string | null; voided: boolean; ours: boolean }[] = await tx.query(
      `SELECT a.code, a.device_id, a.voided_at IS NOT NULL AS voided,
         (a.organisation_id IS NULL OR a.organisation_id = $2 OR o.kind = 'bank') AS ours
       FROM devices.asset_code a LEFT JOIN people.organisation o ON o.id = a.organisation_id
       WHERE a.code = ANY($1) ORDER BY a.code FOR UPDATE OF a`,
      [own, organisation],
    );
    const known = new Map(found.map((f) => [f.code, f]));
    for (const code of own) {
      const is = known.get(code);
      if (!is) throw new RuleBroken('devices.code_unknown', { code }, 'code');
      if (!is.ours) throw new RuleBroken('devices.code_elsewhere', { code }, 'code');
      if (is.device_id) throw new RuleBroken('devices.code_taken', { code }, 'code');
      if (is.voided) throw new RuleBroken('devices.code_voided', { code }, 'code');
    }
  }
  const drawn = rows.filter((r) => !r.own);
  let left = drawn;
  while (left.length) {
    const made: { code: string }[] = await tx.query(
      'INSERT INTO devices.asset_code (code, device_id) SELECT * FROM unnest($1::text[], $2::uuid[]) ON CONFLICT DO NOTHING RETURNING code',
      [left.map((r) => r.code), left.map((r) => r.id)],
    );
    const mine = new Set(made.map((m) => m.code));
    left = left.filter((r) => !mine.has(r.code) || !mine.delete(r.code));
    for (const r of left) r.code = newAssetCode();
  }
}
