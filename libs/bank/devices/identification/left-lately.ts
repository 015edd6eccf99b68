import { type Reader, rows } from '#platform/database';
import { type Actor, isId, isMember, mayAll, READ, RuleBroken } from '#platform/kernel';
import { readIdentifier } from './asset-code.js';

/** For so many days, who had a thing that organisations pass on and writes about it is told that it left; afterwards it is nobody's they know, as any other. */
export const LEFT_LATELY_DAYS = 7;

/** More than a pile of devices is named by no act. */
const MOST_NAMED = 101;

/**
 * Of devices that an act names and the actor does not see: the first that was their organisation's a while ago, as a refusal that says so.
 * Where it went is said as far as their own lot says it. Nothing is said of a device that they never held.
 * @param named ids, codes or labels' addresses, of devices or of anything else.
 * @returns RuleBroken `devices.left_meanwhile` (facts `code`; `to` and `lotId` when it left in a lot), or null.
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

/** An id, or a code as it is stored; of a text that is neither, nothing. */
function keyOf(text: string): string[] {
  const identifier = readIdentifier(text.slice(0, 300));
  if (isId(text)) return [text];
  return identifier.kind === 'code' ? [identifier.code] : [];
}
