import { CORRECTIONS, type CorrectionKind, mayCorrect } from '#bank/corrections';
import { type Actor, BANK, defineLifecycle } from '#platform/kernel';

/** Where a donation is. `tone` and `icon` are those of its badge. */
export const DONATION_STATES = {
  promised: { label: 'Promis', tone: 'attention', icon: 'hourglass' },
  planned: { label: 'Collecte prévue', tone: 'info', icon: 'calendar' },
  received: { label: 'Reçu, en cours', tone: 'info', icon: 'package-open' },
  closed: { label: 'Terminé', tone: 'ok', icon: 'circle-check' },
  cancelled: { label: 'Annulé', tone: 'neutral', icon: 'ban' },
} as const;
export type DonationState = keyof typeof DONATION_STATES;

export const CANCEL_REASONS = {
  donor_withdrew: 'Le donateur a renoncé',
  given_elsewhere: 'Donné ailleurs',
  not_suitable: 'Matériel qui ne convient pas',
  entered_by_mistake: 'Saisi par erreur',
} as const;
export type CancelReason = keyof typeof CANCEL_REASONS;

export interface DonationFacts {
  /** `none` before it is recorded. */
  readonly state: DonationState | 'none';
  readonly organisationId: string;
  readonly number?: string;
  /** Devices that came with it, those logged by mistake left out; asked by `cancel` and `unreceive`. */
  readonly logged?: number;
  /** Devices refused on arrival. */
  readonly refusedCount?: number;
  /** Whether it was promised before it came: only then was its arrival recorded by a step of its own. */
  readonly wasPromised?: boolean;
  /** What was made of it that others rely on (`intake.donation_papers`). */
  readonly papers?: readonly string[];
}

/** A collection point does it with its own donations, the bank with everybody's. */
const TAKING_IN = { any: BANK, own: ['collector'] } as const;

/** The one table of what can happen to a donation, and of who may. */
// biome-ignore format: a table reads line by line
export const DONATION_LIFECYCLE = defineLifecycle({
  name: 'donation',
  states: DONATION_STATES,
  reasons: CANCEL_REASONS,
  stateOf: (donation: DonationFacts) => donation.state,
  relations: { own: (organisation, donation) => donation.organisationId === organisation },
  needs: {
    // Of one that arrived; what has not arrived has no devices.
    empty: (donation) => donation.state !== 'received' || donation.logged === 0,
    wasPromised: (donation) => donation.wasPromised === true,
    noneRefused: (donation) => donation.refusedCount === 0,
    unpapered: (donation) => donation.papers?.length === 0,
    unreceipted: (donation) => donation.papers?.includes('receipt') === false,
  },
  refusals: {
    notNow: 'intake.donation_not_now',
    empty: 'intake.donation_has_devices',
    wasPromised: 'intake.donation_never_promised',
    noneRefused: 'intake.donation_has_refusals',
    unpapered: 'intake.donation_has_papers',
    unreceipted: 'intake.receipt_issued',
  },
  facts: ({ number, state }) => ({ number, state }),
  transitions: {
    promise: { from: 'nothing', to: 'promised', by: TAKING_IN, label: 'Enregistrer la promesse', done: 'Promis', icon: 'hourglass' },
    register: { from: 'nothing', to: 'received', by: TAKING_IN, label: 'Enregistrer l’arrivée', done: 'Reçu', icon: 'package-open' },
    plan: { from: ['promised'], to: 'planned', by: TAKING_IN, label: 'Prévoir la collecte', done: 'Collecte prévue', icon: 'calendar' },
    replan: { from: ['planned'], to: 'planned', by: TAKING_IN, label: 'Changer la collecte', done: 'Collecte changée', icon: 'calendar' },
    receive: { from: ['promised', 'planned'], to: 'received', by: TAKING_IN, label: 'Le don est arrivé', done: 'Reçu', icon: 'package-open' },
    close: { from: ['received'], to: 'closed', by: TAKING_IN, ends: 'until_reopened', label: 'Terminer le don', done: 'Terminé', icon: 'circle-check' },
    cancel: {
      from: ['promised', 'planned', 'received'], to: 'cancelled', by: TAKING_IN, needs: ['empty'], ends: 'for_good', label: 'Annuler ce don', done: 'Annulé', icon: 'ban',
      reasons: ['donor_withdrew', 'given_elsewhere', 'not_suitable', 'entered_by_mistake'],
    },
    correct_donor: {
      from: ['promised', 'planned', 'received', 'closed'], to: 'same', by: CORRECTIONS.donation_donor.by, needs: ['unreceipted'],
      label: CORRECTIONS.donation_donor.label, done: CORRECTIONS.donation_donor.done, icon: CORRECTIONS.donation_donor.icon,
    },
    correct_devices: {
      from: ['received', 'closed'], to: 'same', by: CORRECTIONS.donation_devices.by, needs: ['unreceipted'],
      label: CORRECTIONS.donation_devices.label, done: CORRECTIONS.donation_devices.done, icon: CORRECTIONS.donation_devices.icon,
    },
    unreceive: {
      from: ['received'], to: ['promised', 'planned'], by: CORRECTIONS.donation_unreceived.by, needs: ['wasPromised', 'empty', 'noneRefused'],
      label: CORRECTIONS.donation_unreceived.label, done: CORRECTIONS.donation_unreceived.done, icon: CORRECTIONS.donation_unreceived.icon,
    },
    reopen: {
      from: ['closed'], to: 'received', by: CORRECTIONS.donation_reopened.by, needs: ['unpapered'],
      label: CORRECTIONS.donation_reopened.label, done: CORRECTIONS.donation_reopened.done, icon: CORRECTIONS.donation_reopened.icon,
    },
  },
});
export type DonationVerb = (typeof DONATION_LIFECYCLE.verbs)[number];

export const DONATION_CORRECTIONS = {
  correct_donor: 'donation_donor',
  correct_devices: 'donation_devices',
  unreceive: 'donation_unreceived',
  reopen: 'donation_reopened',
} as const satisfies Partial<Record<string, CorrectionKind>>;

/** What the point that took a donation in may still put right by itself, by its state. */
export const stillOpen = (state: DonationFacts['state']): boolean => state !== 'closed' && state !== 'cancelled';

/** Everything that may happen to a donation now, by this actor; the verbs of corrections as long as theirs is the time. */
export const allowedOnDonation = (actor: Actor, donation: DonationFacts): DonationVerb[] =>
  DONATION_LIFECYCLE.allowed(actor, donation).filter((verb) => {
    const kind = (DONATION_CORRECTIONS as Partial<Record<DonationVerb, CorrectionKind>>)[verb];
    return !kind || mayCorrect(actor, kind, correctable(kind, donation));
  });

export const correctable = (kind: CorrectionKind, { state, organisationId }: DonationFacts) => ({
  organisationId,
  open: CORRECTIONS[kind].alone === 'always' || stillOpen(state),
});

export const INTAKE_REFUSAL_REASONS = {
  damaged: 'Cassé',
  too_old: 'Trop ancien pour resservir',
  incomplete: 'Il manque des pièces',
  locked: 'Verrouillé, et le donateur ne peut pas le libérer',
  dangerous: 'Dangereux (batterie gonflée, traces de brûlure)',
  not_wanted: 'Nous ne prenons pas ce matériel',
  origin_unclear: 'On ne sait pas à qui il est',
} as const;
export type ArrivalRefusal = keyof typeof INTAKE_REFUSAL_REASONS;

export const REFUSAL_FATES = {
  with_donor: 'Reste chez le donateur',
  eco_organisme: 'Part avec l’éco-organisme',
} as const;
export type RefusalFate = keyof typeof REFUSAL_FATES;
