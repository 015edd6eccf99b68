import { type AskedOf, assembled, byDay, byMoment, byText, byWhole, defineList, ofChoice } from '#platform/database';
import { unnamed } from '../donor.js';
import { GIVER } from '../donors/donor-known.js';
import { LOCK_STEPS, type LockedDeviceView } from './lock.views.js';

const TODAY = `SELECT (platform.now() AT TIME ZONE p.time_zone)::date AS today,
    (SELECT days FROM intake.delay WHERE subject = 'lock_reminder' AND valid_from <= (platform.now() AT TIME ZONE p.time_zone)::date ORDER BY valid_from DESC LIMIT 1) AS reminder,
    (SELECT days FROM intake.delay WHERE subject = 'lock_deadline' AND valid_from <= (platform.now() AT TIME ZONE p.time_zone)::date ORDER BY valid_from DESC LIMIT 1) AS deadline,
    p.time_zone
  FROM people.bank p`;

/** Open locks of devices that are still somewhere, each with what it waits for. A device nobody gave has nobody to tell: it waits as long. */
export const OPEN_LOCKS = `
  SELECT x.*, CASE WHEN x.due_on < x.today THEN 'overdue' WHEN x.donation_id IS NOT NULL AND x.told_at IS NULL THEN 'to_tell'
      WHEN x.last_at < platform.now() - make_interval(days => x.reminder) THEN 'to_remind' ELSE 'waiting' END AS step
  FROM (
    SELECT l.id, l.kind, l.found_at, d.id AS device_id, d.code, d.category, d.make, d.model, d.serial, d.state, d.holder_org_id, d.donation_id,
      t.told_at, t.last_at, b.today, b.reminder, b.deadline,
      CASE WHEN d.donation_id IS NULL THEN (l.found_at AT TIME ZONE b.time_zone)::date + b.deadline ELSE t.due_on END AS due_on
    FROM intake.device_lock l JOIN devices.device d ON d.id = l.device_id CROSS JOIN (${TODAY}) b
    LEFT JOIN LATERAL (
      SELECT min(n.at) AS told_at, max(n.at) AS last_at, min(i.due_on) AS due_on
      FROM intake.lock_notice_line i JOIN intake.lock_notice n ON n.id = i.notice_id WHERE i.lock_id = l.id
    ) t ON true
    WHERE l.released_at IS NULL AND d.state <> ALL (devices.out_states())
  ) x`;

const WORST = `(array_agg(o.step ORDER BY array_position(intake.worst_steps(), o.step)))[1]`;

/** Who reads, and what of devices they see: a condition on `o.device_id` with their organisation as `$2`; and of which donation, if of one. */
interface LockReader {
  readonly seen: string;
  readonly scope: string | null;
  readonly organisation: string | null;
  readonly all: boolean;
  readonly donationId?: string | undefined;
}

const ANYBODY: LockReader = { seen: '($2::uuid IS NULL OR true)', scope: null, organisation: null, all: true };

/** The devices with an open lock that a reader is shown, each once, with the most pressing of what they wait for. */
function lockedDevices(
  { seen, scope, organisation, all, donationId }: LockReader,
  value: (value: unknown) => string,
): string {
  for (const one of [scope, organisation, all]) value(one);
  const of = donationId ? `AND o.donation_id = ${value(donationId)}` : '';
  return `(
         SELECT o.device_id AS "deviceId", o.code, o.category, o.make, o.model, o.serial, o.state, o.holder_org_id AS "holderOrgId", ${seen} AS visible,
           array_agg(o.kind::text ORDER BY o.kind) AS kinds, min(o.found_at) AS "foundAt", min(o.due_on)::text AS "dueOn", ${WORST} AS step,
           o.donation_id AS "donationId", n.number, coalesce(k.name, r.name, CASE WHEN r.id IS NOT NULL THEN ${unnamed('r.kind')} END) AS "donorName"
         FROM (${OPEN_LOCKS}) o LEFT JOIN (intake.donation n ${GIVER}) ON n.id = o.donation_id
         WHERE ($1::uuid IS NULL AND ($3 OR ${seen}) OR n.organisation_id = $1 OR ${seen}) ${of}
         GROUP BY o.device_id, o.code, o.category, o.make, o.model, o.serial, o.state, o.holder_org_id, o.donation_id, n.number, k.name, r.name, r.id, r.kind
       ) w`;
}

/** The list of locked devices; open ones are few. */
export const LOCKED = defineList<LockedDeviceView & { readonly id: string }, LockReader>()({
  sorts: {
    pressing: {
      label: 'Les plus pressants d’abord',
      heading: 'Où cela en est',
      order: 'ascending',
      keys: [
        byWhole('array_position(intake.worst_steps(), w.step)'),
        byDay(`coalesce(w."dueOn"::date, '9999-12-31'::date)`),
        byMoment('w."foundAt"'),
      ],
    },
    newest: { label: 'Récents d’abord', order: 'descending', keys: [byMoment('w."foundAt"')] },
    oldest: { label: 'Anciens d’abord', order: 'ascending', keys: [byMoment('w."foundAt"')] },
    model: {
      label: 'Par marque et modèle',
      heading: 'Appareil',
      order: 'ascending',
      keys: [byText('lower(w.make)'), byText('lower(w.model)')],
    },
  },
  usual: 'pressing',
  filters: {
    step: ofChoice({
      label: 'Où cela en est',
      page: 'etape',
      choices: LOCK_STEPS,
      where: (step, value) => `w.step = ${value(step)}`,
    }),
  },
  scopes: [ANYBODY, { ...ANYBODY, donationId: 'x' }],
  rows: (reader, value) => ({
    id: 'w."deviceId"',
    columns: `w."deviceId" AS id, w."deviceId", w.code, w.category, w.make, w.model, w.serial, w.state, w."holderOrgId", w.visible, w.kinds, w."foundAt",
         w."dueOn", w.step, w."donationId", w.number, w."donorName"`,
    from: lockedDevices(reader, value),
  }),
});
export type LocksAsked = AskedOf<typeof LOCKED>;

/** The most pressing of them. All open locks are read first whatever is asked: one plan serves all, and travels with what else a page asks. */
export const WAITING_LOCKS = assembled(
  (reader: LockReader) => {
    const { text, values } = LOCKED.statement(reader, {}, { sort: 'pressing', most: 200, counts: false });
    return { text, values };
  },
  [[ANYBODY], [{ ...ANYBODY, donationId: 'x' }]],
);

/** How many of the list wait for what. */
export const LOCKED_BY_STEP = assembled(
  (reader: LockReader) => {
    const values: unknown[] = [];
    const from = lockedDevices(reader, (value) => `$${values.push(value)}`);
    return { text: `SELECT w.step, count(*)::int AS n FROM ${from} GROUP BY w.step`, values };
  },
  [[ANYBODY]],
);
