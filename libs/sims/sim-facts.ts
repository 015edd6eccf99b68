import type { SimStatus } from './sim.lifecycle.js';

/** What a card's own row says of it: to the rules of its lifecycle, and to whoever sees it. A rule that needs one more fact asks for it here. */
export interface SimFacts {
  readonly id: string;
  readonly iccid: string;
  readonly carrier: string;
  readonly plan: string;
  readonly status: SimStatus;
  readonly structureId: string | null;
  readonly beneficiaryId: string | null;
}

/** The same in SQL, of `sims.sim s`. */
export const SIM_FACTS = `s.id, s.iccid, s.carrier, s.plan, s.status, s.structure_id AS "structureId", s.beneficiary_id AS "beneficiaryId"`;
