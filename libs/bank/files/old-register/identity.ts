import { type Category, DEVICE_FIELDS, parseAssetCode, serialKey } from '#bank/devices';
import type { Answers, WordReading } from '#bank/files/engine';
import { readNumber, type ShownReading, SOMEBODY } from '#bank/files/words';
import { type NumberProblem, RowNumbers, type RowScreen, type SameSerial } from '#bank/intake';
import type { TableRow } from '#platform/kernel';
import type { Columns, DataImportField } from './sheet-columns.js';
import type { DataImportProblem } from './views.js';

const { make, model, serial } = DEVICE_FIELDS;
export const LIMITS = {
  make: make.max,
  model: model.max,
  serial: serial.max,
  screenSerial: serial.max,
  imei: 60,
  number: 60,
};
type Numbered = 'serial' | 'screenSerial' | 'imei' | 'number';
export type Say = (
  level: 'error' | 'warning',
  field: DataImportProblem['field'],
  code: string,
  facts?: Record<string, unknown>,
) => void;

export interface RowIdentity {
  readonly serial: string | null;
  readonly serialKey: string | null;
  readonly number: string | null;
  readonly numberKey: string | null;
  readonly generic: boolean;
  readonly imei?: string | undefined;
  readonly screen?: RowScreen | undefined;
  readonly sameSerial?: SameSerial | undefined;
  readonly word?: WordReading | undefined;
}

interface ToldApart {
  readonly line: number;
  readonly doubts: TableRow['doubts'];
  readonly make: string;
  readonly category: Category | null;
  readonly counted: boolean;
  readonly cell: (field: DataImportField) => string;
  readonly say: Say;
}

export class Identities {
  private readonly numbers = new Map<string, number>();
  private readonly serials: RowNumbers;

  constructor(
    private readonly columns: Columns,
    answers: Answers,
  ) {
    this.serials = new RowNumbers(answers);
  }

  read({ line, doubts, make, category, counted, cell, say }: ToldApart): RowIdentity {
    const read = (field: Numbered, column: DataImportField): ShownReading<string> =>
      this.numberIn(field, cell(column), doubts?.[this.columns[column] ?? -1], say);
    const [serial, screenSerial, imei] = (['serial', 'screenSerial', 'imei'] as const).map((f) => read(f, f));
    const words: { serial?: WordReading } = {};
    let generic = false;
    const of = {
      ...{ n: line, make, words },
      problem: (
        field: DataImportProblem['field'] | 'assetNumber',
        what: NumberProblem,
        level: 'error' | 'warning',
        facts = {},
      ) => {
        generic ||= what === 'serial_generic';
        say(level, field === 'assetNumber' ? 'number' : field, `data_import.row_${what}`, facts);
      },
    };
    const told = { serial: serial!, screenSerial: screenSerial!, imei: imei! };
    const { own, ...beside } = this.serials.together(told, category, of);
    const ownSerial = own.meaning ?? own.said;
    const key = serialKey(ownSerial);

    const named = cell('number') ? 'number' : 'name';
    // A machine that is called after somebody comes in without its name.
    const nameless = named === 'name' && cell('name') === SOMEBODY;
    if (nameless) say('warning', 'name', 'data_import.row_name_of_person');
    const typed = nameless ? NO_NUMBER : read('number', named);
    if (typed.meaning === null && typed.said !== '')
      say('error', 'number', 'data_import.row_number_rounded', shown(typed.said));
    const number = typed.meaning ?? typed.said;
    const numberKey = serialKey(number, { generic: true });
    if (!numberKey && !key && !counted && !nameless) say('error', 'number', 'data_import.row_no_identity');
    this.serials.serial(own, of, false);
    if (isOurCode(number)) say('error', 'number', 'data_import.row_number_is_code', shown(number));
    const firstRow = numberKey ? (this.numbers.get(numberKey) ?? null) : null;
    if (firstRow) say('error', 'number', 'data_import.row_number_duplicate', { ...shown(number), firstRow });
    else if (numberKey) this.numbers.set(numberKey, line);
    return {
      ...beside,
      serial: ownSerial ? ownSerial.slice(0, LIMITS.serial) : null,
      serialKey: key,
      number: numberKey ? number.slice(0, LIMITS.number) : null,
      numberKey,
      generic,
      ...this.serials.answered(ownSerial),
      ...(words.serial ? { word: words.serial } : {}),
    };
  }

  /** A number as it was typed; said where it is longer than may be kept. */
  private numberIn(field: Numbered, said: string, doubt: string | undefined, say: Say): ShownReading<string> {
    const reading = readNumber(said, doubt === 'rounded');
    const { length } = reading.meaning ?? said;
    if (length > LIMITS[field]) say('error', field, 'data_import.row_too_long', { length, limit: LIMITS[field] });
    return { said, ...reading };
  }
}

const NO_NUMBER: ShownReading<string> = { said: '', meaning: '', sureness: 'sure', because: 'empty' };

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
