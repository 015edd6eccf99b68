import type { EntityManager } from 'typeorm';
import { IMEI, readImei, STATES, serialKey, thatAreCodes, withNumbers, withSerials } from '#bank/devices';
import type { GoodRow, Known, WordReading } from '#bank/files/engine';
import { isTwin, sameSerial } from '#bank/intake';
import type { Actor } from '#platform/kernel';
import type { DeclaredRow } from './opening.js';

interface Hit {
  readonly line: number;
  /** Of the device that is there, where whoever asks sees it. */
  readonly code: string | null;
  /** What a person has to say of it. */
  readonly word?: WordReading;
}

/**
 * Finds rows whose number or serial a device has already, and numbers that are the code of a label of ours, which would be read two ways.
 * @returns what is known, by line.
 */
export async function findKnown(
  tx: EntityManager,
  actor: Actor,
  issuer: string,
  good: readonly GoodRow<DeclaredRow>[],
): Promise<Map<number, Known>> {
  const found = new Map<number, Known>();
  const addProblem = ({ line, code: device, word }: Hit, code: string, field: string) => {
    const before = found.get(line);
    const facts = device ? { code: device } : {};
    const words = word ? { words: { serial: word } } : {};
    found.set(line, {
      ...before,
      wrong: true,
      problems: [...(before?.problems ?? []), { code, field, facts }],
      ...words,
    });
  };
  const numbered = good.flatMap(({ line, meaning: { numberKey: key } }) =>
    key ? [{ line, key, issuer, field: 'number' }] : [],
  );
  const phones = good.flatMap(({ line, meaning: { imei, serial } }) => {
    const key = serialKey(imei ?? readImei(serial ?? ''));
    return key ? [{ line, key, issuer: IMEI, field: imei ? 'imei' : 'serial' }] : [];
  });
  const numbers = [...numbered, ...phones];
  for (const { n, code } of await withNumbers(tx, actor, numbers)) {
    const { line, field } = numbers[n]!;
    addProblem({ line, code }, `data_import.row_${field === 'number' ? 'number' : 'serial'}_known`, field);
  }
  const serials = good.flatMap(serialsOf).filter(({ state }) => state && !STATES[state].gone);
  const seen = new Set<number>();
  const twins = await withSerials(
    tx,
    actor,
    serials.map(({ key }) => key),
  );
  for (const { n, code, make, gone } of twins) {
    const { line, typed, key, field, answer, make: said } = serials[n]!;
    const twin = !gone && isTwin([make, said], answer);
    if (!twin || seen.has(line)) continue;
    seen.add(line);
    const word = twin === 'ask' ? { word: sameSerial(key, typed) } : {};
    addProblem({ line, code, ...word }, `data_import.row_serial_${twin === 'ask' ? 'maybe_' : ''}known`, field);
  }
  const codes = await thatAreCodes(
    tx,
    numbered.map(({ key }) => key),
  );
  for (const { n, code } of codes)
    addProblem({ line: numbered[n]!.line, code }, 'data_import.row_number_is_code', 'number');
  return found;
}

/** Every number of a row that may be the serial of a device: its own, its screen's, its IMEI. */
function serialsOf({ line, meaning }: GoodRow<DeclaredRow>) {
  const { make, state, screen, imei, sameSerial: answer } = meaning;
  const all = [
    { typed: meaning.serial, make, field: 'serial', answer },
    { typed: screen?.serial, make: '', field: 'screenSerial', answer: screen?.same },
    { typed: imei, make, field: 'imei', answer },
  ];
  return all.flatMap(({ typed, ...rest }) => {
    const key = serialKey(typed);
    return typed && key ? [{ ...rest, line, typed, key, state }] : [];
  });
}
