import type { EntityManager } from 'typeorm';
import { TODAY } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import { STOCK_KINDS } from './blockers.queries.js';
import { askedOf, type StockDevice, type WaitingUnit } from './reasons.js';
import { WAITS } from './waiting.js';

/** Of which units: all, or some. */
export interface UnitsAsked {
  readonly unitId?: string;
}

type UnitRow = Omit<WaitingUnit, 'asked' | 'quota'> & { readonly structureId: string };

/** Every unit that waits for a device, who is served first before. */
export async function waitingUnits(on: Reader, { unitId }: UnitsAsked = {}): Promise<WaitingUnit[]> {
  const found = await rows<UnitRow>(
    on,
    `SELECT u.id, u.category, u.structure_id AS "structureId", coalesce(q.allowed, 0) AS allowed, coalesce(q.used, 0) AS used, l.needs, r.urgency = 'priority' AS urgent, o.commune, coalesce(c.ept_name, c.epci_name) AS territory,
       greatest(0, ${TODAY} - (r.submitted_at AT TIME ZONE b.time_zone)::date) AS "waitingDays",
       ARRAY(SELECT x.device_id FROM allocation.proposal_refusal x WHERE x.request_id = r.id) AS refused
     FROM allocation.request_unit u JOIN allocation.request r ON r.id = u.request_id JOIN allocation.request_line l ON l.id = u.line_id
     JOIN people.organisation o ON o.id = u.structure_id LEFT JOIN territory.commune c ON c.code = o.commune_code CROSS JOIN people.bank b
     LEFT JOIN allocation.quota q ON q.structure_id = u.structure_id AND q.category = u.category AND ${TODAY} BETWEEN q.starts_on AND q.ends_on
     WHERE ${WAITS}
       AND ($1::uuid IS NULL OR u.id = $1)
     ORDER BY urgent DESC, r.submitted_at, r.id, l.position, u.position, u.id`,
    [unitId ?? null],
    { plan: 'per call', because: 'one unit, or all' },
  );
  return found.map(({ structureId, ...unit }) => ({
    ...unit,
    asked: askedOf(unit),
    quota: { of: structureId, left: Math.max(0, unit.allowed - unit.used) },
  }));
}

/** Every device of these categories that may be promised, what stands longest first. */
export function freeDevices(on: Reader, categories: readonly string[]): Promise<StockDevice[]> {
  return rows<StockDevice>(
    on,
    `SELECT d.id, d.category, d.grade, d.memory_mb AS "memoryMb", nullif(o.commune, '') AS commune, coalesce(c.ept_name, c.epci_name) AS territory,
       greatest(0, extract(day FROM platform.now() - d.changed_at)::int) AS "stockDays", h.kind <> 'bank' AS "atWorkshop",
       CASE WHEN h.kind <> 'bank' THEN h.name END AS at
     FROM devices.device d JOIN people.organisation h ON h.id = d.holder_org_id AND h.kind = ANY ($2)
     LEFT JOIN intake.donation n ON n.id = d.donation_id LEFT JOIN people.organisation o ON o.id = n.organisation_id
     LEFT JOIN territory.commune c ON c.code = o.commune_code
     WHERE d.state = 'in_stock' AND d.category = ANY ($1) AND NOT d.in_deposit
       AND NOT EXISTS (SELECT 1 FROM intake.device_lock k WHERE k.device_id = d.id AND k.released_at IS NULL)
     ORDER BY d.changed_at, d.id`,
    [categories, STOCK_KINDS],
  );
}

/** What a run computes of, as it was at one moment. */
export interface World {
  readonly units: readonly WaitingUnit[];
  readonly categories: readonly string[];
  readonly stock: ReadonlyMap<string, readonly StockDevice[]>;
  /** The newest rows of both histories. */
  readonly requestEvent: string;
  readonly deviceEvent: string;
}

/** @param tx a transaction that sees one moment */
export async function readWorld(tx: EntityManager): Promise<World> {
  const [seen] = await rows<{ requestEvent: string; deviceEvent: string }>(
    tx,
    `SELECT (SELECT coalesce(max(id), 0) FROM allocation.request_event) AS "requestEvent",
       (SELECT coalesce(max(id), 0) FROM devices.device_event) AS "deviceEvent"`,
  );
  const units = await waitingUnits(tx);
  const stock = new Map<string, StockDevice[]>(units.map((u) => [u.category, []]));
  for (const device of await freeDevices(tx, [...stock.keys()])) stock.get(device.category)!.push(device);
  return { units, categories: [...stock.keys()], stock, ...seen! };
}
