import type { EntityManager } from 'typeorm';
import { organisationOf, visibleTo } from '#devices';
import type { Actor } from '#kernel';
import { GONE } from './logging.service.js';

/** Adds a problem to the rows of `hits (line, facts)`; a row keeps every problem it has. */
const blame = (hits: string, code: string, field: string, mark: 'wrong' | 'warned') => `
  UPDATE intake.file_row r SET ${mark} = true,
    problems = r.problems || jsonb_build_array(jsonb_build_object('code', '${code}', 'field', '${field}', 'facts', h.facts))
  FROM (${hits}) h WHERE r.file_id = $1 AND r.line = h.line AND NOT r.problems @> '[{"code": "${code}"}]'`;

/**
 * Blames rows whose serial or inventory number a living device already has; the code of that device is told only when the
 * actor sees it. A number whose device is gone (recycled…) is odd, not wrong: it stays with the old device.
 * @returns how many rows are wrong now.
 */
export async function checkAgainstDevices(
  tx: EntityManager,
  actor: Actor,
  fileId: string,
  issuer: string | null,
): Promise<number> {
  const facts = (param: string) =>
    `CASE WHEN ${visibleTo(actor, 'd', param)} THEN jsonb_build_object('code', 'BN-' || left(d.code, 4) || '-' || right(d.code, 3)) ELSE '{}'::jsonb END`;
  const org = organisationOf(actor);
  await tx.query(
    blame(
      `SELECT DISTINCT ON (x.line) x.line, ${facts('$2')} AS facts FROM intake.file_row x JOIN devices.device d ON d.serial_key = x.serial_key
       WHERE x.file_id = $1 AND x.serial_key IS NOT NULL AND NOT x.wrong AND d.state NOT IN ${GONE}
         AND (x.make = '' OR d.make = '' OR lower(d.make) = lower(x.make)) ORDER BY x.line`,
      'intake.row_serial_known',
      'serial',
      'wrong',
    ),
    [fileId, org],
  );
  if (issuer) {
    const known = (gone: string) =>
      `SELECT x.line, ${facts('$2')} AS facts FROM intake.file_row x
       JOIN devices.alias a ON lower(a.issuer) = lower($3) AND a.number_key = x.number_key JOIN devices.device d ON d.id = a.device_id
       WHERE x.file_id = $1 AND x.number_key IS NOT NULL AND NOT x.wrong AND d.state ${gone} ${GONE}`;
    await tx.query(blame(known('NOT IN'), 'intake.row_number_known', 'inventoryNumber', 'wrong'), [
      fileId,
      org,
      issuer,
    ]);
    await tx.query(blame(known('IN'), 'intake.row_number_of_gone', 'inventoryNumber', 'warned'), [fileId, org, issuer]);
  }
  const [{ wrong }] = await tx.query(
    `SELECT count(*)::int AS wrong FROM intake.file_row WHERE file_id = $1 AND wrong`,
    [fileId],
  );
  return wrong;
}
