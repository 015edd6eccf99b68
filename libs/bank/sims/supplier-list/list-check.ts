import type { EntityManager } from 'typeorm';
import type { GoodRow, Known, RowProblem } from '#bank/files/engine';
import { type PlannedPerCall, rows } from '#platform/database';
import { numberHashes } from '../line-number.js';
import type { ListedSim } from './sim-row.js';

/** The problem of a row whose card is in stock already, or was: nothing is wrong with it, and it makes nothing. */
export const CARD_KNOWN = 'sims.row_iccid_known';

const NOW: PlannedPerCall = { plan: 'per call', because: 'the stock may have been filled since a plan was kept' };

/** Holds rows against the stock: a card that is known, a number that another living card has. @returns what is known, by line. */
export async function checkAgainstStock(
  tx: EntityManager,
  good: readonly GoodRow<ListedSim>[],
): Promise<Map<number, Known>> {
  if (!good.length) return new Map();
  const keys = await rows<{ key: string }>(
    tx,
    "SELECT iccid_key AS key FROM sims.sim WHERE iccid_key = ANY($1) AND status <> 'withdrawn'",
    [good.map((row) => row.meaning.iccidKey)],
    NOW,
  );
  const taken = await rows<{ hash: string }>(
    tx,
    'SELECT number_hash AS hash FROM sims.line_number WHERE number_hash = ANY($1)',
    [good.flatMap(({ meaning: { msisdn } }) => (msisdn ? numberHashes(msisdn) : []))],
    NOW,
  );
  const cards = new Set(keys.map((row) => row.key));
  const numbers = new Set(taken.map((row) => row.hash));
  return new Map(
    good.flatMap(({ line, meaning }): [number, Known][] => {
      const problem = problemOf(meaning, cards, numbers);
      return problem ? [[line, { wrong: true, problems: [problem] }]] : [];
    }),
  );
}

function problemOf(sim: ListedSim, cards: ReadonlySet<string>, numbers: ReadonlySet<string>): RowProblem | null {
  if (cards.has(sim.iccidKey)) return { field: 'iccid', code: CARD_KNOWN, facts: {} };
  if (sim.msisdn && numberHashes(sim.msisdn).some((hash) => numbers.has(hash)))
    return { field: 'msisdn', code: 'sims.row_msisdn_taken', facts: {} };
  return null;
}
