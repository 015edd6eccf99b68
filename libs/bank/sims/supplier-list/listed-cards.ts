import type { EntityManager } from 'typeorm';
import type { GoodRow, Known, RemainingThing, RowProblem, TakenBack, Withdrawing } from '#bank/files/engine';
import { columnTable, type PlannedPerCall, rows, run } from '#platform/database';
import { type Actor, organisationOf, writtenBy } from '#platform/kernel';
import { SIM_LIFECYCLE } from '../sim.lifecycle.js';
import { changeSims } from '../sim-changes.js';
import { IMPORTED_COLUMNS, importedRow, SIM_ROW, type SimRow, type SimWords } from '../sim-fields.js';
import { dropSecrets, keepSecrets, numberHashes } from '../sim-secrets.js';
import type { ListedSim } from './supplier-list.js';

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

export interface NewSim extends ListedSim, SimWords {
  readonly id: string;
}

/** Puts new cards in stock, each with its first history row, its codes and its number under seal: three statements whatever their number. */
export async function insertSims(
  tx: EntityManager,
  actor: Actor,
  batchId: string,
  cards: readonly NewSim[],
): Promise<void> {
  const by = writtenBy(actor);
  await run(
    tx,
    INSERT,
    NEW.values(
      cards.map((card) => ({ id: card.id, ...importedRow(card) })),
      {
        batch_id: batchId,
        membership_id: by.membershipId,
        operator_number: by.operatorNumber,
        organisation_id: organisationOf(actor),
        channel: actor.channel,
      },
    ),
  );
  await keepSecrets(tx, cards);
}

const NEW = columnTable(
  { id: 'uuid', ...IMPORTED_COLUMNS },
  { batch_id: 'uuid', membership_id: 'uuid', operator_number: 'int', organisation_id: 'uuid', channel: 'text' },
);

const LISTED = Object.keys(IMPORTED_COLUMNS).join(', ');
const INSERT = `
  WITH new AS (${NEW.select}), event AS (
    INSERT INTO sims.sim_event (sim_id, verb, from_status, to_status, membership_id, operator_number, organisation_id, channel)
    SELECT id, 'import', 'none', 'in_stock', membership_id, operator_number, organisation_id, channel FROM new RETURNING id, sim_id
  )
  INSERT INTO sims.sim (id, batch_id, ${LISTED}, status, last_event_id)
  SELECT n.id, n.batch_id, ${LISTED}, 'in_stock', e.id FROM new n JOIN event e ON e.sim_id = n.id`;

/** A card that a structure has, or had, is no mistake of a list any more. */
const WHY = { allotted: 'sims.kept_at_structure', handed_out: 'sims.moved_on', ended: 'sims.moved_on' } as const;

/** Takes back a list's cards that are in stock still: their codes and numbers go, and their card numbers are free again. */
export async function withdrawCards(
  tx: EntityManager,
  actor: Actor,
  { batches, tell }: Withdrawing,
): Promise<TakenBack> {
  let withdrawn = 0;
  const kept: RemainingThing[] = [];
  for await (const batch of batches) {
    const lineOf = new Map(batch.map(({ line, id }) => [id, line]));
    const cards = await rows<SimRow>(
      tx,
      `SELECT ${SIM_ROW} FROM sims.sim s WHERE s.id = ANY($1) AND s.status <> 'withdrawn' ORDER BY s.id FOR UPDATE`,
      [[...lineOf.keys()]],
    );
    const free = cards.filter((card) => SIM_LIFECYCLE.transitions.withdraw.from.some((from) => from === card.status));
    await changeSims(tx, actor, 'withdraw', free);
    const ids = free.map((card) => card.id);
    await dropSecrets(tx, ids);
    withdrawn += free.length;
    for (const { id, iccid, status } of cards)
      if (status !== 'in_stock' && status !== 'withdrawn')
        kept.push({ line: lineOf.get(id)!, id, code: iccid, state: status, why: WHY[status] });
    await tell(withdrawn);
  }
  return { withdrawn, kept: kept.sort((a, b) => a.line - b.line) };
}
