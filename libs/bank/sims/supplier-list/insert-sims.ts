import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#platform/database';
import { type Actor, organisationOf, writtenBy } from '#platform/kernel';
import { keepNumbers } from '../line-number.js';
import { keepCodes } from '../sim-codes.js';
import type { ListedSim } from './sim-row.js';

export interface NewSim extends ListedSim {
  readonly id: string;
  readonly plan: string;
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
      cards.map((c) => ({ ...c, iccid_key: c.iccidKey })),
      {
        batch_id: batchId,
        membership_id: by.membershipId,
        operator_number: by.operatorNumber,
        organisation_id: organisationOf(actor),
        channel: actor.channel,
      },
    ),
  );
  await keepCodes(tx, cards);
  await keepNumbers(tx, cards);
}

const NEW = columnTable(
  { id: 'uuid', iccid: 'text', iccid_key: 'text', carrier: 'text', plan: 'text' },
  { batch_id: 'uuid', membership_id: 'uuid', operator_number: 'int', organisation_id: 'uuid', channel: 'text' },
);

const INSERT = `
  WITH new AS (${NEW.select}), event AS (
    INSERT INTO sims.sim_event (sim_id, verb, from_status, to_status, membership_id, operator_number, organisation_id, channel)
    SELECT id, 'import', 'none', 'in_stock', membership_id, operator_number, organisation_id, channel FROM new RETURNING id, sim_id
  )
  INSERT INTO sims.sim (id, batch_id, iccid, iccid_key, carrier, plan, status, last_event_id)
  SELECT n.id, n.batch_id, n.iccid, n.iccid_key, n.carrier, n.plan, 'in_stock', e.id FROM new n JOIN event e ON e.sim_id = n.id`;
