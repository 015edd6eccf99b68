/** What is guaranteed of a device that is handed over: how long, from when, and how a paper says it. */
import { dayInWords } from '#bank/documents';
import { TODAY } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import type { HandoverMode } from '../codes.js';

interface Warranted {
  readonly mode: HandoverMode;
  /** The hand-over that the warranty is of, or goes on from; without, what is handed over today. */
  readonly handoverId?: string | undefined;
}

interface Warranty {
  readonly months: number;
  readonly until: string;
  readonly over: boolean;
  readonly paper: string | null;
}

/** The dated rule in force when the device was handed over first: a replacement goes on with the warranty of what it replaces. Null when there is none, or it has ended. */
async function warrantyOf(on: Reader, of: Warranted): Promise<Warranty | null> {
  const [rule] = await rows<Warranty>(on, ruleText('SELECT $1::text AS mode, $2::uuid AS id, NULL::text AS paper'), [
    of.mode,
    of.handoverId ?? null,
  ]);
  return rule?.months && !rule.over ? rule : null;
}

/** @param given SQL of the one hand-over, or of what is handed over today: `mode`, `id`, `paper` */
const ruleText = (given: string): string => `
  WITH RECURSIVE given AS (${given}), chain AS (
    SELECT h.replaces, h.handed_over_at FROM allocation.handover h JOIN given g ON g.id = h.id
    UNION ALL SELECT h.replaces, h.handed_over_at FROM allocation.handover h JOIN chain c ON h.id = c.replaces
  ), sold AS (
    SELECT coalesce((SELECT (c.handed_over_at AT TIME ZONE b.time_zone)::date FROM chain c WHERE c.replaces IS NULL), ${TODAY}) AS day FROM people.bank b
  )
  SELECT r.months, (s.day + make_interval(months => r.months))::date::text AS until, (s.day + make_interval(months => r.months))::date < ${TODAY} AS over, g.paper
  FROM given g CROSS JOIN sold s JOIN allocation.warranty_rule r ON r.mode = g.mode AND r.valid_from <= s.day ORDER BY r.valid_from DESC LIMIT 1`;

/** Until when a device that somebody has is under warranty, and which paper says so. */
export interface DeviceWarranty {
  /** Its last day, `2027-03-11`. */
  readonly until: string;
  readonly over: boolean;
  /** The number of the hand-over's paper; null where none was made. */
  readonly paper: string | null;
}

/** Of the hand-over that a device was given by last. Null where nothing is guaranteed. The caller has asked whether the actor may see the device. */
export async function warrantyOfDevice(on: Reader, deviceId: string): Promise<DeviceWarranty | null> {
  const [rule] = await rows<Warranty>(
    on,
    ruleText(
      `SELECT h.mode, h.id, (SELECT c.number FROM documents.document c WHERE c.cause_kind = 'handover' AND c.cause_id = h.id AND c.type = ANY ($2) ORDER BY c.type, c.id DESC LIMIT 1) AS paper
       FROM allocation.handover h WHERE h.device_id = $1 ORDER BY h.id DESC LIMIT 1`,
    ),
    [deviceId, WARRANTS],
  );
  return rule?.months ? { until: rule.until, over: rule.over, paper: rule.paper } : null;
}

/** The papers that say a warranty. */
const WARRANTS = ['handover_bank', 'handover_structure'];

/** Its last day; null when there is none, or it has ended. */
export const warrantyEnd = async (on: Reader, of: Warranted): Promise<string | null> =>
  (await warrantyOf(on, of))?.until ?? null;

/** What the warranty is, in words for a paper; null when that of a sale has ended. */
export async function warrantyWords(on: Reader, of: Warranted): Promise<string | null> {
  const warranty = await warrantyOf(on, of);
  // Nothing is promised of what is given, and nobody is left alone with it.
  if (!warranty) return of.mode === 'gift' ? 'Pas de garantie : en cas de panne, revenez nous voir' : null;
  const until = dayInWords(`${warranty.until}T12:00:00Z`, 'UTC');
  return `${of.mode === 'gift' ? 'Garantie choisie par la banque' : 'Garantie légale de conformité'} jusqu’au ${until}`;
}
