import { isGenericSerial, parseAssetCode, serialKey } from '#devices';
import type { Answers, WordReading } from '#imports';
import { answeredSerial, type SameSerial, SerialsSeen, sameSerial } from '#intake';
import type { TableRow } from '#kernel';
import { readNumber } from '#vocabulary';
import type { Columns, DataImportField } from './sheet-columns.js';
import type { DataImportProblem } from './views.js';

export const LIMITS = { make: 80, model: 120, serial: 80, number: 60 } as const;
type Numbered = 'serial' | 'number';
type Say = (
  level: 'error' | 'warning',
  field: DataImportProblem['field'],
  code: string,
  facts?: Record<string, unknown>,
) => void;

/** By what a row is known. */
export interface Identity {
  readonly serial: string | null;
  readonly serialKey: string | null;
  readonly number: string | null;
  readonly numberKey: string | null;
  /** Whether it is the device that has its serial already, where a person was asked. */
  readonly sameSerial?: SameSerial | undefined;
  /** The question, or its answer, where one serial comes twice and a maker once. */
  readonly word?: WordReading;
}

/** The numbers of a file's rows, one row after the other: remembers which came where. */
export class Identities {
  private readonly numbers = new Map<string, number>();
  private readonly serials = new SerialsSeen();

  constructor(
    private readonly columns: Columns,
    private readonly answers: Answers,
  ) {}

  /** Whether a row can be told from all others, by its old number or its serial. */
  read(
    { line, doubts }: { readonly line: number; readonly doubts: TableRow['doubts'] },
    {
      make,
      cell,
      say,
    }: { readonly make: string; readonly cell: (field: DataImportField) => string; readonly say: Say },
  ): Identity {
    const named = cell('number') ? 'number' : 'name';
    const serial = this.numberOf('serial', cell('serial'), doubts?.[this.columns.serial ?? -1], say);
    const number = this.numberOf('number', cell(named), doubts?.[this.columns[named] ?? -1], say);
    const key = serialKey(serial);
    const numberKey = serialKey(number, { generic: true });
    if (!numberKey && !key) say('error', 'number', 'data_import.row_no_identity');
    if (serial && !key && isGenericSerial(serial))
      say('warning', 'serial', 'data_import.row_serial_generic', shown(serial));
    if (isOurCode(number)) say('error', 'number', 'data_import.row_number_is_code', shown(number));
    const firstRow = numberKey ? (this.numbers.get(numberKey) ?? null) : null;
    if (firstRow) say('error', 'number', 'data_import.row_number_duplicate', { ...shown(number), firstRow });
    else if (numberKey) this.numbers.set(numberKey, line);
    return {
      serial: serial ? serial.slice(0, LIMITS.serial) : null,
      serialKey: key,
      number: numberKey ? number.slice(0, LIMITS.number) : null,
      numberKey,
      ...(key ? this.twin(key, serial, make, line, say) : {}),
    };
  }

  /** A number as it was typed; said where it is none that may be kept. */
  private numberOf(field: Numbered, typed: string, doubt: string | undefined, say: Say): string {
    const { meaning, because } = readNumber(typed, doubt === 'rounded');
    if (because === 'rounded') say('error', field, `data_import.row_${field}_rounded`, shown(typed));
    const text = meaning ?? typed;
    if (text.length > LIMITS[field])
      say('error', field, 'data_import.row_too_long', { length: text.length, limit: LIMITS[field] });
    return text;
  }

  /** One serial twice: one machine under one maker, two under two; where one of the rows says none, a person is asked. */
  private twin(
    key: string,
    typed: string,
    make: string,
    line: number,
    say: Say,
  ): Pick<Identity, 'sameSerial' | 'word'> {
    const first = this.serials.first(key, make, line);
    const answer = answeredSerial(key, this.answers);
    const twice = first.n !== line && (first.sure || answer !== 'other');
    const open = twice && !first.sure && !answer;
    if (twice)
      say('error', 'serial', `data_import.row_serial_${open ? 'maybe_' : ''}duplicate`, {
        ...shown(typed),
        firstRow: first.n,
      });
    return {
      sameSerial: answer,
      ...(answer || open ? { word: sameSerial(key, typed.slice(0, 60), answer) } : {}),
    };
  }
}

const shown = (typed: string) => ({ typed: typed.slice(0, 60) });

/** A label of ours is a code, never an old number: two readings of one text would be a guess. */
function isOurCode(text: string): boolean {
  if (!/^\s*BN/i.test(text)) return false;
  try {
    parseAssetCode(text);
    return true;
  } catch {
    return false;
  }
}
