import { LEFT_LATELY_DAYS } from '#bank/devices';
import { type Reader, rows } from '#platform/database';
import { type Actor, isMember, mayAll, READ, RuleBroken } from '#platform/kernel';
import { meansAMedium, readMediumCode } from './medium-code.js';

/**
 * Of removed media that an act names and the actor does not see: the first that was their workshop's a while ago, as a refusal that says so,
 * and who received it. Nothing is said of one that they never had.
 * @param named codes of removed media, or of anything else.
 * @returns RuleBroken `refurbishment.removed_left_meanwhile` (facts `code`, `to`), or null.
 */
export async function removedLeftLately(
  on: Reader,
  actor: Actor,
  named: readonly string[],
): Promise<RuleBroken | null> {
  const codes = named
    .filter((text) => text.length < 40 && (meansAMedium(text) || text.length === 7))
    .flatMap((text) => readMediumCode(text) ?? []);
  // Who sees every one never loses one from sight.
  if (!isMember(actor) || mayAll(actor, READ.workshop) || !codes.length) return null;
  const [left] = await rows<{ code: string; to: string | null }>(
    on,
    `SELECT x.code, CASE WHEN e.verb = 'receive' THEN o.name END AS "to" FROM refurbishment.removed_medium x
     JOIN refurbishment.removed_medium_event e ON e.id = (SELECT min(n.id) FROM refurbishment.removed_medium_event n
       WHERE n.removed_medium_id = x.id AND n.id > (SELECT max(h.id) FROM refurbishment.removed_medium_event h
         WHERE h.removed_medium_id = x.id AND h.holder_org_id = $2))
     JOIN people.organisation o ON o.id = e.holder_org_id
     WHERE x.code = ANY ($1) AND x.holder_org_id <> $2 AND e.recorded_at > platform.now() - make_interval(days => $3) ORDER BY x.id LIMIT 1`,
    [codes, actor.organisationId, LEFT_LATELY_DAYS],
  );
  if (!left) return null;
  return new RuleBroken('refurbishment.removed_left_meanwhile', {
    code: left.code,
    to: left.to,
  });
}
