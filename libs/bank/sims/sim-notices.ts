import type { Notices } from '#bank/mails';
import { TODAY } from '#bank/people';
import { rows } from '#platform/database';
import { publicUrl, STRUCTURE } from '#platform/kernel';

interface Ending {
  readonly organisationId: string;
  readonly day: string;
  readonly ids: readonly string[];
}

// Cards that a structure's people have still, and that nobody recharged meanwhile, by the day on which their credit ends.
const ENDING = `
  SELECT s.structure_id AS "organisationId", s.credit_ends_on::text AS day, array_agg(s.id ORDER BY s.id) AS ids
  FROM sims.sim s CROSS JOIN LATERAL (SELECT days FROM sims.credit_rule WHERE valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1) r
  WHERE s.id = ANY ($1) AND s.status = ANY (sims.living_statuses()) AND s.credit_ends_on BETWEEN ${TODAY} AND ${TODAY} + r.days
  GROUP BY s.structure_id, s.credit_ends_on ORDER BY s.credit_ends_on`;

/** What is written about cards: to the structure whose people have them, before their credit ends; one mail for all that end on one day. */
export const SIM_NOTICES: Notices = {
  sim_ending: {
    on: ['sim.credit_ends'],
    to: STRUCTURE,
    usual: 'summary',
    usefulDays: 30,
    publishLate: (tx) => rows<{ n: number }>(tx, 'SELECT sims.publish_credit_ends() AS n'),
    find: async (tx, ids) => {
      const ending = await rows<Ending>(tx, ENDING, [ids]);
      return ending.map(({ organisationId, day, ids }) => ({
        subjectId: ids[0]!,
        organisationId,
        again: day,
        about: ids,
        data: {
          day,
          cards: ids.length,
          page: `${publicUrl() ?? ''}${ids.length > 1 ? '/sim?statut=handed_out&tri=credit' : `/sim/${ids[0]}`}`,
        },
      }));
    },
  },
};
