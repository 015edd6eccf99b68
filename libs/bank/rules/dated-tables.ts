import { CATEGORIES, MEDIUM_KINDS, type MediumKind } from '#bank/devices';
import { FAULT_DELAYS } from '#bank/faults';
import { DELAYS } from '#bank/incidents';
import { CAPACITIES, DONOR_KINDS, LAW_SUBJECTS, SELLING_MODES } from '#bank/intake';
import { GROUNDS } from '#bank/people';
import { ASKED_PAPERS, CLAUSES, type LegalSubject } from '#bank/receipts';
import { ERASE_METHODS } from '#bank/workshop';
import { DATED_PERIODS, ERASURE_CLASSES, PERIOD_UNITS } from '#platform/kernel';

/** How a value is written and read. `cents` may be left empty when `none` says what that means. */
export type ValueKind =
  | 'count'
  | 'percent'
  | 'days'
  | 'months'
  | 'years'
  | 'cents'
  | 'yes_no'
  | 'code'
  | 'codes'
  | 'text';

export interface DatedColumn {
  readonly column: string;
  readonly label: string;
  readonly kind: ValueKind;
  readonly words?: Readonly<Record<string, string>>;
  /** What an empty value means; without it there is no empty value. */
  readonly none?: string;
  /** Of a text: how long it may be; 2,000 characters where nothing is said. */
  readonly max?: number;
  readonly zero?: true;
}

/** One table of dated rules. Its rows have `valid_from` and `source` besides. */
export interface DatedTable {
  readonly table: string;
  readonly title: string;
  readonly about: string;
  /** What a row speaks of; null when the table holds one rule. */
  readonly key: {
    readonly column: string;
    readonly label: string;
    readonly words: Readonly<Record<string, string>>;
  } | null;
  readonly columns: readonly DatedColumn[];
  /** Its values are said one after the other: « 24 mois »; of a yes or no, its name where it is yes. */
  readonly phrase?: true;
  readonly authored?: true;
}

const labels = (of: Readonly<Record<string, { readonly label: string }>>): Record<string, string> =>
  Object.fromEntries(Object.entries(of).map(([id, { label }]) => [id, label]));
const CATEGORY_WORDS = Object.fromEntries(CATEGORIES.map((c) => [c.id, c.label]));
const PAPERS = labels(ASKED_PAPERS);
const subject = (words: Readonly<Record<string, string>>) => ({ column: 'subject', label: 'Sujet', words });
const SECOND_HAND = { column: 'second_hand', label: 'Lu de seconde main', kind: 'yes_no' } as const;
const PROCESSING = Object.fromEntries(
  Object.entries(CLAUSES).map(([id, title]) => [id, `Traitement des données : ${title.toLowerCase()}`]),
) as Record<keyof typeof CLAUSES, string>;
const CLASS = <Kind extends MediumKind>(column: Kind) =>
  ({ column, label: MEDIUM_KINDS[column], kind: 'code', words: ERASURE_CLASSES, none: 'ne s’applique pas' }) as const;
const DAYS = { column: 'days', label: 'Jours', kind: 'days' } as const;

/**
 * Every rule that comes from the law or from a choice, by the table that holds it: the one list of them. The page, its forms, the API
 * and the checks come from it. A new dated table is one entry here, and `CALL platform.dated_rules(…)` in its file of triggers.
 */
// biome-ignore format: a table to read
export const DATED_TABLES = {
  'loi': {
    table: 'intake.law_rule', title: 'Ce que dit la loi',
    about: 'Chaque règle avec son texte et sa date. Ce qui n’est pas tranché est marqué, avec qui décide : aucun document ne l’imprime comme une loi.',
    key: subject(labels(LAW_SUBJECTS)),
    columns: [
      { column: 'settled', label: 'Tranché', kind: 'yes_no' },
      // The law prescribes some word for word.
      { column: 'text', label: 'Texte', kind: 'text', max: 6000 },
      { column: 'decides', label: 'Qui décide', kind: 'text' },
      SECOND_HAND,
    ],
  },
  'capacite': {
    table: 'intake.receiving_capacity', title: 'À quel titre la banque reçoit d’un organisme public',
    about: 'Sans ce titre, aucune convention avec un donateur public. Comme source, écrivez ce qui le prouve : un décret, l’article des statuts, ou le texte qui permet à un organisme public de recevoir.',
    key: null, columns: [{ column: 'capacity', label: 'Titre', kind: 'code', words: labels(CAPACITIES) }], authored: true,
  },
  'vente': {
    table: 'intake.selling_rule', title: 'La banque donne, ou vend',
    about: 'Quand elle donne, aucun prix n’est demandé nulle part. Quand elle vend, c’est au prix de sa grille.',
    key: null, columns: [{ column: 'mode', label: 'Choix', kind: 'code', words: labels(SELLING_MODES) }], authored: true,
  },
  'grille-prix': {
    table: 'allocation.price_grid', title: 'Grille des prix',
    about: 'Ce que coûte un appareil, toutes taxes comprises, si la banque vend. Personne ne tape un autre prix ; d’origine publique, jamais plus que le plafond.',
    key: { column: 'category', label: 'Type', words: CATEGORY_WORDS },
    columns: [
      { column: 'grade_a', label: 'Classé A', kind: 'cents', none: 'ne se vend pas' },
      { column: 'grade_b', label: 'Classé B', kind: 'cents', none: 'ne se vend pas' },
      { column: 'grade_c', label: 'Classé C', kind: 'cents', none: 'ne se vend pas' },
    ],
  },
  'donateurs': {
    table: 'intake.donor_rule', title: 'Règles selon le type de donateur',
    about: 'Documents demandés, vente, prix plafond. Copié sur chaque appareil quand il est enregistré, et gardé jusqu’au bout.',
    key: { column: 'donor_kind', label: 'Donateur', words: labels(DONOR_KINDS) },
    columns: [
      { column: 'public_origin', label: 'Origine publique', kind: 'yes_no' },
      { column: 'resale_forbidden', label: 'Pas de vente libre', kind: 'yes_no' },
      { column: 'price_capped', label: 'Prix plafond', kind: 'yes_no' },
      { column: 'papers', label: 'Documents', kind: 'codes', words: PAPERS },
    ],
  },
  'prix-plafonds': {
    table: 'intake.price_ceiling', title: 'Prix solidaires plafonds',
    about: 'Prix de vente maximum, toutes taxes comprises, d’un appareil d’origine publique.',
    key: { column: 'category', label: 'Type', words: CATEGORY_WORDS },
    columns: [{ column: 'cents', label: 'Prix', kind: 'cents', none: 'pas de plafond', zero: true }],
  },
  'valeur-don-public': {
    table: 'intake.public_gift_cap', title: 'Valeur d’un appareil donné par un organisme public',
    about: 'Ce que vaut au plus un appareil qu’un organisme public donne.',
    key: null, columns: [{ column: 'cents', label: 'Valeur', kind: 'cents', zero: true }],
  },
  'age-reemploi': {
    table: 'intake.reuse_age', title: 'Âge au-delà duquel un appareil ne compte plus',
    about: 'Pour l’objectif de réemploi des organismes publics. Un appareil plus ancien peut être donné, il ne compte pas.',
    key: null, columns: [{ column: 'years', label: 'Années', kind: 'years' }],
  },
  'delais': {
    table: 'intake.delay', title: 'Délais des appareils verrouillés',
    about: 'Combien de jours on attend le donateur, et quand on le relance.',
    key: subject({ lock_reminder: 'Relancer le donateur après', lock_deadline: 'Attendre le donateur au plus' }),
    columns: [DAYS],
  },
  'incidents': {
    table: 'incidents.notice_rule', title: 'Délais d’une perte ou d’un vol de données',
    about: 'Combien d’heures a la banque, après la déclaration, pour prévenir le responsable des données, et combien il a ensuite pour notifier. Les conventions disent le premier : changez les deux ensemble.',
    key: subject(DELAYS), columns: [{ column: 'hours', label: 'Heures', kind: 'count' }],
  },
  'classes-effacement': {
    table: 'refurbishment.method_rule', title: 'Classe de chaque méthode d’effacement',
    about: 'La classe (Clear, Purge) qu’une méthode a pour chaque type de support, telle que la disent les normes. Elle vient de la méthode, jamais d’un nom écrit dans un journal. Un certificat déjà fait garde la sienne.',
    key: { column: 'method', label: 'Méthode', words: ERASE_METHODS },
    columns: [CLASS('disk'), CLASS('ssd'), CLASS('nvme'), CLASS('emmc'), CLASS('sd'), SECOND_HAND],
  },
  'retard-pannes': {
    table: 'maintenance.delay', title: 'Délais des pannes',
    about: 'Après combien de jours sans étape une panne est en retard, selon où elle en est. Une panne en attente jusqu’à une date est en retard après cette date. La règle du jour de la dernière étape compte. Et jusqu’à combien de jours après sa fin un nouveau signalement rouvre la même panne.',
    key: subject(FAULT_DELAYS), columns: [DAYS],
  },
  'pannes-en-serie': {
    table: 'maintenance.series_rule', title: 'Modèle souvent en panne',
    about: 'À partir de combien de pannes d’un même modèle, et en combien de mois, la banque en est avertie sur sa page d’accueil. Une panne close parce que ce n’en était pas une, ou parce qu’elle était déjà signalée, ne compte pas.',
    key: null, columns: [{ column: 'faults', label: 'Pannes', kind: 'count' }, { column: 'months', label: 'En', kind: 'months' }],
  },
  'conservation': {
    table: 'people.retention', title: 'Conservation des données personnelles',
    about: 'Après ce temps, ce qui nomme une personne est effacé ; l’histoire des appareils et les chiffres restent, sans nom. La durée est un choix de la banque : écrivez le texte auquel elle se réfère.',
    key: subject(DATED_PERIODS), columns: [{ column: 'amount', label: 'Durée', kind: 'count' }, { column: 'unit', label: 'Unité', kind: 'code', words: PERIOD_UNITS }, { ...SECOND_HAND, none: 'non' }], phrase: true,
  },
  'accords': {
    table: 'allocation.approval_rule', title: 'Durée d’un accord',
    about: 'Combien de temps une demande acceptée attend un appareil avant de rendre sa place dans le quota.',
    key: null, columns: [DAYS],
  },
  'absences': {
    table: 'allocation.absence_rule', title: 'Après une absence',
    about: 'Combien de temps un appareil est gardé pour une personne qui n’est pas venue à son rendez-vous. À la deuxième absence, il est libre tout de suite.',
    key: null, columns: [DAYS],
  },
  'alerte-quota': {
    table: 'allocation.quota_rule', title: 'Quota presque épuisé',
    about: 'À partir de quelle part accordée d’un quota la structure et la banque en sont averties par un message, une fois pour chaque quota.',
    key: null, columns: [{ column: 'percent', label: 'Part', kind: 'percent' }],
  },
  'fin-de-credit': {
    table: 'sims.credit_rule', title: 'Fin du crédit d’une carte SIM',
    about: 'Combien de jours avant la fin du crédit d’une carte remise sa structure en est avertie par un message, une fois pour chaque fin.',
    key: null, columns: [DAYS],
  },
  'cartes-par-personne': {
    table: 'sims.cap_rule', title: 'Cartes SIM par personne',
    about: 'Combien de cartes une personne reçoit au plus, et en combien de mois. Une carte défectueuse ne compte pas. Au-delà, la personne responsable de la structure dit pourquoi.',
    key: null, columns: [{ column: 'cards', label: 'Cartes', kind: 'count' }, { column: 'months', label: 'En', kind: 'months' }],
  },
  'garanties': {
    table: 'allocation.warranty_rule', title: 'Garantie',
    about: 'Durée de la garantie selon que l’appareil est donné ou vendu.',
    key: { column: 'mode', label: 'Remise', words: { gift: 'Donné', sale: 'Vendu à prix solidaire' } },
    columns: [{ column: 'months', label: 'Mois', kind: 'months', zero: true }],
  },
  'textes-papiers': {
    table: 'receipts.legal_text', title: 'Ce que disent les documents',
    about: 'Phrases que la loi ou la banque demande sur les documents. Copiées sur chaque document quand il est demandé, avec leur source ; si personne n’a lu le texte lui-même, le document le dit.',
    key: subject({
      transfer: 'Transfert de propriété', data: 'Données', processor: 'Données, du camion à l’effacement', ...PROCESSING, workshop_processing: 'Données, sur le bon de transfert à un atelier', public_undertaking: 'Engagement pour un don public', public_undertaking_other: 'Engagement pour un don public, à un autre titre', certify_company: 'Reçu d’entreprise',
      certify_person: 'Reçu de particulier', received_goods: 'Biens reçus et acceptés', donor_value: 'Valeur déclarée', donor_value_person: 'Valeur déclarée par un particulier', value_law_company: 'À lire à une entreprise avant la valeur', value_law_person: 'À lire à un particulier avant la valeur', yearly_declaration: 'Déclaration annuelle', reuse_target: 'Objectif de réemploi', breach_contents: 'Fiche des faits d’un incident : ce que contient une notification',
    } satisfies Record<LegalSubject, string>),
    columns: [{ column: 'text', label: 'Texte', kind: 'text' }, SECOND_HAND],
  },
  'motifs-recus': {
    table: 'people.eligibility_ground', title: 'À quel titre un organisme délivre des reçus fiscaux',
    about: 'Ce que la loi permet, et pour quels donateurs. La banque choisit le sien dans « Réglages, La banque » ; sans titre, aucun reçu.',
    key: { column: 'ground', label: 'Titre', words: labels(GROUNDS) },
    columns: [
      { column: 'for_companies', label: 'Pour les entreprises', kind: 'yes_no' },
      { column: 'for_persons', label: 'Pour les particuliers', kind: 'yes_no' },
      { column: 'text', label: 'Texte', kind: 'text' },
    ],
  },
  'lien-donateur': {
    table: 'reporting.donor_link_rule', title: 'Durée du lien d’un donateur',
    about: 'Combien de temps un donateur peut lire ce que deviennent ses appareils.',
    key: null, columns: [DAYS],
  },
} as const satisfies Record<string, DatedTable>;
export type DatedTableId = keyof typeof DATED_TABLES;

/** True for the id of a table of rules; ask before trusting an address. */
export const isDatedTable = (text: unknown): text is DatedTableId =>
  typeof text === 'string' && Object.hasOwn(DATED_TABLES, text);
export const datedTable = (id: DatedTableId): DatedTable => DATED_TABLES[id];
