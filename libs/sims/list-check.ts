import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import { RuleBroken } from '#kernel';
import { readIccid } from './iccid.js';
import { type ListedSim, readSimList, type SimProblem } from './sim-list.js';

/** A row that somebody should look at; its cells hide PIN and PUK. */
export interface CheckedRow {
  readonly n: number;
  readonly raw: readonly string[];
  readonly problems: readonly (SimProblem | MsisdnTaken)[];
  /** It stays out of the stock. */
  readonly refused: boolean;
}

/** A phone number that another living card, or an earlier row, already has. */
export interface MsisdnTaken {
  readonly field: 'msisdn';
  readonly code: 'sims.row_msisdn_taken';
  readonly level: 'error';
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A card that a list may bring. */
export interface GoodCard extends Omit<ListedSim, 'carrier'> {
  readonly carrier: string;
  /** The number with its check digit, by which a card is known. */
  readonly iccidKey: string;
}

/** A list held against the stock. */
export interface ListCheck {
  readonly cards: readonly GoodCard[];
  /** Cards that are in stock already, or were. */
  readonly known: number;
  readonly refused: number;
  readonly withCodes: number;
  /** Rows with something to say, the first 200. */
  readonly rows: readonly CheckedRow[];
}

const MAX_CARDS = 20_000;
const SHOWN = 200;

/**
 * Reads a list and compares it with what is known.
 * @throws RuleBroken as `readSimList`; `sims.list_too_long`; `sims.carrier_missing` when a row names none and there is no default.
 */
export async function checkList(tx: EntityManager, bytes: Buffer, carrier: string): Promise<ListCheck> {
  const { listed, checked } = await readAll(bytes);
  if (!carrier && listed.some((l) => !l.sim.carrier)) throw new RuleBroken('sims.carrier_missing', {}, 'carrier');
  const { iccids, numbers } = await known(tx, listed);
  const cards: GoodCard[] = [];
  let already = 0;
  for (const { n, raw, key, sim } of listed) {
    if (iccids.has(key)) {
      already += 1;
      continue;
    }
    if (sim.msisdn && numbers.has(sim.msisdn)) {
      const problem: MsisdnTaken = {
        field: 'msisdn',
        code: 'sims.row_msisdn_taken',
        level: 'error',
        facts: { typed: sim.msisdn },
      };
      checked.push({ n, raw, problems: [problem], refused: true });
      continue;
    }
    if (sim.msisdn) numbers.add(sim.msisdn);
    cards.push({ ...sim, iccidKey: key, carrier: sim.carrier ?? carrier });
  }
  return {
    cards,
    known: already,
    refused: checked.filter((r) => r.refused).length,
    withCodes: cards.filter((c) => c.pin || c.puk).length,
    rows: checked.sort((a, b) => a.n - b.n).slice(0, SHOWN),
  };
}

interface Listed {
  n: number;
  raw: readonly string[];
  key: string;
  sim: ListedSim;
}

async function readAll(bytes: Buffer): Promise<{ listed: Listed[]; checked: CheckedRow[] }> {
  const listed: Listed[] = [];
  const checked: CheckedRow[] = [];
  for await (const row of await readSimList(pieces(bytes))) {
    if (listed.length >= MAX_CARDS) throw new RuleBroken('sims.list_too_long', { max: MAX_CARDS }, 'list');
    if (row.problems.length) checked.push({ n: row.n, raw: row.raw, problems: row.problems, refused: !row.sim });
    if (!row.sim) continue;
    const { completed, iccid } = readIccid(row.sim.iccid);
    listed.push({ n: row.n, raw: row.raw, key: completed ?? iccid, sim: row.sim });
  }
  return { listed, checked };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function known(
  tx: EntityManager,
  listed: readonly Listed[],
): Promise<{ iccids: Set<string>; numbers: Set<string> }> {
  const iccids = await rows<{ key: string }>(tx, 'SELECT iccid_key AS key FROM sims.sim WHERE iccid_key = ANY($1)', [
    listed.map((l) => l.key),
  ]);
  const numbers = await rows<{ msisdn: string }>(
    tx,
    `SELECT msisdn FROM sims.sim WHERE msisdn = ANY($1) AND status <> 'ended'`,
    [listed.flatMap((l) => l.sim.msisdn ?? [])],
  );
  return { iccids: new Set(iccids.map((r) => r.key)), numbers: new Set(numbers.map((r) => r.msisdn)) };
}
