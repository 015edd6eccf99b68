import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#platform/database';
import { type Actor, membershipOf, newId, operatorOf, organisationOf } from '#platform/kernel';
import { insertAliasRows } from '../../identification/aliases.js';
import { newAssetCode } from '../../identification/asset-code.js';
import { serialKey } from '../../identification/serial.js';
import { insertSearch } from '../../list/search-words.js';
import type { CheckPoint } from '../conditions.js';
import type { DeclaredState } from '../device.lifecycle.js';
import type { Description } from '../device-fields.js';
import { DESCRIBED_COLUMNS, describedColumns, describedRow } from './description-columns.js';
import { type Cause, type Holder, writeHistory } from './device-changes.js';
import { COLUMNS_OF_WHO_AND_WHY, drawCodes, IMEI, INSERT_NOTES, NOTE_COLUMNS, noteOf, WHO_AND_WHY } from './log.js';

export interface DeclaredDevice extends Description {
  /** The number it answers to for ever: nothing is relabelled. */
  readonly alias: { readonly issuer: string; readonly number: string } | null;
  readonly imei?: string | undefined;
  readonly toCheck?: readonly CheckPoint[] | undefined;
  readonly note?: string | undefined;
  readonly state: DeclaredState;
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

export type DrawnDeclared = DeclaredDevice & { readonly id: string; readonly code: string };

/** The first half of declaring devices: their codes. */
export async function drawDeclared(tx: EntityManager, devices: readonly DeclaredDevice[]): Promise<DrawnDeclared[]> {
  const drawn = devices.map((d) => ({ ...d, id: newId(), code: newAssetCode() }));
  await drawCodes(tx, drawn);
  return drawn;
}

/**
 * The second half: one declared row of history each, its code, its old number. All statements are sent when this returns. Whether the
 * actor may is the caller's question; a device with a person needs its hand-over in the same transaction.
 * @throws RuleBroken `devices.serial_taken`, `devices.alias_taken`.
 */
export async function insertDeclared(
  tx: EntityManager,
  actor: Actor,
  drawn: readonly DrawnDeclared[],
  cause: Cause,
): Promise<void> {
  if (!drawn.length) return;
  const holders = drawn.flatMap(({ id, holder }) =>
    'organisation' in holder ? [[id, holder.organisation] as const] : [],
  );
  const known = drawn.flatMap(({ id, alias, imei }) =>
    [alias, imei ? { issuer: IMEI, number: imei } : null].flatMap((one) => (one ? [{ device_id: id, ...one }] : [])),
  );
  await Promise.all([
    run(
      tx,
      INSERT,
      DECLARED.values(
        drawn.map((r) => ({
          id: r.id,
          code: r.code,
          ...describedRow(r),
          serial_key: serialKey(r.serial),
          state: r.state,
          place_id: r.placeId,
          holder_org_id: 'organisation' in r.holder ? r.holder.organisation : null,
          holder_ref: 'reference' in r.holder ? r.holder.reference : null,
          donor_kind: r.donorKind,
          public_origin: r.publicOrigin,
          resale_forbidden: r.resaleForbidden,
          price_ceiling_cents: r.priceCeilingCents,
          to_check: r.toCheck?.join(','),
          ...noteOf(r),
          occurred_at: r.occurredAt,
          facts: r.facts,
        })),
        {
          membership_id: membershipOf(actor),
          operator_number: operatorOf(actor),
          organisation_id: organisationOf(actor),
          channel: actor.channel,
          cause_kind: cause.kind,
          cause_id: cause.id,
          cause_label: cause.label,
        },
      ),
    ),
    run(
      tx,
      `INSERT INTO devices.visibility (organisation_id, device_id, cause_kind, cause_id)
       SELECT x.organisation, x.device, 'holder', x.organisation FROM unnest($1::uuid[], $2::uuid[]) AS x(device, organisation)`,
      [holders.map(([id]) => id), holders.map(([, organisation]) => organisation)],
    ),
    insertAliasRows(
      tx,
      known.map((a) => ({ ...a, id: newId(), number_key: serialKey(a.number, { generic: true }) })),
    ),
    insertSearch(tx, drawn),
  ]);
}

const DECLARED = columnTable(
  {
    id: 'uuid',
    code: 'text',
    ...DESCRIBED_COLUMNS,
    serial_key: 'text',
    state: 'text',
    place_id: 'uuid',
    holder_org_id: 'uuid',
    holder_ref: 'uuid',
    donor_kind: 'text',
    public_origin: 'boolean',
    resale_forbidden: 'boolean',
    price_ceiling_cents: 'int',
    to_check: 'text',
    ...NOTE_COLUMNS,
    occurred_at: 'timestamptz',
    facts: 'jsonb',
  },
  WHO_AND_WHY,
);

const INSERT = `
  WITH new AS (${DECLARED.select}), event AS (
    ${writeHistory({
      device_id: 'id',
      verb: `'declare'`,
      from_state: `'none'`,
      to_state: 'state',
      location_to: `CASE WHEN place_id IS NULL THEN 'holder' ELSE 'place:' || place_id END`,
      holder_to: `coalesce('org:' || holder_org_id, 'ref:' || holder_ref)`,
      ...COLUMNS_OF_WHO_AND_WHY,
      occurred_at: 'occurred_at',
      facts: 'facts',
      origin: `'declared'`,
      from: 'new',
    })}
  ), notes AS (${INSERT_NOTES})
  INSERT INTO devices.device (id, code, ${describedColumns('')}, serial_key, state, place_id, holder_org_id, holder_ref, donor_kind,
    public_origin, resale_forbidden, price_ceiling_cents, to_check, state_since, last_event_id)
  SELECT n.id, n.code, ${describedColumns('n.')}, n.serial_key, n.state, n.place_id, n.holder_org_id, n.holder_ref, n.donor_kind,
    n.public_origin, n.resale_forbidden, n.price_ceiling_cents, coalesce(string_to_array(n.to_check, ','), '{}'), coalesce(n.occurred_at, platform.now()), e.id
  FROM new n JOIN event e ON e.device_id = n.id`;
