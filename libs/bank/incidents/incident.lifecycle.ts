import { BANK, defineLifecycle } from '#platform/kernel';

export const INCIDENT_STATES = {
  open: { label: 'À signaler', tone: 'alert', icon: 'shield-alert' },
  told: { label: 'Signalé, réponse attendue', tone: 'attention', icon: 'hourglass' },
  closed: { label: 'Clos', tone: 'neutral', icon: 'circle-check' },
  found: { label: 'Retrouvé', tone: 'ok', icon: 'search-check' },
  error: { label: 'Déclaré par erreur', tone: 'neutral', icon: 'ban' },
} as const;
export type IncidentState = keyof typeof INCIDENT_STATES;
export const INCIDENT_STATE_NAMES = Object.keys(INCIDENT_STATES) as IncidentState[];
export const isOver = (state: IncidentState): boolean => state === 'closed' || state === 'found' || state === 'error';

export const HOW_LOST = { lost: 'Perte', stolen: 'Vol' } as const;
export type HowLost = keyof typeof HOW_LOST;

/** Who decided what was done with the data (GDPR, art. 4, 7), by the epoch of it: docs/adr/0122. */
export const CONTROLLER_KINDS = { donor: 'Donateur', structure: 'Structure', bank: 'La banque elle-même' } as const;
export type ControllerKind = keyof typeof CONTROLLER_KINDS;

export const TOLD_HOW = {
  mail: 'par mail',
  letter: 'par lettre',
  itself: 'la banque le sait déjà',
} as const;
export type ToldHow = keyof typeof TOLD_HOW;

/** What a controller did with the notice: its decision, which the bank only notes. */
export const ANSWERS = {
  notified: 'Il notifie la violation à la CNIL',
  no_risk: 'Il ne notifie pas : pas de risque pour les personnes',
  handles: 'Il s’en occupe, sans dire comment',
} as const;
export type ControllerAnswer = keyof typeof ANSWERS;

export interface IncidentFacts {
  readonly state: IncidentState | 'none';
  readonly number?: string;
  /** Controllers that nobody told yet, and those that were told and have not answered. */
  readonly untold: number;
  readonly unanswered: number;
}

/** An incident is opened, joined and found by Postgres, with the device or medium; people tell whose data it is, and note the answer. */
// biome-ignore format: a table reads line by line
export const INCIDENT_LIFECYCLE = defineLifecycle({
  name: 'incident',
  states: INCIDENT_STATES,
  reasons: { found_again: 'Retrouvé', wrong_entry: 'Noté par erreur', logged_twice: 'Enregistré deux fois' },
  stateOf: (incident: IncidentFacts) => incident.state,
  relations: {},
  needs: {
    untold: (incident) => incident.untold > 0,
    unanswered: (incident) => incident.unanswered > 0,
  },
  refusals: { notNow: 'incidents.not_now', untold: 'incidents.all_told', unanswered: 'incidents.none_awaited' },
  facts: ({ number, state }) => ({ number, state }),
  transitions: {
    open: { from: 'nothing', to: 'open', by: {}, label: 'Ouvrir', done: 'Perte ou vol déclaré', icon: 'shield-alert' },
    join: { from: ['open'], to: 'same', by: {}, label: 'Ajouter', done: 'Un autre appareil ou support déclaré', icon: 'plus' },
    tell: { from: ['open', 'told', 'found'], to: ['open', 'told', 'found'], by: { any: BANK }, label: 'Prévenir le responsable', done: 'Responsable des données prévenu', icon: 'mail', needs: ['untold'] },
    write: { from: ['open', 'told', 'found'], to: 'same', by: { any: BANK }, label: 'Préparer la lettre', done: 'Lettre préparée', icon: 'printer', needs: ['untold'] },
    answer: { from: ['open', 'told', 'found'], to: ['open', 'told', 'closed', 'found'], by: { any: BANK }, label: 'Enregistrer sa réponse', done: 'Réponse enregistrée', icon: 'file-check', needs: ['unanswered'] },
    sheet: { from: ['open', 'told', 'closed', 'found'], to: 'same', by: { any: BANK }, label: 'Établir la fiche des faits', done: 'Fiche des faits établie', icon: 'file-text' },
    follow: { from: ['open', 'told', 'closed', 'found', 'error'], to: ['open', 'told', 'closed', 'found', 'error'], by: {}, label: 'Corriger', done: 'Responsable des données corrigé, avec le don', icon: 'pencil' },
    find: { from: ['open', 'told', 'closed', 'found'], to: ['open', 'told', 'closed', 'found', 'error'], by: {}, label: 'Retrouver', done: 'Retrouvé', icon: 'search-check' },
  },
});
export type IncidentVerb = (typeof INCIDENT_LIFECYCLE.verbs)[number];
