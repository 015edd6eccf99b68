import { readableIf } from '#bank/devices';
import { dayBegan } from '#bank/people';
import {
  type AskedOf,
  defineList,
  ofChoice,
  ofWords,
  type Reader,
  readHumanNumber,
  rows,
  waiting,
} from '#platform/database';
import { type Actor, may, organisationOf, READ, type SearchHit } from '#platform/kernel';
import { HOW_LOST, INCIDENT_STATES, isOver } from './incident.lifecycle.js';
import type { IncidentListView } from './incident.queries.js';

const WAITING = waiting('i.opened_at', 'i.state <> ALL (incidents.ended_states())');

/** What was lost under an organisation's hands is its to read. @param incident SQL alias @param param placeholder of their organisation */
const had = (incident: string, param: string): string =>
  `${incident}.id IN (SELECT x.incident_id FROM incidents.lost_item x WHERE x.custodian_id = ${param}::uuid)`;

/** A letter was prepared, and nobody has said that it went. */
export const LETTER_TO_POST = `i.state <> ALL (incidents.ended_states())
  AND EXISTS (SELECT FROM incidents.controller c WHERE c.incident_id = i.id AND c.letter_at IS NOT NULL AND c.told_at IS NULL AND c.replaced_at IS NULL)`;

/** Who sees an incident: the bank, and whoever had what was lost. */
export const visibleTo = (actor: Actor, incident: string, param: string): string =>
  readableIf(actor, READ.incidents, had(incident, param), param);

const UNTOLD = `SELECT FROM incidents.controller c WHERE c.incident_id = i.id AND c.told_at IS NULL AND c.replaced_at IS NULL`;

/** What is counted down: the hours of the agreement until all controllers are told, then those of the first that has not answered. */
export const DUE_AT = `CASE WHEN i.state = ANY (incidents.ended_states()) THEN NULL
    WHEN EXISTS (${UNTOLD}) THEN i.opened_at + make_interval(hours => i.notice_hours)
    ELSE (SELECT min(c.told_at) + make_interval(hours => i.controller_hours) FROM incidents.controller c
      WHERE c.incident_id = i.id AND c.told_at IS NOT NULL AND c.answered_at IS NULL AND c.replaced_at IS NULL) END`;
export const DUE_HOURS = `CASE WHEN EXISTS (${UNTOLD}) THEN i.notice_hours ELSE i.controller_hours END`;

export const INCIDENT_COLUMNS = `i.id, i.number, i.how, i.state, i.opened_at AS "openedAt", i.ended_at AS "endedAt", ${WAITING.column},
  i.opened_at + make_interval(hours => i.notice_hours) AS "noticeDueAt", ${DUE_AT} AS "dueAt", ${DUE_HOURS} AS "dueHours",
  (SELECT count(*)::int FROM incidents.lost_item x WHERE x.incident_id = i.id AND x.removed_medium_id IS NULL) AS devices,
  (SELECT count(*)::int FROM incidents.lost_item x WHERE x.incident_id = i.id AND x.removed_medium_id IS NOT NULL) AS media,
  (SELECT count(*)::int FROM incidents.lost_item x WHERE x.incident_id = i.id AND x.found_at IS NOT NULL) AS found,
  (SELECT count(*)::int FROM incidents.controller c WHERE c.incident_id = i.id AND c.told_at IS NULL AND c.replaced_at IS NULL) AS untold,
  (SELECT count(*)::int FROM incidents.controller c WHERE c.incident_id = i.id AND c.told_at IS NOT NULL AND c.answered_at IS NULL AND c.replaced_at IS NULL) AS unanswered,
  (SELECT string_agg(DISTINCT o.name, ', ' ORDER BY o.name) FROM incidents.lost_item x JOIN people.organisation o ON o.id = x.custodian_id
    WHERE x.incident_id = i.id) AS custodians`;

export const INCIDENTS = defineList<IncidentListView>()({
  sorts: {
    newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciens d’abord', heading: 'Déclaré', order: 'ascending', keys: [] },
    waiting: WAITING.sort,
  },
  usual: 'newest',
  filters: {
    q: ofWords({
      label: 'Numéro',
      about: "An incident's number, in any spelling.",
      longest: 30,
      example: 'I-2026-0042',
      where: (typed, value) => `i.number = ${value(readHumanNumber('I', typed) ?? '')}`,
    }),
    state: ofChoice({
      label: 'État',
      about: '`live` (all that are not over), or one state.',
      page: 'etat',
      none: 'Tous',
      choices: { live: 'Tous ceux en cours', ...INCIDENT_STATES },
      where: (state, value) =>
        `i.state = ANY(${value(state === 'live' ? Object.keys(INCIDENT_STATES).filter((one) => !isOver(one as keyof typeof INCIDENT_STATES)) : [state])})`,
    }),
    how: ofChoice({
      label: 'Perte ou vol',
      page: 'nature',
      choices: HOW_LOST,
      where: (how, value) => `i.how = ${value(how)}`,
    }),
    awaits: ofChoice({
      label: 'Reste à faire',
      about: '`letter`: a letter was prepared, and nobody has said that it went.',
      page: 'reste',
      none: 'Tout',
      choices: { letter: 'Lettre à envoyer' },
      where: () => LETTER_TO_POST,
    }),
    waiting: WAITING.filter(dayBegan),
  },
  scopes: [null, 'x'],
  rows: (organisation, value) => ({
    id: 'i.id',
    columns: INCIDENT_COLUMNS,
    from: 'incidents.incident i',
    counted: 'incidents.incident i',
    where: organisation ? [had('i', value(organisation))] : [],
  }),
});
export type IncidentsAsked = AskedOf<typeof INCIDENTS>;

export async function searchIncidents(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const number = readHumanNumber('I', typed);
  if (!number || !may(actor, READ.incidents)) return [];
  const found = await rows<{ id: string; number: string; how: keyof typeof HOW_LOST }>(
    on,
    `SELECT i.id, i.number, i.how FROM incidents.incident i WHERE i.number = $1 AND ${visibleTo(actor, 'i', '$2')}`,
    [number, organisationOf(actor)],
  );
  return found.map((i) => ({ title: i.number, detail: HOW_LOST[i.how], href: `/incidents/${i.id}`, exact: true }));
}
