import { type Actor, BANK, hasRole, isBank, isMember, type Role, STRUCTURE } from '#kernel';

/** What does not work, in the words of the four pictograms. */
export const PROBLEMS = {
  no_power: { label: 'Ne s’allume plus', icon: 'power-off' },
  screen: { label: 'Écran', icon: 'monitor-x' },
  internet: { label: 'Internet', icon: 'wifi-off' },
  other: { label: 'Autre chose', icon: 'circle-question-mark' },
} as const;
export type Problem = keyof typeof PROBLEMS;
export const PROBLEM_NAMES = Object.keys(PROBLEMS) as Problem[];

/** Where a ticket is. `plain` is what the person with the device reads: no name, no place, no device. */
export const TICKET_STATES = {
  open: {
    label: 'À prendre en charge',
    tone: 'attention',
    icon: 'hourglass',
    plain: 'Votre message est bien arrivé. Quelqu’un va le lire.',
  },
  taken: { label: 'Prise en charge', tone: 'info', icon: 'life-buoy', plain: 'Quelqu’un s’occupe de votre panne.' },
  waiting: {
    label: 'En attente',
    tone: 'attention',
    icon: 'circle-pause',
    plain: 'Votre panne est en attente : il manque une réponse ou une pièce.',
  },
  device_in: {
    label: 'Appareil en réparation',
    tone: 'info',
    icon: 'wrench',
    plain: 'Votre appareil est en réparation.',
  },
  solved: { label: 'Résolue', tone: 'ok', icon: 'circle-check', plain: 'Votre panne est réglée.' },
  swapped: {
    label: 'Appareil remplacé',
    tone: 'ok',
    icon: 'refresh-cw',
    plain: 'Votre appareil a été remplacé par un autre.',
  },
  closed: { label: 'Close', tone: 'neutral', icon: 'circle-x', plain: 'Votre demande est terminée.' },
} as const;
export type TicketState = keyof typeof TICKET_STATES;
export const TICKET_STATE_NAMES = Object.keys(TICKET_STATES) as TicketState[];
export const LIVE_STATES = ['open', 'taken', 'waiting', 'device_in'] as const satisfies readonly TicketState[];

/** How a fault was solved. Codes, so that they can be counted without reading anybody's words. */
export const SOLUTIONS = {
  advice: 'Un conseil a suffi',
  settings: 'Un réglage a été fait',
  charger: 'Le chargeur a été changé',
  repaired: 'L’appareil a été réparé',
} as const;
export type Solution = keyof typeof SOLUTIONS;

/** Why a ticket ended without a solution. */
export const CLOSE_REASONS = {
  no_fault: 'Pas de panne constatée',
  duplicate: 'Déjà signalée',
  not_reachable: 'Personne injoignable',
  not_ours: 'Pas un appareil de la banque',
  beyond_repair: 'Irréparable, sans remplacement',
} as const;
export type CloseReason = keyof typeof CLOSE_REASONS;

export interface TicketTransition {
  readonly from: readonly TicketState[] | 'nothing';
  readonly to: TicketState;
  /** The button. */
  readonly label: string;
  /** The line in the history. */
  readonly done: string;
  readonly icon: string;
  readonly by: readonly Role[];
  /** It is about a device: refused while nobody has said which. */
  readonly needsDevice?: true;
}

const BOTH = [...STRUCTURE, ...BANK];

/**
 * The one table of what can happen to a ticket. Buttons, endpoints, the rows of `maintenance.life` in Postgres and the
 * tests come from it.
 */
// biome-ignore format: a table reads line by line
export const TICKET_LIFE = {
  report: { from: 'nothing', to: 'open', label: 'Envoyer', done: 'Panne signalée', icon: 'life-buoy', by: [] },
  assign: { from: ['open'], to: 'open', label: 'Trouver l’appareil', done: 'Appareil trouvé', icon: 'scan-line', by: BANK },
  take: { from: ['open'], to: 'taken', label: 'Prendre en charge', done: 'Prise en charge', icon: 'life-buoy', by: BOTH, needsDevice: true },
  wait: { from: ['taken'], to: 'waiting', label: 'Mettre en attente', done: 'Mise en attente', icon: 'circle-pause', by: BOTH, needsDevice: true },
  resume: { from: ['waiting'], to: 'taken', label: 'Reprendre', done: 'Reprise', icon: 'play', by: BOTH, needsDevice: true },
  take_in: { from: ['taken', 'waiting'], to: 'device_in', label: 'Prendre en réparation', done: 'Appareil pris en réparation', icon: 'wrench', by: STRUCTURE, needsDevice: true },
  solve: { from: ['taken', 'waiting'], to: 'solved', label: 'C’est résolu', done: 'Résolue', icon: 'circle-check', by: BOTH, needsDevice: true },
  give_back: { from: ['device_in'], to: 'solved', label: 'Rendre à la personne', done: 'Réparé et rendu', icon: 'hand-heart', by: STRUCTURE, needsDevice: true },
  swap: { from: ['taken', 'waiting', 'device_in'], to: 'swapped', label: 'Remplacer l’appareil', done: 'Appareil remplacé', icon: 'refresh-cw', by: STRUCTURE, needsDevice: true },
  close: { from: ['open', 'taken', 'waiting', 'device_in'], to: 'closed', label: 'Clore sans solution', done: 'Close', icon: 'circle-x', by: BOTH },
} as const satisfies Record<string, TicketTransition>;

export type TicketVerb = keyof typeof TICKET_LIFE;
export const TICKET_VERBS = Object.keys(TICKET_LIFE) as TicketVerb[];

/** The transition of a verb, with its literal types widened. */
export const ticketTransition = (verb: TicketVerb): TicketTransition => TICKET_LIFE[verb];

/** Every legal (verb, from, to); `none` is the state before a ticket exists. The rows of `maintenance.life`. */
export function ticketLifeRows(): { verb: TicketVerb; from: TicketState | 'none'; to: TicketState }[] {
  return TICKET_VERBS.flatMap((verb) => {
    const t = ticketTransition(verb);
    const from: readonly (TicketState | 'none')[] = t.from === 'nothing' ? ['none'] : t.from;
    return from.map((state) => ({ verb, from: state, to: t.to }));
  });
}

/** Whether the table gives this verb on this ticket to this actor now. */
export function mayUse(
  actor: Actor,
  verb: TicketVerb,
  ticket: { state: TicketState; deviceId: string | null; structureId: string | null },
): boolean {
  const t = ticketTransition(verb);
  if (t.from === 'nothing' || !t.from.includes(ticket.state) || (t.needsDevice && !ticket.deviceId)) return false;
  if (actor.kind === 'system') return true;
  if (!hasRole(actor, ...t.by)) return false;
  return isBank(actor) || (isMember(actor) && ticket.structureId === actor.organisationId);
}

/** The reasons for which a ticket in this state may be closed. */
export const closeReasonsFrom = (state: TicketState): CloseReason[] =>
  (Object.keys(CLOSE_REASONS) as CloseReason[]).filter((reason) =>
    state === 'device_in' ? reason === 'beyond_repair' : true,
  );
