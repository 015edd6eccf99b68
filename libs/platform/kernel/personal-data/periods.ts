export const PERIOD_UNITS = { days: 'jours', months: 'mois', years: 'ans' } as const;
export type PeriodUnit = keyof typeof PERIOD_UNITS;

/** As people say it: days that are whole years are years. */
export const asSaid = <U extends string>(amount: number, unit: U): readonly [number, U | 'years'] =>
  unit === 'days' && amount >= 365 && amount % 365 === 0 ? [amount / 365, 'years'] : [amount, unit];

/** A period that the bank dates and changes on the page of rules: its rows in `people.retention`. */
export interface DatedPeriod {
  readonly dated: string;
  readonly from: string;
  /** A second dated period: the later end counts. */
  readonly atLeast?: 'sale_sheet' | 'audit';
  /** The dated period after which what it counts from comes by itself. */
  readonly begins?: 'silent_ticket' | 'unused_account';
}
/** A period of the program, too short to be anybody's choice. */
export type FixedPeriod = ({ readonly days: number } | { readonly hours: number }) & { readonly from: string };
/** No date: it goes with something else, named here. */
export interface TiedPeriod {
  readonly label: string;
}
export type Period = DatedPeriod | FixedPeriod | TiedPeriod;

/** How long people's data stays: read by the purges (`people.kept_for`), the register and the privacy page. */
export const PERIODS = {
  account: { dated: 'Compte fermé', from: 'la fermeture du compte', atLeast: 'audit', begins: 'unused_account' },
  unused_account: { dated: 'Compte inutilisé', from: 'la dernière connexion' },
  invitation: { dated: 'Invitation sans réponse', from: 'l’invitation' },
  closing_notice: { days: 30, from: 'le message qui annonce la fermeture du compte' },
  with_history: { label: 'autant que l’histoire qu’elle signe : un numéro d’opérateur, sans nom' },
  bank: { label: 'tant que la banque ne l’a pas remplacé' },
  signatory: {
    dated: 'Signataire qui n’a rien signé',
    from: 'la fin de son autorisation, ou son début si elle dure ; qui a signé reste autant que ses actes',
  },
  key_name: { dated: 'Nom d’une clé d’accès finie', from: 'la fin de la clé' },
  webhook: { label: 'tant que l’organisation ne l’a pas retirée' },
  webhook_answer: { days: 30, from: 'la demande d’envoi' },
  thing: { dated: 'Nom d’une chose qui ne sert plus', from: 'le dernier usage de la chose' },
  session: { hours: 12, from: 'l’ouverture de la session' },
  attempts: { days: 1, from: 'l’essai' },
  known_device: { days: 365, from: 'la dernière connexion avec ce navigateur' },
  one_time_link: { days: 3, from: 'la création du lien' },
  donor_contact: { dated: 'Coordonnées d’un donateur', from: 'le dernier contact' },
  file_row: { dated: 'Lignes d’un tableur', from: 'l’import' },
  undecided_file: { days: 30, from: 'l’envoi du fichier, si personne ne décide' },
  sim_list: { days: 1, from: 'l’envoi de la liste, si personne ne décide' },
  figures: { label: 'pour les chiffres : après la durée de l’identité, plus rien ne mène à la personne' },
  identity: { dated: 'Identité d’une personne accompagnée', from: 'le dernier contact' },
  handover_sheet: { dated: 'Feuille de remise signée', from: 'la remise', atLeast: 'sale_sheet' },
  sale_sheet: { dated: 'Feuille de remise d’une vente', from: 'la fin de la garantie' },
  appointment: {
    days: 30,
    from: 'le jour du rendez-vous, ou jusqu’auquel l’appareil est gardé après une absence, et au plus tard à la remise',
  },
  free_text: { dated: 'Texte libre', from: 'le jour où la note a été écrite' },
  person_receipt: { dated: 'Reçu d’un particulier', from: 'le jour du reçu' },
  signed_scan: { dated: 'Papier signé, numérisé', from: 'le jour où le papier signé est revenu' },
  ticket_words: {
    dated: 'Mots et téléphone de qui signale une panne',
    from: 'la fin de la panne',
    begins: 'silent_ticket',
  },
  silent_ticket: { dated: 'Panne restée sans nouvelles', from: 'le dernier geste sur la panne' },
  looks: { dated: 'Journal des identités consultées', from: 'la consultation' },
  audit: { dated: 'Journal de gestion', from: 'l’acte' },
  mail_log: { dated: 'Journal des messages', from: 'la demande du message' },
  asked_reset: { hours: 1, from: 'la demande' },
  sent_mail: { days: 30, from: 'la demande, si le message n’est pas parti avant : envoyé, il est effacé' },
  line: {
    dated: 'Ligne restée sans nouvelles',
    from: 'le dernier geste sur la carte ou le dernier contact avec la personne, si la ligne n’a pas fini avant',
  },
  log_file: {
    dated: 'Fichier d’un journal d’effacement',
    from: 'l’arrivée du journal ; ce qui y a été lu et son empreinte restent',
  },
  device: {
    dated: 'Ce qui est dit d’un appareil',
    from: 'le jour où cela a été dit, les noms lus par les outils étant retirés avant',
  },
  paper: {
    dated: 'Document, et numéros des pièces qu’il cite',
    from: 'le jour du document, s’il n’a pas de fin plus proche',
  },
} as const satisfies Record<string, Period>;
export type PeriodName = keyof typeof PERIODS;

type Dated = { [K in PeriodName]: (typeof PERIODS)[K] extends DatedPeriod ? K : never }[PeriodName];
export const DATED_PERIODS = Object.fromEntries(
  Object.entries(PERIODS).flatMap(([name, period]) => ('dated' in period ? [[name, period.dated]] : [])),
) as Readonly<Record<Dated, string>>;

/** Takes the place of what named somebody, where a row stays. */
export const IN_PLACE = {
  reference: 'oubliée',
  filename: 'fichier',
  list: 'liste',
  account: 'Compte effacé',
  invitation: 'Invitation sans réponse',
  key: 'Clé finie',
  name: 'sans nom',
  word: 'effacé',
} as const;
/** A column with one of these holds nothing of anybody. */
export const EMPTIED: readonly string[] = ['', '{}', '[]', '\\x', ...Object.values(IN_PLACE)];
