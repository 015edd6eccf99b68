import type { EntityManager } from 'typeorm';
import type { MailData, Notices } from '#bank/mails';
import { THE_BANK } from '#bank/people';
import { rows } from '#platform/database';
import { BANK, joined, MANAGERS, publicUrl } from '#platform/kernel';
import { HOW_LOST, type HowLost } from './incident.lifecycle.js';

interface Told {
  readonly subjectId: string;
  readonly organisationId: string;
  readonly number: string;
  readonly how: HowLost;
  readonly hours: number;
  readonly devices: number;
  readonly media: number;
  readonly openedAt: Date;
}

const counted = (n: number, word: string): string => (n ? `${n} ${word}${n > 1 ? 's' : ''}` : '');

/** « Vol : 20 appareils et 1 support » */
const dataOf = ({ subjectId, number, how, hours, devices, media }: Told): MailData['incident_opened'] => ({
  number,
  what: `${HOW_LOST[how]} : ${joined(' et ', counted(devices, 'appareil'), counted(media, 'support'))}`,
  hours,
  page: `${publicUrl() ?? ''}/incidents/${subjectId}`,
});

/** Incidents that go on, for the bank and for whoever had what was lost. @param untold only those with a controller whom nobody told */
const going = (tx: EntityManager, ids: readonly string[], untold: boolean): Promise<Told[]> =>
  rows<Told>(
    tx,
    `SELECT i.id AS "subjectId", o.id AS "organisationId", i.number, i.how, i.notice_hours AS hours, i.opened_at AS "openedAt",
       (SELECT count(*)::int FROM incidents.lost_item x WHERE x.incident_id = i.id AND x.removed_medium_id IS NULL) AS devices,
       (SELECT count(*)::int FROM incidents.lost_item x WHERE x.incident_id = i.id AND x.removed_medium_id IS NOT NULL) AS media
     FROM incidents.incident i CROSS JOIN LATERAL (
       SELECT ${THE_BANK} AS id UNION
       SELECT x.custodian_id FROM incidents.lost_item x WHERE x.incident_id = i.id AND x.custodian_id IS NOT NULL) o
     WHERE i.id = ANY ($1) AND i.state <> ALL (incidents.ended_states())
       AND (NOT $2 OR EXISTS (SELECT FROM incidents.controller c WHERE c.incident_id = i.id AND c.told_at IS NULL AND c.replaced_at IS NULL))`,
    [ids, untold],
  );

const WHO = [...new Set([...BANK, ...MANAGERS])];

/** What is written about incidents, which nobody may stop hearing of. */
export const INCIDENT_NOTICES: Notices = {
  incident_opened: {
    on: ['incident.open', 'incident.join'],
    to: WHO,
    usual: 'at_once',
    usefulDays: null,
    must: WHO,
    // Scanned one by one, a van is told when it is twice as many as the last time.
    find: async (tx, ids) =>
      (await going(tx, ids, false)).map((told) => ({
        ...told,
        again: `${told.organisationId}/${Math.floor(Math.log2(told.devices + told.media))}`,
        data: dataOf(told),
      })),
  },
  incident_late: {
    on: ['incident.late'],
    to: WHO,
    usual: 'at_once',
    usefulDays: null,
    must: WHO,
    publishLate: (tx) => rows<{ n: number }>(tx, 'SELECT incidents.publish_late_notices() AS n'),
    find: async (tx, ids) =>
      (await going(tx, ids, true)).map((told) => ({ ...told, again: told.organisationId, data: dataOf(told) })),
  },
};
