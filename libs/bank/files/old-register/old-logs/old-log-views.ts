import type { BatchState } from '../word-lists.js';

export const OLD_LOG_OUTCOMES = {
  attached: { label: 'Rattaché', many: 'rattachés', tone: 'ok', icon: 'circle-check' },
  again: { label: 'Déjà là', many: 'déjà là', tone: 'neutral', icon: 'circle-check' },
  number_unknown: {
    label: 'Numéro inconnu',
    many: 'numéros inconnus',
    tone: 'attention',
    icon: 'circle-question-mark',
  },
  ambiguous: { label: 'Plusieurs appareils', many: 'à plusieurs appareils', tone: 'attention', icon: 'triangle-alert' },
  other_machine: { label: 'Autre machine', many: 'd’autres machines', tone: 'alert', icon: 'triangle-alert' },
  unreadable: { label: 'Illisible', many: 'illisibles', tone: 'alert', icon: 'circle-x' },
} as const;
export type OldLogOutcome = keyof typeof OLD_LOG_OUTCOMES;
export const OLD_LOG_OUTCOME_NAMES = Object.keys(OLD_LOG_OUTCOMES) as OldLogOutcome[];

/** What an attached log is worth now. */
export const OLD_LOG_WORTH = {
  ready: 'prêt à être signé',
  proves: 'signé : il prouve l’effacement',
  no_inventory: 'attend un inventaire de l’appareil',
  smaller: 'il a effacé moins que ce disque',
  other_disk: 'ses disques ne sont pas ceux de l’inventaire',
  no_serial: 'sans numéro de disque : une personne devra rattacher',
  not_passed: 'effacement non réussi',
  past: 'gardé pour mémoire : l’appareil a eu une autre vie depuis',
  used: 'sert déjà à un autre appareil',
  medium: 'disque ajouté à la fiche',
} as const;
export type OldLogWorth = keyof typeof OLD_LOG_WORTH;

export interface LogBatchView {
  readonly id: string;
  readonly state: BatchState;
  readonly files: number;
  /** Read so far. */
  readonly done: number;
  readonly counts: Readonly<Partial<Record<OldLogOutcome, number>>>;
  readonly ready: number;
  readonly createdAt: Date;
  readonly operatorNumber: number;
}

export interface OldLogView {
  readonly id: string;
  readonly position: number;
  readonly path: string;
  readonly kind: 'nwipe' | 'smartctl' | null;
  /** The old number as its path says it. */
  readonly number: string | null;
  readonly outcome: OldLogOutcome | null;
  readonly worth: OldLogWorth | null;
  readonly deviceCode: string | null;
  readonly erasureLogId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}
