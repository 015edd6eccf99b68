import type { Category, DeclaredState } from '#bank/devices';
import type { LeftReason, ListedSheet, Withdrawal } from '#bank/files/engine';
import type { DeviceBought } from '#bank/intake';
import type { DataImportField, MappedField } from './sheet-columns.js';
import type { OldOrigin } from './value-words.js';

export const DATA_IMPORT_STATES = {
  reading: { label: 'Lecture en cours', tone: 'info', icon: 'loader' },
  mapping: { label: 'À faire correspondre', tone: 'attention', icon: 'list' },
  ready: { label: 'À vérifier', tone: 'attention', icon: 'clipboard-list' },
  applying: { label: 'Reprise en cours', tone: 'info', icon: 'loader' },
  applied: { label: 'Repris', tone: 'ok', icon: 'circle-check' },
  withdrawing: { label: 'Annulation en cours', tone: 'info', icon: 'loader' },
  withdrawn: { label: 'Annulé', tone: 'neutral', icon: 'undo-2' },
  refused: { label: 'Abandonné', tone: 'neutral', icon: 'ban' },
  failed: { label: 'Arrêté', tone: 'alert', icon: 'circle-x' },
} as const;
export type DataImportState = keyof typeof DATA_IMPORT_STATES;

export interface DataImportResult {
  readonly states?: Readonly<Partial<Record<DeclaredState, number>>>;
  readonly structures?: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  readonly made?: readonly { readonly kind: 'structure' | 'place'; readonly name: string }[];
}

export interface DataImportFileView {
  readonly id: string;
  readonly issuer: string;
  readonly filename: string;
  readonly state: DataImportState;
  /** Of a workbook: its sheets, and which one was read. */
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
  /** The file that was sent: this one, or the one of which this one takes another sheet. */
  readonly rootId: string;
  /** Hidden and filtered rows are taken too. */
  readonly hiddenRows: boolean;
  readonly header: readonly string[];
  /** Titles of columns about people, that were not kept. */
  readonly people: readonly string[];
  /** Titles of columns of remarks: what they say of a device and of nobody is its note. */
  readonly notes: readonly string[];
  /** Our field → the number of the column read for it, from 0. */
  readonly columns: Readonly<Partial<Record<DataImportField, number>>>;
  readonly defaultPlaceId: string | null;
  readonly rowsRead: number;
  readonly rowsWrong: number;
  readonly rowsWarned: number;
  /** Rows that are no device (totals, hidden rows…), or that a person leaves where they are. */
  readonly rowsSkipped: number;
  /** What its good rows make. */
  readonly devicesRead: number;
  readonly rowsMade: number;
  readonly done: number;
  readonly result: DataImportResult;
  /** What became of its devices when it was undone. */
  readonly withdrawal: Withdrawal | null;
  /** Why it came back to be decided about: a code of `data_import.*`. */
  readonly notice: string | null;
  readonly error: string | null;
  readonly errorFacts: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly appliedAt: Date | null;
}

export interface DataImportValueView {
  readonly field: MappedField;
  readonly key: string;
  readonly value: string;
  readonly count: number;
  /** What it is tied to, or what it probably means; null: a person has to say. */
  readonly target: string | null;
}

export interface DataImportProblem {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly field: DataImportField | 'row';
}

export interface DataImportRowView {
  readonly line: number;
  readonly number: string | null;
  readonly serial: string | null;
  readonly category: Category | null;
  readonly make: string;
  readonly model: string;
  readonly state: DeclaredState | null;
  readonly structure: string | null;
  readonly place: string | null;
  readonly day: string | null;
  readonly origin: OldOrigin | null;
  readonly purchase: DeviceBought | null;
  /** How many alike it stands for. */
  readonly quantity: number;
  readonly skipped: boolean;
  /** Why it makes no device, where it is left. */
  readonly left: LeftReason | null;
  readonly wrong: boolean;
  readonly problems: readonly DataImportProblem[];
  readonly said: string;
}
