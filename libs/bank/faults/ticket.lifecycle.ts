import { CORRECTIONS } from '#bank/corrections';
import { BANK, defineLifecycle, STRUCTURE } from '#platform/kernel';

/** What does not work, in the words of the four pictograms. */
export const PROBLEMS = {
  no_power: { label: 'Ne s’allume plus', icon: 'power-off' },
  screen: { label: 'Écran', icon: 'monitor-x' },
  internet: { label: 'Internet', icon: 'wifi-off' },
  other: { label: 'Autre chose', icon: 'circle-question-mark' },
} as const;
export type Problem = keyof typeof PROBLEMS;

/** Where a ticket is, and at which step of `FOLLOW_STEPS` whoever reported it reads that it is. */
export const TICKET_STATES = {
  open: { label: 'À prendre en charge', tone: 'attention', icon: 'hourglass', step: 1 },
  taken: { label: 'Prise en charge', tone: 'info', icon: 'life-buoy', step: 2 },
  waiting: { label: 'En attente', tone: 'attention', icon: 'circle-pause', step: 3 },
  device_in: { label: 'Appareil en réparation', tone: 'info', icon: 'wrench', step: 3 },
  solved: { label: 'Résolue', tone: 'ok', icon: 'circle-check', step: 4 },
  swapped: { label: 'Appareil remplacé', tone: 'ok', icon: 'refresh-cw', step: 4 },
  closed: { label: 'Close', tone: 'neutral', icon: 'circle-x', step: 4 },
} as const;
export type TicketState = keyof typeof TICKET_STATES;
export const TICKET_STATE_NAMES = Object.keys(TICKET_STATES) as TicketState[];
export const OPEN_TICKET_STATES = ['open', 'taken', 'waiting', 'device_in'] as const satisfies readonly TicketState[];
/** The states in which a fault can be late, for the dated rule of each. */
export const LATE_STATES = {
  open: 'À prendre en charge',
  taken: 'Prise en charge',
  waiting: 'En attente, sans date',
  device_in: 'Appareil en réparation',
} as const satisfies Record<(typeof OPEN_TICKET_STATES)[number], string>;
/** What the dated rules of faults speak of. */
export const FAULT_DELAYS = {
  ...LATE_STATES,
  same_ticket: 'Signalée de nouveau : la même panne continue pendant',
} as const;
export const isLive = (state: TicketState): boolean => OPEN_TICKET_STATES.some((live) => live === state);

/** How a fault was solved. Codes, so that they can be counted without reading anybody's words. */
export const SOLUTIONS = {
  advice: 'Un conseil a suffi',
  settings: 'Un réglage a été fait',
  charger: 'Le chargeur a été changé',
  repaired: 'L’appareil a été réparé',
} as const;
export type Solution = keyof typeof SOLUTIONS;

/** Whom or what a fault waits for. */
export const WAITS_FOR = {
  person: 'La personne : une réponse, ou son passage',
  part: 'Une pièce',
  workshop: 'L’atelier',
  device: 'Un autre appareil, pour la remplacer',
} as const;
export type WaitsFor = keyof typeof WAITS_FOR;

export const CLOSE_REASONS = {
  no_fault: 'Pas de panne constatée',
  duplicate: 'Déjà signalée',
  not_reachable: 'Personne injoignable',
  not_ours: 'Pas un appareil de la banque',
  beyond_repair: 'Irréparable, sans remplacement',
  no_news: 'Restée sans nouvelles',
} as const;
export type CloseReason = keyof typeof CLOSE_REASONS;

/** What became of the person's files when their device comes back from a repair; said by whoever gives it back. */
export const FILES = {
  kept: 'Ils y sont : aucun disque n’a été touché, et la personne sait que l’appareil a été ouvert',
  lost: 'Ils sont effacés, et la personne le sait',
} as const;
export type Files = keyof typeof FILES;

export interface TicketFacts {
  readonly state: TicketState | 'none';
  readonly deviceId: string | null;
  readonly structureId: string | null;
  readonly number?: string;
  /** It gathers reports of many devices. */
  readonly gathers?: boolean;
  /** One of its reports can be moved out. */
  readonly several?: boolean;
  /** Whom or what it waits for. */
  readonly waitsFor?: WaitsFor | null;
}

const BOTH = { any: BANK, own: STRUCTURE } as const;
const BY_STRUCTURE = { own: STRUCTURE } as const;

/** What can happen to a ticket, and who may do it; what each verb asks is in `TICKET_ASKS` (`web/faults.dto.ts`). Whoever has the device reports, without an account. */
// biome-ignore format: a table reads line by line
export const TICKET_LIFECYCLE = defineLifecycle({
  name: 'ticket',
  states: TICKET_STATES,
  reasons: CLOSE_REASONS,
  stateOf: (ticket: TicketFacts) => ticket.state,
  relations: { own: (organisation, ticket) => ticket.structureId === organisation },
  needs: {
    // Refused while nobody has said which device it is about.
    device: (ticket) => ticket.deviceId !== null,
    oneDevice: (ticket) => !ticket.gathers,
    several: (ticket) => ticket.several === true,
    waits: (ticket) => ticket.state === 'waiting' || Boolean(ticket.waitsFor),
  },
  refusals: {
    notNow: 'maintenance.not_now',
    notYours: 'maintenance.not_yours',
    device: 'maintenance.device_unknown',
    oneDevice: 'maintenance.several_devices',
    several: 'maintenance.one_report',
    waits: 'maintenance.waits_for_nothing',
  },
  facts: ({ number, state }) => ({ number, state }),
  transitions: {
    report: { from: 'nothing', to: 'open', by: {}, label: 'Envoyer', done: 'Panne signalée', icon: 'life-buoy' },
    join: { from: ['open', 'taken', 'waiting', 'device_in'], to: 'same', by: {}, label: 'Signaler de nouveau', done: 'Signalée de nouveau', icon: 'life-buoy' },
    ask_again: { from: ['open', 'taken', 'waiting', 'device_in'], to: 'same', by: {}, label: 'Redemander', done: 'La personne redemande', icon: 'life-buoy' },
    come_back: { from: ['solved', 'closed'], to: 'open', by: {}, label: 'Signaler de nouveau', done: 'Signalée de nouveau : elle continue', icon: 'life-buoy' },
    follow: { from: ['open', 'taken', 'waiting', 'device_in'], to: 'same', by: {}, label: 'Suivre l’appareil', done: 'Appareil réuni avec son double', icon: 'laptop' },
    assign: { from: ['open'], to: 'open', by: { any: BANK }, label: 'Trouver l’appareil', done: 'Appareil trouvé', icon: 'scan-line', needs: ['oneDevice'] },
    move_out: { from: ['open', 'taken', 'waiting', 'device_in'], to: 'same', by: BOTH, label: 'Mettre un signalement à part', done: 'Signalement mis à part', icon: 'life-buoy', needs: ['several'] },
    take: { from: ['open'], to: 'taken', by: BOTH, label: 'Prendre en charge', done: 'Prise en charge', icon: 'life-buoy', needs: ['device'] },
    entrust: { from: ['taken', 'waiting', 'device_in'], to: 'same', by: BOTH, label: 'Confier à quelqu’un d’autre', done: 'Confiée', icon: 'users', needs: ['device'] },
    diagnose: { from: ['taken', 'waiting', 'device_in'], to: 'same', by: BOTH, label: 'Dire ce qui a été trouvé', done: 'Panne trouvée', icon: 'search', needs: ['device'] },
    // A device that is here in repair stays here while it waits.
    wait: { from: ['taken', 'waiting', 'device_in'], to: ['waiting', 'device_in'], by: BOTH, label: 'Mettre en attente', done: 'Mise en attente', icon: 'circle-pause', needs: ['device'] },
    resume: { from: ['waiting', 'device_in'], to: ['taken', 'device_in'], by: BOTH, label: 'Reprendre', done: 'Reprise', icon: 'play', needs: ['device', 'waits'] },
    take_in: { from: ['taken', 'waiting'], to: 'device_in', by: BY_STRUCTURE, label: 'Prendre en réparation', done: 'Appareil pris en réparation', icon: 'wrench', needs: ['device'] },
    solve: { from: ['taken', 'waiting'], to: 'solved', by: BOTH, label: 'C’est résolu', done: 'Résolue', icon: 'circle-check', needs: ['device'] },
    give_back: { from: ['device_in'], to: 'solved', by: BY_STRUCTURE, label: 'Rendre à la personne', done: 'Réparé et rendu', icon: 'hand-heart', needs: ['device'] },
    swap: { from: ['taken', 'waiting', 'device_in'], to: 'swapped', by: BY_STRUCTURE, ends: 'for_good', label: 'Remplacer l’appareil', done: 'Appareil remplacé', icon: 'refresh-cw', needs: ['device'] },
    close: { from: ['open', 'taken', 'waiting', 'device_in'], to: 'closed', by: BOTH, ends: 'until_reopened', label: 'Clore sans solution', done: 'Close', icon: 'circle-x', reasons: Object.keys(CLOSE_REASONS) as (keyof typeof CLOSE_REASONS)[] },
    reopen: {
      from: ['solved', 'closed'], to: ['open', 'taken', 'device_in'], by: CORRECTIONS.ticket_reopened.by,
      label: CORRECTIONS.ticket_reopened.label, done: CORRECTIONS.ticket_reopened.done, icon: CORRECTIONS.ticket_reopened.icon,
    },
  },
});
export type TicketVerb = (typeof TICKET_LIFECYCLE.verbs)[number];
/** A verb that is carried out on a ticket that is there. */
export type TicketAct = Exclude<TicketVerb, 'report' | 'join' | 'ask_again' | 'come_back' | 'follow'>;

export const ACTS_ON_TICKETS = TICKET_LIFECYCLE.right(...TICKET_LIFECYCLE.verbs);

/** The reasons for which a person may close a ticket in this state; `no_news` is the program's, and its alone. */
export const closeReasonsFrom = (state: TicketState): CloseReason[] =>
  (Object.keys(CLOSE_REASONS) as CloseReason[]).filter(
    (reason) => reason !== 'no_news' && (state !== 'device_in' || reason === 'beyond_repair'),
  );
