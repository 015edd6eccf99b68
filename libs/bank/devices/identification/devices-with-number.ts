import type { EntityManager } from 'typeorm';
import { type PlannedPerCall, rows } from '#platform/database';
import { type Actor, organisationOf } from '#platform/kernel';
import { visibleTo } from '../device/visibility.js';
import { showAssetCode } from './asset-code.js';

/** A device that has a number that was asked about. */
export interface HoldsNumber {
  /** Which of those asked about, counted from 0. */
  readonly n: number;
  /** As it is shown, where whoever asks sees the device. */
  readonly code: string | null;
  readonly make: string;
  /** It is in no state any more in which its numbers are its own. */
  readonly gone: boolean;
}

// Number by number, each by its index (OFFSET 0 keeps the look-up whole: a join may be turned round, and an index that begins with
// another column be read to its end), and planned for the table as large as it is now: one that was just filled has no statistics.
const NOW: PlannedPerCall = { plan: 'per call', because: 'the tables may have been filled since a plan was kept' };
const GONE = 'd.state = ANY (devices.gone_states()) AS gone';

/**
 * SQL: the ids of the devices that stand for what has the number `$1` (a `serialKey`), as a serial or from any issuer. Two look-ups, each by
 * its index: one condition with OR reads every device.
 */
export const NUMBERED = `SELECT devices.stands_for(x.id) FROM (SELECT y.id FROM devices.device y WHERE y.serial_key = $1
  UNION SELECT a.device_id FROM devices.alias a WHERE a.number_key = $1) x`;

/** The devices with a serial, living or not. @param keys `serialKey` of each. @returns by number, the oldest device first. */
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

/** The devices with a number of an issuer, by number. @param numbers with `serialKey` of each. */
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

/** Of numbers, those that are the code of a label of ours, and would be read two ways. @returns as they are shown, by number. */
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
