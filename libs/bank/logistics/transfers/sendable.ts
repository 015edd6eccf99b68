import { DEVICE_LIFECYCLE, type DeviceRow, type DeviceWithSerial, type State, serialKey } from '#bank/devices';
import { type Reader, rows } from '#platform/database';
import { type Actor, RuleBroken } from '#platform/kernel';
import { type Listing, mustFit } from './transfer-contents.js';

export interface SendableView extends DeviceWithSerial {
  readonly id: string;
  readonly state: State;
  readonly place: string | null;
}

export interface Sendable {
  readonly items: readonly SendableView[];
  readonly more: boolean;
}

/** Fewer characters are in too many numbers to say anything. */
const PART_LENGTH = 3;

/** What may be put on a list, the oldest first: what `mustFit` lets pass and is on no list. @param part of a code, a serial or an old number; '' for all */
export async function sendable(on: Reader, actor: Actor, t: Listing, part: string, most: number): Promise<Sendable> {
  const key = part && (serialKey(part, { generic: true }) ?? '');
  if (part && key.length < PART_LENGTH) return { items: [], more: false };
  const code = key.replace(/^BN-/, '').replaceAll('-', '');
  const found = await rows<SendableView>(
    on,
    `SELECT d.id, d.code, d.category, d.make, d.model, d.serial, d.state, coalesce(p.name, pc.name) AS place
     FROM devices.device d LEFT JOIN people.place p ON p.id = d.place_id
     LEFT JOIN devices.container c ON c.id = d.container_id LEFT JOIN people.place pc ON pc.id = c.place_id
     WHERE d.holder_org_id = $1 AND d.state = ANY($2) AND d.merged_into IS NULL
       AND ($3::text = '' OR d.serial_key LIKE '%' || $4 || '%' OR $5 <> '' AND d.code LIKE '%' || $5 || '%'
         OR EXISTS (SELECT FROM devices.alias a WHERE a.device_id = d.id AND a.number_key LIKE '%' || $4 || '%'))
       AND NOT EXISTS (SELECT FROM logistics.transfer_line l WHERE l.device_id = d.id AND l.open)
       AND (d.state <> 'in_maintenance' OR logistics.repair_refusal(d.id, $7) IS NULL)
     ORDER BY d.id LIMIT $6`,
    [
      t.from_org_id,
      statesThatFit(actor, t),
      key,
      key.replace(/[\\%_]/g, '\\$&'),
      code.length < PART_LENGTH ? '' : code.replace(/[\\%_]/g, '\\$&'),
      most + 1,
      t.to_org_id,
    ],
  );
  return { items: found.slice(0, most), more: found.length > most };
}

function statesThatFit(actor: Actor, t: Listing): State[] {
  return DEVICE_LIFECYCLE.stateNames.filter((state) => {
    try {
      mustFit(actor, t, { code: '', state, holder_org_id: t.from_org_id } as DeviceRow);
      return true;
    } catch (error) {
      if (error instanceof RuleBroken) return false;
      throw error;
    }
  });
}
