/** A period that the bank dates and changes on the page of rules: its table, what its row speaks of, and its unit. */
export interface DatedPeriod {
  readonly table: string;
  readonly column: 'kind' | 'subject';
  readonly key: string;
  readonly unit: 'days' | 'months' | 'years';
  /** From when it counts. */
  readonly from: string;
}
/** A period of the program, too short to be anybody's choice. */
export type FixedPeriod = ({ readonly days: number } | { readonly hours: number }) & { readonly from: string };
/** No date: it goes with something else, said here. */
export interface TiedPeriod {
  readonly said: string;
}
export type Period = DatedPeriod | FixedPeriod | TiedPeriod;

const DAYS_OF_INTAKE = { table: 'intake.retention', column: 'subject', unit: 'days' } as const;
const MONTHS_OF_PEOPLE = { table: 'allocation.retention_rule', column: 'kind', unit: 'months' } as const;
const YEARS_OF_RECEIPTS = { table: 'receipts.retention', column: 'subject', unit: 'years' } as const;

/** How long people's data stays: what the purges read, what the register and the privacy page say. */
export const PERIODS = {
  account: { said: 'tant que le compte existe' },
  with_history: { said: 'autant que l’histoire qu’elle signe : un numéro d’opérateur, sans nom' },
  bank: { said: 'tant que la banque ne l’a pas remplacé' },
  signatory: { said: 'autant que les papiers que la personne a signés' },
  session: { hours: 12, from: 'l’ouverture de la session' },
  attempts: { days: 1, from: 'l’essai' },
  one_time_link: { days: 3, from: 'la création du lien' },
  donor_contact: { ...DAYS_OF_INTAKE, key: 'donor_contact', from: 'le dernier contact' },
  file_row: { ...DAYS_OF_INTAKE, key: 'file_row', from: 'l’import' },
  undecided_file: { days: 30, from: 'l’envoi du fichier, si personne ne décide' },
  sim_list: { days: 1, from: 'l’envoi de la liste, si personne ne décide' },
  figures: { said: 'pour les chiffres : après la durée de l’identité, plus rien ne mène à la personne' },
  identity: { ...MONTHS_OF_PEOPLE, key: 'identity', from: 'le dernier contact' },
  handover_sheet: { ...MONTHS_OF_PEOPLE, key: 'handover_sheet', from: 'la remise' },
  free_text: { ...MONTHS_OF_PEOPLE, key: 'free_text', from: 'le jour où la note a été écrite' },
  person_receipt: { ...YEARS_OF_RECEIPTS, key: 'person_receipt', from: 'le jour du reçu' },
  signed_scan: { ...YEARS_OF_RECEIPTS, key: 'signed_scan', from: 'le jour où le papier signé est revenu' },
  ticket_words: { days: 30, from: 'la fin de la panne' },
  sent_mail: { said: 'jusqu’à l’envoi du message' },
  line: { said: 'tant que la ligne est en service' },
  device: {
    said: 'autant que l’histoire de l’appareil : les noms lus par les outils sont retirés avant tout enregistrement',
  },
  paper: { said: 'autant que le papier : il ne nomme une personne que s’il a une date de fin' },
} as const satisfies Record<string, Period>;
export type PeriodName = keyof typeof PERIODS;
