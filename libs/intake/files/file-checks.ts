import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { IMEI, readImei, serialKey, visibleTo } from '#devices';
import type { GoodRow, Known, RowProblem } from '#imports';
import type { Actor } from '#kernel';
import { organisationOf } from '#kernel';
import { isTwin, sameSerial } from './row-answers.js';
import type { SheetDevice } from './sheet-row.js';

/** The keys by which a row may be a device that is already there. */
const keysOf = (device: SheetDevice) => ({
  serial: serialKey(device.serial),
  number: serialKey(device.assetNumber, { generic: true }),
});

/**
 * Finds the rows whose serial or inventory number a living device already has; the code of that device is told only when the
 * actor sees it. Where a row or that device has no maker, whether they are one is asked. A number whose device is gone (recycled…) is odd, not wrong: it stays with the old device.
 * @returns what is known, by line.
 */
export async function findKnown(
  tx: EntityManager,
  actor: Actor,
  issuer: string | null,
  good: readonly GoodRow<SheetDevice>[],
): Promise<Map<number, Known>> {
  const found = new Map<number, Known>();
  const addProblem = (line: number, problem: RowProblem, wrong: boolean, words?: Known['words']) => {
    const before = found.get(line);
    const problems = [...(before?.problems ?? []), problem];
    found.set(line, { wrong: wrong || (before?.wrong ?? false), problems, ...(words ? { words } : {}) });
  };
  const keyed = good.map(({ line, meaning: d }) => ({
    line,
    make: d.make,
    typed: d.serial,
    one: d.sameSerial,
    ...keysOf(d),
  }));
  const org = organisationOf(actor);
  const facts = `CASE WHEN ${visibleTo(actor, 'd', '$1')} THEN jsonb_build_object('code', 'BN-' || left(d.code, 4) || '-' || right(d.code, 3)) ELSE '{}'::jsonb END AS facts`;

  const screens = good.flatMap(({ line, meaning: { screen } }) =>
    screen ? [{ line, make: '', typed: screen.serial, one: screen.same, serial: serialKey(screen.serial) }] : [],
  );
  const phones = good.flatMap(({ line, meaning: { imei, make, sameSerial: one } }) =>
    imei ? [{ line, make, typed: imei, one, serial: serialKey(imei) }] : [],
  );
  const serials = [...keyed, ...screens, ...phones].filter((r) => r.serial !== null);
  if (serials.length) {
    const twins = await rows<{ n: number; make: string; said: string; facts: RowProblem['facts'] }>(
      tx,
      `SELECT x.n, d.make, x.make AS said, ${facts} FROM unnest($2::int[], $3::text[], $4::text[]) AS x(n, key, make)
       JOIN devices.device d ON d.serial_key = x.key WHERE d.state <> ALL (devices.gone_states()) ORDER BY x.n, d.id`,
      [org, serials.map((_, i) => i), serials.map((r) => r.serial), serials.map((r) => r.make)],
    );
    for (const { n, make, said, facts } of twins) {
      const { line, one, serial, typed } = serials[n]!;
      if (found.has(line)) continue;
      const twin = isTwin([make, said], one);
      const known = { code: 'intake.row_serial_known', field: 'serial', facts };
      if (twin === true) addProblem(line, known, true);
      else if (twin === 'ask') {
        const words = { serial: sameSerial(serial!, typed!) };
        addProblem(line, { ...known, code: 'intake.row_serial_maybe_known' }, true, words);
      }
    }
  }
  const numbers = [
    ...(issuer ? keyed.map(({ line, number }) => ({ line, number, issuer, field: 'assetNumber' })) : []),
    ...phones.map(({ line, serial: number }) => ({ line, number, issuer: IMEI, field: 'imei' })),
    // A phone whose list has its IMEI only is there under its serial, perhaps.
    ...keyed.flatMap(({ line, serial, typed }) =>
      readImei(typed ?? '') ? [{ line, number: serial, issuer: IMEI, field: 'serial' }] : [],
    ),
  ].filter((r) => r.number !== null);
  if (numbers.length) {
    const twins = await rows<{ n: number; gone: boolean; facts: RowProblem['facts'] }>(
      tx,
      `SELECT x.n, d.state = ANY (devices.gone_states()) AS gone, ${facts} FROM unnest($2::int[], $3::text[], $4::text[]) AS x(n, key, issuer)
       JOIN devices.alias a ON lower(a.issuer) = lower(x.issuer) AND a.number_key = x.key AND a.freed_at IS NULL JOIN devices.device d ON d.id = a.device_id`,
      [org, numbers.map((_, i) => i), numbers.map((r) => r.number), numbers.map((r) => r.issuer)],
    );
    for (const { n, gone, facts } of twins) {
      const { line, field } = numbers[n]!;
      if (gone && field === 'serial') continue;
      const known = field === 'serial' ? 'intake.row_serial_known' : 'intake.row_number_known';
      const code = gone ? 'intake.row_number_of_gone' : known;
      addProblem(line, { code, field, facts }, !gone);
    }
  }
  return found;
}
