import type { Lists } from '#platform/database';
import {
  ANSWERS,
  CONTROLLER_KINDS,
  HOW_LOST,
  INCIDENT_LIFECYCLE,
  INCIDENT_STATE_NAMES,
  INCIDENT_STATES,
  isOver,
  TOLD_HOW,
} from './incident.lifecycle.js';

/** Delays of the law and of agreements, as `/regles` calls them. */
export const DELAYS = {
  agreement: 'La banque prévient le responsable des données dans les',
  controller: 'Le responsable a ensuite, pour notifier à la CNIL',
} as const;

export const INCIDENTS_LISTS: Lists = {
  words: {
    'incidents.answer': ANSWERS,
    'incidents.controller_kind': CONTROLLER_KINDS,
    'incidents.delay': DELAYS,
    'incidents.how': HOW_LOST,
    'incidents.state': INCIDENT_STATES,
    'incidents.told_how': TOLD_HOW,
  },
  groups: { 'incidents.ended_states': INCIDENT_STATE_NAMES.filter(isOver) },
  rows: {
    'incidents.life': INCIDENT_LIFECYCLE.rows().map(({ verb, from, to }) => ({ verb, from_state: from, to_state: to })),
  },
};
