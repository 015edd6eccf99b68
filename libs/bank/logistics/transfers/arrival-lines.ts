import type { EntityManager } from 'typeorm';
import { readIdentifier, type State, serialKey } from '#bank/devices';
import { rows } from '#platform/database';
import type { TransferLine } from './transfer.entity.js';

/** A listed device as the receiver's scans are compared with it. */
export interface Line {
  id: string;
  device_id: string;
  code: string;
  /** Codes of its doubles. */
  other_codes: string[];
  outcome: TransferLine['outcome'];
  state_before: State;
  container_id: string | null;
  place_before: string;
  keys: string[];
}

/**
 * The lines of a transfer that count: those still open, and those that arrived. A device that was ready when it left but
 * in which a disk was found since is not ready again by travelling: it arrives, or comes back, to be looked at.
 */
export async function linesOf(tx: EntityManager, transferId: string): Promise<Line[]> {
  return rows<Line>(
    tx,
    `SELECT l.id, l.device_id, d.code, devices.merged_codes(d.id) AS other_codes, l.outcome, l.container_id, l.place_before,
       CASE WHEN l.state_before = ANY (devices.proven_states()) AND EXISTS (SELECT 1 FROM refurbishment.gate_failures(d.id))
         THEN 'received' ELSE l.state_before END AS state_before,
       array_remove(array_append((SELECT array_agg(a.number_key) FROM devices.alias a
         WHERE a.device_id = d.id OR a.device_id = ANY (devices.doubles_of(d.id))), d.serial_key), NULL) AS keys
     FROM logistics.transfer_line l JOIN devices.device d ON d.id = l.device_id
     WHERE l.transfer_id = $1 AND l.outcome <> 'extra' AND (l.open OR l.arrived_at IS NOT NULL) ORDER BY l.id`,
    [transferId],
  );
}

/** The lines a text names: by code first, else by serial or old number. */
export function matching(lines: readonly Line[], typed: string): Line[] {
  const identifier = readIdentifier(typed);
  const byCode =
    identifier.kind === 'code'
      ? lines.filter(({ code, other_codes }) => [code, ...other_codes].includes(identifier.code))
      : [];
  if (byCode.length) return byCode;
  const key = serialKey(identifier.text, { generic: true });
  return key ? lines.filter((l) => l.keys.includes(key)) : [];
}

/** Items that share a key, together. */
export function groups<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const map = new Map<string, T[]>();
  for (const item of items) map.set(keyOf(item), [...(map.get(keyOf(item)) ?? []), item]);
  return [...map.values()];
}
