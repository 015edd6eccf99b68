import type { EntityManager } from 'typeorm';
import { type PlannedPerCall, type Reader, rows } from '#platform/database';
import { type Actor, isId, isMember, mayAll, organisationOf, READ, RuleBroken } from '#platform/kernel';
import { visibleTo } from '../device/visibility.js';
import { readIdentifier, showAssetCode } from './asset-code.js';

export interface HoldsNumber {
  /** Which of those asked about, counted from 0. */
  readonly n: number;
  readonly code: string | null;
  readonly make: string;
  /** It is in no state any more in which its numbers are its own. */
  readonly gone: boolean;
}

// Number by number, each by its index (OFFSET 0 keeps the look-up whole: a join may be turned round, and an index that begins with
// another column be read to its end), and planned for the table as large as it is now: one that was just filled has no statistics.
const NOW: PlannedPerCall = { plan: 'per call', because: 'the tables may have been filled since a plan was kept' };
const GONE = 'd.state = ANY (devices.gone_states()) AS gone';

/** The devices that stand for what has the number `$1` (a `serialKey`). Two look-ups by index: one condition with OR reads every device. */
export const NUMBERED = `SELECT devices.stands_for(x.id) FROM (SELECT y.id FROM devices.device y WHERE y.serial_key = $1
  UNION SELECT a.device_id FROM devices.alias a WHERE a.number_key = $1) x`;

/** Living or not. @param keys `serialKey` of each. @returns by number, the oldest device first. */
export async function withSerials(tx: EntityManager, actor: Actor, keys: readonly string[]): Promise<HoldsNumber[]> {
  if (!keys.length) return [];
  const found = await rows<HoldsNumber>(
    tx,
    `SELECT x.n::int - 1 AS n, CASE WHEN ${visibleTo(actor, 'd', '$1')} THEN d.code END AS code, d.make, ${GONE}
     FROM unnest($2::text[]) WITH ORDINALITY AS x(key, n)
     CROSS JOIN LATERAL (SELECT y.id, y.code, y.make, y.state FROM devices.device y WHERE y.serial_key = x.key OFFSET 0) d ORDER BY x.n, d.id`,
    [organisationOf(actor), keys],
    NOW,
  );
  return found.map(shown);
}

/** By number. @param numbers with `serialKey` of each. */
export async function withNumbers(
  tx: EntityManager,
  actor: Actor,
  numbers: readonly { readonly issuer: string; readonly key: string }[],
): Promise<HoldsNumber[]> {
  if (!numbers.length) return [];
  const found = await rows<HoldsNumber>(
    tx,
    `SELECT x.n::int - 1 AS n, CASE WHEN ${visibleTo(actor, 'd', '$1')} THEN d.code END AS code, d.make, ${GONE}
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS x(key, issuer, n)
     CROSS JOIN LATERAL (SELECT y.device_id FROM devices.alias y
       WHERE lower(y.issuer) = lower(x.issuer) AND y.number_key = x.key AND y.freed_at IS NULL OFFSET 0) a
     CROSS JOIN LATERAL (SELECT y.id, y.code, y.make, y.state FROM devices.device y WHERE y.id = a.device_id OFFSET 0) d ORDER BY x.n`,
    [organisationOf(actor), numbers.map(({ key }) => key), numbers.map(({ issuer }) => issuer)],
    NOW,
  );
  return found.map(shown);
}

/** Numbers that are also the code of one of our labels, and would be read two ways. @returns as they are shown, by number. */
export async function thatAreCodes(
  tx: EntityManager,
  keys: readonly string[],
): Promise<{ readonly n: number; readonly code: string }[]> {
  if (!keys.length) return [];
  const found = await rows<{ n: number; code: string }>(
    tx,
    `SELECT x.n::int - 1 AS n, c.code FROM unnest($1::text[]) WITH ORDINALITY AS x(key, n)
     CROSS JOIN LATERAL (SELECT y.code FROM devices.asset_code y WHERE y.code = x.key OFFSET 0) c ORDER BY x.n`,
    [keys],
    NOW,
  );
  return found.map(({ n, code }) => ({ n, code: showAssetCode(code) }));
}

const shown = (device: HoldsNumber): HoldsNumber => ({ ...device, code: device.code && showAssetCode(device.code) });

/** So long after a thing left an organisation, whoever writes about it is told that it left. */
export const LEFT_LATELY_DAYS = 7;

/** More than a pile of devices is named by no act. */
const MOST_NAMED = 101;

/**
 * Of what an act names and the actor does not see: the first that was their organisation's lately, as a refusal that says so and, as far as
 * their own lot says it, where it went. @returns RuleBroken `devices.left_meanwhile` (facts `code`; `to` and `lotId` when it left in a lot), or null.
 */
export async function leftLately(on: Reader, actor: Actor, named: readonly string[]): Promise<RuleBroken | null> {
  const keys = named.slice(0, MOST_NAMED).flatMap(keyOf);
  // Who sees every device never loses one from sight.
  if (!isMember(actor) || mayAll(actor, READ.devices) || !keys.length) return null;
  const [left] = await rows<{ code: string; to: string | null; lotId: string | null }>(
    on,
    `SELECT d.code, CASE WHEN e.cause_kind = 'transfer' THEN o.name END AS "to", CASE WHEN e.cause_kind = 'transfer' THEN e.cause_id END AS "lotId"
     FROM unnest($1::text[]) WITH ORDINALITY AS x(key, place)
     JOIN devices.device d ON d.id = CASE WHEN length(x.key) > 30 THEN x.key::uuid ELSE devices.device_of(x.key) END
     JOIN devices.custody_end c ON c.device_id = d.id AND c.organisation_id = $2
     JOIN devices.device_event e ON e.id = c.last_event_id
     LEFT JOIN people.organisation o ON 'org:' || o.id::text = e.holder_to
     WHERE e.recorded_at > platform.now() - make_interval(days => $3) AND NOT EXISTS (
       SELECT FROM devices.visibility s WHERE s.device_id = d.id AND s.organisation_id = $2)
     ORDER BY x.place LIMIT 1`,
    [keys, actor.organisationId, LEFT_LATELY_DAYS],
  );
  if (!left) return null;
  const { code, to, lotId } = left;
  return new RuleBroken('devices.left_meanwhile', { code, ...(to && lotId ? { to, lotId } : {}) });
}

function keyOf(text: string): string[] {
  const identifier = readIdentifier(text.slice(0, 300));
  if (isId(text)) return [text];
  return identifier.kind === 'code' ? [identifier.code] : [];
}
