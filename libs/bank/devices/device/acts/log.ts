import type { EntityManager } from 'typeorm';
import { columnTable, rows, run } from '#platform/database';
import { type Actor, membershipOf, newId, operatorOf, organisationOf, RuleBroken } from '#platform/kernel';
import { insertAliasRows } from '../../identification/aliases.js';
import { newAssetCode } from '../../identification/asset-code.js';
import { serialKey } from '../../identification/serial.js';
import { insertSearch } from '../../list/search-words.js';
import type { CheckPoint } from '../conditions.js';
import type { Description } from '../device-fields.js';
import { DESCRIBED_COLUMNS, describedColumns, describedRow } from './description-columns.js';
import { type Change, writeHistory } from './device-changes.js';

export interface NewDevice extends Description {
  /** A label already stuck on it; without one a code is drawn. Seven symbols, as `parseAssetCode` gives them. */
  readonly code?: string;
  readonly alias?: { readonly issuer: string; readonly number: string };
  /** Of a phone with a serial besides: it answers to both. */
  readonly imei?: string | undefined;
  readonly toCheck?: readonly CheckPoint[];
  readonly note?: string | undefined;
  readonly donationId?: string | null;
  readonly donorKind?: 'public_body' | 'company' | 'sole_trader' | 'association' | 'person' | null;
  readonly publicOrigin?: boolean;
  readonly resaleForbidden?: boolean;
  readonly priceCeilingCents?: number | null;
}

export const IMEI = 'IMEI';

export interface DrawnDevices {
  readonly ids: readonly string[];
  readonly rows: readonly (NewDevice & {
    readonly id: string;
    readonly own: string | undefined;
    readonly code: string;
  })[];
  readonly place: string;
  readonly organisation: string;
}

/** Five statements at most, however many devices. */
export async function insertDevices(
  tx: EntityManager,
  actor: Actor,
  devices: readonly NewDevice[],
  change: Change,
): Promise<string[]> {
  if (!devices.length) return [];
  const drawn = await drawDevices(tx, devices, change);
  await insertDrawn(tx, actor, drawn, change);
  return [...drawn.ids];
}

/** Claims the codes that are said and draws those that are not. @throws RuleBroken as `DevicesService.log`. */
export async function drawDevices(
  tx: EntityManager,
  devices: readonly NewDevice[],
  change: Change,
): Promise<DrawnDevices> {
  if (!change.location || typeof change.location !== 'object' || !('place' in change.location))
    throw new Error('devices are logged at a place');
  if (!change.holder || !('organisation' in change.holder)) throw new Error('devices are logged by an organisation');
  const rows = devices.map((d) => ({ ...d, id: newId(), own: d.code, code: d.code ?? newAssetCode() }));
  const { organisation } = change.holder;
  await claimCodes(tx, rows, organisation);
  return { ids: rows.map((r) => r.id), rows, place: change.location.place, organisation };
}

/** Every statement is sent when this returns: none waits for another's answer. */
export async function insertDrawn(
  tx: EntityManager,
  actor: Actor,
  { ids, rows: drawn, place, organisation }: DrawnDevices,
  change: Change,
): Promise<void> {
  const inserting = run(
    tx,
    INSERT,
    NEW.values(
      drawn.map((r) => ({
        id: r.id,
        code: r.code,
        ...describedRow(r),
        serial_key: serialKey(r.serial),
        donation_id: r.donationId,
        donor_kind: r.donorKind,
        public_origin: r.publicOrigin ?? false,
        resale_forbidden: r.resaleForbidden ?? false,
        price_ceiling_cents: r.priceCeilingCents,
        to_check: r.toCheck?.join(','),
        ...noteOf(r),
      })),
      {
        place_id: place,
        holder_org_id: organisation,
        occurred_at: change.occurredAt,
        membership_id: membershipOf(actor),
        operator_number: operatorOf(actor),
        organisation_id: organisationOf(actor),
        channel: actor.channel,
        cause_kind: change.cause?.kind,
        cause_id: change.cause?.id,
        cause_label: change.cause?.label,
        facts: change.facts ?? {},
      },
    ),
  );
  await Promise.all([
    inserting,
    stickCodes(
      tx,
      drawn.filter((r) => r.own),
    ),
    run(
      tx,
      `INSERT INTO devices.visibility (organisation_id, device_id, cause_kind, cause_id) SELECT $1, unnest($2::uuid[]), 'holder', $1`,
      [organisation, ids],
    ),
    insertAliases(tx, drawn),
    insertSearch(tx, drawn),
  ]);
}

export const WHO_AND_WHY = {
  membership_id: 'uuid',
  operator_number: 'int',
  organisation_id: 'uuid',
  channel: 'text',
  cause_kind: 'text',
  cause_id: 'uuid',
  cause_label: 'text',
} as const;

export const COLUMNS_OF_WHO_AND_WHY = {
  membership_id: 'membership_id',
  operator_number: 'operator_number',
  organisation_id: 'organisation_id',
  channel: 'channel',
  cause_kind: 'cause_kind',
  cause_id: 'cause_id',
  cause_label: 'cause_label',
} as const satisfies Record<keyof typeof WHO_AND_WHY, string>;

export const LONGEST_NOTE = 500;

export const NOTE_COLUMNS = { note_id: 'uuid', note: 'text' } as const;

export const noteOf = ({ note }: { readonly note?: string | undefined }) =>
  note ? { note_id: newId(), note: note.slice(0, LONGEST_NOTE) } : { note_id: null, note: null };

export const INSERT_NOTES = `
    INSERT INTO devices.device_note (id, device_id, event_id, organisation_id, note)
    SELECT n.note_id, n.id, e.id, n.organisation_id, n.note FROM new n JOIN event e ON e.device_id = n.id WHERE n.note IS NOT NULL`;

const NEW = columnTable(
  {
    id: 'uuid',
    code: 'text',
    ...DESCRIBED_COLUMNS,
    serial_key: 'text',
    donation_id: 'uuid',
    donor_kind: 'text',
    public_origin: 'boolean',
    resale_forbidden: 'boolean',
    price_ceiling_cents: 'int',
    to_check: 'text',
    ...NOTE_COLUMNS,
  },
  {
    place_id: 'uuid',
    holder_org_id: 'uuid',
    occurred_at: 'timestamptz',
    ...WHO_AND_WHY,
    facts: 'jsonb',
  },
);

const INSERT = `
  WITH new AS (${NEW.select}), event AS (
    ${writeHistory({
      device_id: 'id',
      verb: `'log'`,
      from_state: `'none'`,
      to_state: `'received'`,
      location_to: `'place:' || place_id`,
      holder_to: `'org:' || holder_org_id`,
      ...COLUMNS_OF_WHO_AND_WHY,
      occurred_at: 'occurred_at',
      facts: 'facts',
      from: 'new',
    })}
  ), notes AS (${INSERT_NOTES})
  INSERT INTO devices.device (id, code, ${describedColumns('')}, serial_key, state, place_id, holder_org_id, donation_id,
    donor_kind, public_origin, resale_forbidden, price_ceiling_cents, to_check, state_since, last_event_id)
  SELECT n.id, n.code, ${describedColumns('n.')}, n.serial_key, 'received', n.place_id, n.holder_org_id, n.donation_id,
    n.donor_kind, n.public_origin, n.resale_forbidden, n.price_ceiling_cents, coalesce(string_to_array(n.to_check, ','), '{}'), coalesce(n.occurred_at, platform.now()), e.id
  FROM new n JOIN event e ON e.device_id = n.id`;

async function insertAliases(tx: EntityManager, rows: readonly (NewDevice & { id: string })[]): Promise<void> {
  const named = rows.flatMap(({ id, alias, imei }) =>
    [alias, imei ? { issuer: IMEI, number: imei } : undefined].flatMap((one) => {
      const key = one && serialKey(one.number, { generic: true });
      return one && key
        ? [{ id: newId(), device_id: id, issuer: one.issuer.trim(), number: one.number.trim(), number_key: key }]
        : [];
    }),
  );
  await insertAliasRows(tx, named);
}

/**
 * Postgres asks once more whose a printed code is, so the devices come first. Not by a join: where it believes the table empty (after a
 * large import that a crash undid), it would hold every code against every row.
 */
export async function stickCodes(tx: EntityManager, rows: readonly { id: string; code: string }[]): Promise<void> {
  if (!rows.length) return;
  await run(
    tx,
    'UPDATE devices.asset_code a SET device_id = ($1::jsonb ->> a.code)::uuid WHERE a.code = ANY ($2::text[])',
    [JSON.stringify(Object.fromEntries(rows.map((r) => [r.code, r.id]))), rows.map((r) => r.code)],
  );
}

/** Takes printed codes that are free and of the holder's rolls or the bank's; draws the others. */
async function claimCodes(
  tx: EntityManager,
  devices: { id: string; own?: string; code: string }[],
  organisation: string,
): Promise<void> {
  const own = devices.filter((r) => r.own).map((r) => r.code);
  if (own.length) {
    const found = await rows<{ code: string; device_id: string | null; voided: boolean; ours: boolean }>(
      tx,
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
      if (is.device_id) throw new RuleBroken('devices.code_taken', { code, visible: false }, 'code');
      if (is.voided) throw new RuleBroken('devices.code_voided', { code }, 'code');
    }
  }
  await drawCodes(
    tx,
    devices.filter((r) => !r.own),
  );
}

export async function drawCodes(tx: EntityManager, devices: readonly { id: string; code: string }[]): Promise<void> {
  let left = devices;
  while (left.length) {
    const inserted = await rows<{ code: string }>(
      tx,
      `INSERT INTO devices.asset_code (code, device_id) SELECT x.code, x.id FROM unnest($1::text[], $2::uuid[]) AS x(code, id)
       WHERE NOT EXISTS (SELECT 1 FROM devices.container c WHERE c.code = x.code) ON CONFLICT DO NOTHING RETURNING code`,
      [left.map((r) => r.code), left.map((r) => r.id)],
    );
    const mine = new Set(inserted.map((m) => m.code));
    left = left.filter((r) => !mine.has(r.code) || !mine.delete(r.code));
    for (const r of left) r.code = newAssetCode();
  }
}
