import { assembled, inText, listed, moment, type Sorts, sortNames, type Turn, turnsOf } from '#platform/database';
import { SIM_FACTS, type SimStatus } from './sim.lifecycle.js';

export type SimSort = 'newest' | 'changed' | 'carrier' | 'number';

/** The orders of the list of cards. */
export const SIM_SORTS: Sorts<SimSort> = {
  newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
  changed: {
    label: 'Anciens changements d’abord',
    heading: 'Depuis',
    order: 'ascending',
    keys: [moment('s.changed_at')],
  },
  carrier: { label: 'Par opérateur', order: 'ascending', keys: [inText('s.carrier')] },
  number: { label: 'Par numéro de carte', heading: 'Carte', order: 'ascending', keys: [inText('s.iccid')] },
};
export const SIM_SORT_NAMES = sortNames(SIM_SORTS);

/** What the list keeps. */
export interface KeptSims {
  readonly status?: SimStatus;
  readonly carrier?: string;
  readonly structureId?: string;
  readonly batchId?: string;
  readonly beneficiaryId?: string;
  /** A part of the card's number, or hashes of the line's. */
  readonly digits?: string;
  readonly hashes?: readonly string[];
}

export const SIM_COLUMNS = `${SIM_FACTS}, l.key_id AS "numberKey", l.bytes AS "numberBytes", s.ended_reason AS "endedReason", o.name AS structure, r.reference,
  s.batch_id AS "batchId", s.changed_at AS "changedAt"`;
export const SIM_JOINS = `LEFT JOIN sims.line_number l ON l.sim_id = s.id LEFT JOIN people.organisation o ON o.id = s.structure_id
  LEFT JOIN allocation.beneficiary r ON r.id = s.beneficiary_id`;

export const SIMS = assembled(
  (scope: string | null, kept: KeptSims, turn: Turn<SimSort>) =>
    listed(SIM_SORTS, turn, (value) => {
      const where: string[] = [];
      if (scope) where.push(`s.structure_id = ${value(scope)}`);
      where.push(kept.status ? `s.status = ${value(kept.status)}` : `s.status <> 'withdrawn'`);
      if (kept.carrier) where.push(`s.carrier = ${value(kept.carrier)}`);
      if (kept.structureId) where.push(`s.structure_id = ${value(kept.structureId)}`);
      if (kept.batchId) where.push(`s.batch_id = ${value(kept.batchId)}`);
      if (kept.beneficiaryId)
        where.push(`s.beneficiary_id = ANY (allocation.persons_of(${value(kept.beneficiaryId)}))`);
      if (kept.digits) {
        const line = kept.hashes ? ` OR l.number_hash = ANY (${value(kept.hashes)}::text[])` : '';
        where.push(`(position(${value(kept.digits)} IN s.iccid) > 0${line})`);
      }
      return { id: 's.id', columns: SIM_COLUMNS, from: `sims.sim s ${SIM_JOINS}`, where };
    }),
  [
    ...turnsOf(SIM_SORTS).map((turn): [null, KeptSims, Turn<SimSort>] => [null, {}, turn]),
    [
      'x',
      {
        status: 'in_stock',
        carrier: 'x',
        structureId: 'x',
        batchId: 'x',
        beneficiaryId: 'x',
        digits: '1',
        hashes: ['x'],
      },
      turnsOf(SIM_SORTS)[0]!,
    ],
  ],
);
