import { type AllocationWaiting, REQUEST_LIFECYCLE } from '#bank/allocation';
import type { FaultsWaiting } from '#bank/faults';
import { type IncidentsWaiting } from '#bank/incidents';
import type { IntakeWaiting } from '#bank/intake';
import type { LogisticsWaiting } from '#bank/logistics';
import type { PeopleWaiting } from '#bank/people';
import type { SimsWaiting } from '#bank/sims';
import { BENCH_STEPS, type BenchStepName } from '#bank/workshop';
import { entryOf } from '#platform/http';
import { type Actor, joined, may, mayAll, READ, type Right, type Waiting, WRITE } from '#platform/kernel';
import { formatHoursLeft, type IconName, plural } from '#platform/ui';
import { STEP_WORDS } from '../../../workshop/web/workshop.words.js';

/** Everything that may wait for somebody. The compiler asks for the card of a new one. */
export type What =
  | AllocationWaiting
  | IntakeWaiting
  | LogisticsWaiting
  | FaultsWaiting
  | IncidentsWaiting
  | SimsWaiting
  | PeopleWaiting
  | `bench_${BenchStepName}`
  | 'bench_help'
  | 'inventories_to_check'
  | 'corrections_to_countersign';

/** `late`: broken or past its day. `mine`: waits for the reader. `news`: waits for others; told under the cards. */
type Urgency = 'late' | 'mine' | 'news';

interface CardRule {
  readonly right: Right;
  readonly urgency: Urgency;
  readonly words: readonly [string, string];
  /** The list that holds exactly these; `own`: for whoever reads only what is their organisation’s, where it differs. */
  readonly href: string;
  readonly own?: string;
  readonly icon: IconName;
}

const BENCH_CARDS = Object.fromEntries(
  BENCH_STEPS.map((step): [string, CardRule] => [
    `bench_${step}`,
    {
      right: READ.workshop,
      urgency: 'mine',
      icon: 'wrench',
      words: STEP_WORDS[step].waiting,
      href: `/atelier?etape=${step}`,
    },
  ]),
) as Record<`bench_${BenchStepName}`, CardRule>;

/**
 * The one table of what the home page and the menu say. Among equally urgent ones, who has waited longest comes first, then the order of this table.
 */
// biome-ignore format: a table to read
export const CARDS: Readonly<Record<What, CardRule>> = {
  incidents_to_tell: { right: READ.incidents, urgency: 'late', words: ['perte ou vol de données : prévenez leur responsable', 'pertes ou vols de données : prévenez leurs responsables'], href: '/incidents?etat=open', icon: 'shield-alert' },
  incidents_open: { right: READ.incidents, urgency: 'late', words: ['perte ou vol de données chez vous', 'pertes ou vols de données chez vous'], href: '/incidents?etat=live', icon: 'shield-alert' },
  lots_missing: { right: READ.transfers, urgency: 'late', words: ['lot où il manque des appareils', 'lots où il manque des appareils'], href: '/lots?etat=missing', own: '/lots?etat=missing&sens=out', icon: 'truck' },
  lots_late: { right: READ.transfers, urgency: 'late', words: ['lot en retard', 'lots en retard'], href: '/lots?etat=late', own: '/lots?etat=late&sens=out', icon: 'truck' },
  locks_overdue: { right: READ.locks, urgency: 'late', words: ['appareil verrouillé : décidez ce qu’il devient', 'appareils verrouillés : décidez ce qu’ils deviennent'], href: '/verrous?etape=overdue', icon: 'lock' },
  faults_late: { right: READ.tickets, urgency: 'late', words: ['panne en retard', 'pannes en retard'], href: '/pannes?retard=oui', icon: 'life-buoy' },
  devices_held_back: { right: READ.proposals, urgency: 'late', words: ['appareil réservé ou livré : où sont ses données ?', 'appareils réservés ou livrés : où sont leurs données ?'], href: '/blocages', icon: 'shield-alert' },
  bench_help: { right: READ.workshop, urgency: 'mine', words: ['demande d’aide', 'demandes d’aide'], href: '/atelier?aide=oui', icon: 'life-buoy' },
  faults_open: { right: READ.tickets, urgency: 'mine', words: ['panne à prendre en charge', 'pannes à prendre en charge'], href: '/pannes?etat=open', icon: 'life-buoy' },
  resets_to_confirm: { right: WRITE.bank, urgency: 'mine', words: ['personne sans accès : à confirmer', 'personnes sans accès : à confirmer'], href: '/gestion/securite', icon: 'shield-check' },
  requests_expiring: { right: READ.requests, urgency: 'mine', words: ['demande expire dans la semaine', 'demandes expirent dans la semaine'], href: '/demandes?etat=expiring', icon: 'clock' },
  requests_to_approve: { right: REQUEST_LIFECYCLE.right('approve'), urgency: 'mine', words: ['demande à valider', 'demandes à valider'], href: '/demandes?etat=submitted', icon: 'hand-heart' },
  devices_to_hand_over: { right: READ.handovers, urgency: 'mine', words: ['appareil à remettre', 'appareils à remettre'], href: '/remises', icon: 'hand-heart' },
  lots_to_confirm: { right: READ.transfers, urgency: 'mine', words: ['arrivée à confirmer', 'arrivées à confirmer'], href: '/lots?sens=in&etat=sent', icon: 'truck' },
  lots_leaving: { right: READ.transfers, urgency: 'mine', words: ['livraison à faire partir', 'livraisons à faire partir'], href: '/lots?sens=out&etat=leaving', icon: 'truck' },
  donations_to_log: { right: READ.donations, urgency: 'mine', words: ['don à enregistrer', 'dons à enregistrer'], href: '/dons?etat=received', icon: 'package-open' },
  collections_today: { right: READ.donations, urgency: 'mine', words: ['collecte à faire aujourd’hui', 'collectes à faire aujourd’hui'], href: '/collectes?quand=due', icon: 'calendar' },
  reservations_to_deliver: { right: WRITE.deliveries, urgency: 'mine', words: ['appareil réservé, à livrer', 'appareils réservés, à livrer'], href: '/attributions/livraisons', icon: 'truck' },
  deliveries_unconfirmed: { right: READ.proposals, urgency: 'mine', words: ['livraison pas encore confirmée', 'livraisons pas encore confirmées'], href: '/lots?but=delivery&etat=sent', icon: 'truck' },
  agreements_unsigned: { right: READ.donations, urgency: 'mine', words: ['don dont la convention n’est pas revenue signée', 'dons dont la convention n’est pas revenue signée'], href: '/dons?convention=a-signer', icon: 'signature' },
  decisions_awaited: { right: READ.donations, urgency: 'mine', words: ['don public dont la décision manque : il est en dépôt', 'dons publics dont la décision manque : ils sont en dépôt'], href: '/dons?depot=oui', icon: 'hourglass' },
  donation_files: { right: READ.donations, urgency: 'mine', words: ['don dont un tableur est à vérifier', 'dons dont un tableur est à vérifier'], href: '/dons?tableur=a-verifier', icon: 'file-spreadsheet' },
  locks_to_tell: { right: READ.donations, urgency: 'mine', words: ['appareil verrouillé : donateur à prévenir', 'appareils verrouillés : donateurs à prévenir'], href: '/verrous?etape=to_tell', icon: 'mail' },
  locks_to_remind: { right: READ.donations, urgency: 'mine', words: ['appareil verrouillé : donateur à relancer', 'appareils verrouillés : donateurs à relancer'], href: '/verrous?etape=to_remind', icon: 'mail' },
  incidents_letters: { right: READ.incidents, urgency: 'late', words: ['lettre d’incident à envoyer', 'lettres d’incident à envoyer'], href: '/incidents?reste=letter', icon: 'printer' },
  incidents_unanswered: { right: READ.incidents, urgency: 'mine', words: ['incident dont la réponse est attendue', 'incidents dont la réponse est attendue'], href: '/incidents?etat=told', icon: 'hourglass' },
  faults_to_sort: { right: READ.tickets, urgency: 'mine', words: ['panne sans structure', 'pannes sans structure'], href: '/pannes?etat=triage', icon: 'life-buoy' },
  faults_series: { right: READ.tickets, urgency: 'mine', words: ['modèle souvent en panne', 'modèles souvent en panne'], href: '/pannes/modeles', icon: 'life-buoy' },
  inventories_to_check: { right: READ.inventories, urgency: 'mine', words: ['inventaire à vérifier', 'inventaires à vérifier'], href: '/inventaires?etat=waiting', icon: 'cpu' },
  corrections_to_countersign: { right: WRITE.countersignatures, urgency: 'mine', words: ['correction à contresigner', 'corrections à contresigner'], href: '/corrections?a-contresigner=oui&others=oui', icon: 'signature' },
  sims_low: { right: READ.simBatches, urgency: 'mine', words: ['carte SIM en stock : à commander', 'cartes SIM en stock : à commander'], href: '/sim?statut=in_stock', icon: 'card-sim' },
  ...BENCH_CARDS,
  repairs_here: { right: READ.tickets, urgency: 'mine', words: ['appareil en réparation', 'appareils en réparation'], href: '/pannes?etat=device_in', icon: 'wrench' },
  request_drafts: { right: READ.requests, urgency: 'mine', words: ['brouillon à envoyer', 'brouillons à envoyer'], href: '/demandes?etat=draft', icon: 'pencil' },
  sims_to_hand_out: { right: READ.sims, urgency: 'mine', words: ['carte SIM à remettre', 'cartes SIM à remettre'], href: '/sim?statut=allotted', icon: 'card-sim' },
  lots_preparing: { right: READ.transfers, urgency: 'mine', words: ['lot en préparation', 'lots en préparation'], href: '/lots?sens=out&etat=preparing', icon: 'truck' },
  units_unserved: { right: READ.proposals, urgency: 'news', words: ['appareil attendu', 'appareils attendus'], href: '/attributions', icon: 'laptop' },
  requests_in_part: { right: REQUEST_LIFECYCLE.right('approve'), urgency: 'news', words: ['demande acceptée en partie : le reste attend', 'demandes acceptées en partie : le reste attend'], href: '/demandes?etat=in_part', icon: 'hourglass' },
  donations_expected: { right: READ.donations, urgency: 'news', words: ['don attendu', 'dons attendus'], href: '/dons?etat=promised', icon: 'hourglass' },
  collections_planned: { right: READ.donations, urgency: 'news', words: ['collecte prévue', 'collectes prévues'], href: '/collectes?quand=later', icon: 'calendar' },
  requests_running: { right: READ.requests, urgency: 'news', words: ['demande en cours', 'demandes en cours'], href: '/demandes?etat=running', icon: 'hourglass' },
  lots_on_the_road: { right: READ.transfers, urgency: 'news', words: ['lot en route', 'lots en route'], href: '/lots?sens=out&etat=gone', icon: 'truck' },
  devices_handed_over: { right: READ.handovers, urgency: 'news', words: ['appareil remis', 'appareils remis'], href: '/remises?liste=remis&open=1', icon: 'users' },
  sims_in_stock: { right: READ.simBatches, urgency: 'news', words: ['carte SIM en stock', 'cartes SIM en stock'], href: '/sim?statut=in_stock', icon: 'card-sim' },
};

export interface TodayCard {
  readonly what: What;
  readonly count: number;
  readonly label: string;
  readonly detail: string;
  readonly href: string;
  readonly icon: IconName;
  readonly urgency: Urgency;
}

/** Not in the menu: what another card counts already, and a stock that is low or a model that breaks often: no number of things that wait. */
const NOT_IN_MENU: readonly What[] = ['deliveries_unconfirmed', 'faults_series', 'sims_low'];

/** What the menu says waits at each of its entries; what is told twice by the cards is counted once. */
export function menuCounts(cards: readonly TodayCard[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { what, urgency, href, count } of cards) {
    if (urgency === 'news' || NOT_IN_MENU.includes(what)) continue;
    const entry = entryOf(href);
    counts.set(entry, (counts.get(entry) ?? 0) + count);
  }
  return counts;
}

/** Most cards that one reads at a glance. What waits beyond them is told in a line, none is hidden. */
export const MOST_CARDS = 6;

const LOUDEST: readonly Urgency[] = ['late', 'mine', 'news'];
const ORDER = Object.keys(CARDS) as What[];

/** The cards of an actor, the most urgent first; nothing that counts zero. */
export function cardsOf(actor: Actor, waiting: readonly Waiting<What>[]): TodayCard[] {
  return waiting
    .filter(({ what, count }) => count > 0 && may(actor, CARDS[what].right))
    .map((w) => ({ w, card: cardOf(actor, w) }))
    .sort(
      (a, b) =>
        LOUDEST.indexOf(a.card.urgency) - LOUDEST.indexOf(b.card.urgency) ||
        (b.w.oldest ?? 0) - (a.w.oldest ?? 0) ||
        ORDER.indexOf(a.w.what) - ORDER.indexOf(b.w.what),
    )
    .map(({ card }) => card);
}

function cardOf(actor: Actor, w: Waiting<What>): TodayCard {
  const { words, href, own, icon, urgency, right } = CARDS[w.what];
  return {
    what: w.what,
    count: w.count,
    label: words[w.count > 1 ? 1 : 0],
    detail: detailOf(w, urgency),
    href: own && !mayAll(actor, right) ? own : href,
    icon,
    urgency: w.late ? 'late' : urgency,
  };
}

/** Of whoever runs the installation, who has no member's rights and this one card. */
export const resetsToConfirm = (count: number): TodayCard => {
  const { words, href, icon, urgency } = CARDS.resets_to_confirm;
  return { what: 'resets_to_confirm', count, label: words[count > 1 ? 1 : 0], detail: '', href, icon, urgency };
};

/** « 2 en retard · attente la plus longue : 9 jours », « le plus pressé : il reste 31 h sur 48 » */
function detailOf({ count, oldest, late = 0, due }: Waiting<What>, urgency: Urgency): string {
  const overdue = late && urgency !== 'late' ? `${late} en retard` : '';
  if (due) {
    const left = formatHoursLeft(due.at, due.hours);
    return joined(' · ', overdue, count > 1 ? `le plus pressé : ${left}` : left);
  }
  if (oldest === null || oldest === undefined) return overdue;
  const days = oldest ? plural(oldest, 'jour') : 'moins d’un jour';
  return joined(' · ', overdue, count > 1 ? `attente la plus longue : ${days}` : `attend depuis ${days}`);
}
