import type { EntityManager } from 'typeorm';
import { IMEI, readImei, serialKey, withNumbers, withSerials } from '#bank/devices';
import type { GoodRow, Known, RowProblem } from '#bank/files/engine';
import type { Actor } from '#platform/kernel';
import { isTwin, sameSerial } from './rows/row-answers.js';
import type { SheetDevice } from './sheet-row.js';

const keysOf = (device: SheetDevice) => ({
  serial: serialKey(device.serial),
  number: serialKey(device.assetNumber, { generic: true }),
});

/**
 * Finds the rows whose serial or inventory number a living device already has; its code is told only when the actor sees it. Where one of the two has
 * no maker, whether they are one is asked. A number whose device is gone (recycled…) is odd, not wrong. @returns what is known, by line.
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
    found.set(line, { wrong: wrong || (before?.wrong ?? false), problems, words });
  };
  const keyed = good.map(({ line, meaning: d }) => ({
    line,
    make: d.make,
    typed: d.serial,
    one: d.sameSerial,
    ...keysOf(d),
  }));
  const screens = good.flatMap(({ line, meaning: { screen } }) =>
    screen ? [{ line, make: '', typed: screen.serial, one: screen.same, serial: serialKey(screen.serial) }] : [],
  );
  const phones = good.flatMap(({ line, meaning: { imei, make, sameSerial: one } }) =>
    imei ? [{ line, make, typed: imei, one, serial: serialKey(imei) }] : [],
  );
  const serials = [...keyed, ...screens, ...phones].flatMap((r) => (r.serial ? [{ ...r, serial: r.serial }] : []));
  const facts = (code: string | null) => (code ? { code } : {});
  const twins = await withSerials(
    tx,
    actor,
    serials.map((r) => r.serial),
  );
  for (const { n, make, code, gone } of twins) {
    const { line, one, serial, typed, make: said } = serials[n]!;
    if (gone || found.has(line)) continue;
    const twin = isTwin([make, said], one);
    const known = { code: 'intake.row_serial_known', field: 'serial', facts: facts(code) };
    if (twin === true) addProblem(line, known, true);
    else if (twin === 'ask') {
      const words = { serial: sameSerial(serial, typed!) };
      addProblem(line, { ...known, code: 'intake.row_serial_maybe_known' }, true, words);
    }
  }
  const numbers = [
    ...(issuer ? keyed.map(({ line, number }) => ({ line, key: number, issuer, field: 'assetNumber' })) : []),
    ...phones.map(({ line, serial: key }) => ({ line, key, issuer: IMEI, field: 'imei' })),
    // A phone whose list has its IMEI only is there under its serial, perhaps.
    ...keyed.flatMap(({ line, serial: key, typed }) =>
      readImei(typed ?? '') ? [{ line, key, issuer: IMEI, field: 'serial' }] : [],
    ),
  ].flatMap((r) => (r.key ? [{ ...r, key: r.key }] : []));
  for (const { n, gone, code } of await withNumbers(tx, actor, numbers)) {
    const { line, field } = numbers[n]!;
    if (gone && field === 'serial') continue;
    const known = field === 'serial' ? 'intake.row_serial_known' : 'intake.row_number_known';
    addProblem(line, { code: gone ? 'intake.row_number_of_gone' : known, field, facts: facts(code) }, !gone);
  }
  return found;
}
