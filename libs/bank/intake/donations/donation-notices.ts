import type { Notices } from '#bank/mails';
import { rows } from '#platform/database';
import { BANK, COLLECTORS, publicUrl } from '#platform/kernel';

/** An agreement that did not come back signed for longer than this is asked after. */
const LATE_DAYS = 14;

/** What is written about donations. */
export const DONATION_NOTICES: Notices = {
  agreement_late: {
    on: ['donation.agreement_late'],
    to: [...COLLECTORS, ...BANK],
    usual: 'summary',
    usefulDays: 7,
    publishLate: (tx) => rows<{ n: number }>(tx, 'SELECT intake.publish_late_agreements($1) AS n', [LATE_DAYS]),
    find: async (tx, ids) => {
      const late = await rows<{ id: string; organisationId: string; number: string; since: Date }>(
        tx,
        `SELECT d.id, d.organisation_id AS "organisationId", d.number, a.since
         FROM intake.agreements_awaited() a JOIN intake.donation d ON d.id = a.donation_id WHERE d.id = ANY ($1)`,
        [ids],
      );
      return late.map(({ id: subjectId, organisationId, number, since }) => ({
        subjectId,
        organisationId,
        again: since.toISOString(),
        data: { number, page: `${publicUrl() ?? ''}/dons/${subjectId}` },
      }));
    },
  },
};
