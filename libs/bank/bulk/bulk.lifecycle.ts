import { BANK, defineLifecycle, HOLDERS } from '#platform/kernel';

export const BULK_STATES = {
  prepared: { label: 'À confirmer', tone: 'attention', icon: 'hourglass' },
  running: { label: 'En cours', tone: 'info', icon: 'hourglass' },
  done: { label: 'Terminée', tone: 'ok', icon: 'circle-check' },
  cancelled: { label: 'Arrêtée', tone: 'neutral', icon: 'ban' },
} as const;
export type BulkState = keyof typeof BULK_STATES;

export interface BulkFacts {
  readonly state: BulkState | 'none';
  readonly organisationId: string;
}

const OF_THINGS = 'what it does with each thing, that thing’s own event tells';
const AT_WORK = { own: [...BANK, ...HOLDERS] } as const;

/** The one table of what becomes of a bulk act. What it does with each thing, that thing's own lifecycle says. */
// biome-ignore format: a table reads line by line
export const BULK_LIFECYCLE = defineLifecycle({
  name: 'bulk act',
  states: BULK_STATES,
  stateOf: (act: BulkFacts) => act.state,
  relations: { own: (organisation, act) => act.organisationId === organisation },
  refusals: { notNow: 'bulk.not_now' },
  facts: ({ state }) => ({ state }),
  transitions: {
    prepare: { from: 'nothing', to: 'prepared', by: AT_WORK, silent: OF_THINGS, label: 'Choisir une action', done: 'Préparée', icon: 'list-checks' },
    settle: { from: ['prepared'], to: 'same', by: AT_WORK, silent: OF_THINGS, label: 'Voir ce qui se passera', done: 'Précisée', icon: 'pencil' },
    confirm: { from: ['prepared'], to: 'running', by: AT_WORK, silent: OF_THINGS, label: 'Confirmer', done: 'Confirmée', icon: 'check' },
    cancel: { from: ['prepared', 'running'], to: 'cancelled', by: AT_WORK, silent: OF_THINGS, ends: 'for_good', label: 'Arrêter', done: 'Arrêtée', icon: 'ban' },
    finish: { from: ['running'], to: 'done', by: {}, silent: OF_THINGS, label: 'Finir', done: 'Terminée', icon: 'circle-check' },
  },
});
export type BulkStep = (typeof BULK_LIFECYCLE.verbs)[number];
