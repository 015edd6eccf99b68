import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeclaredHandovers } from '#bank/allocation';
import { IMEI, readImei, STATES, serialKey, thatAreCodes, withNumbers, withSerials } from '#bank/devices';
import {
  type GoodRow,
  ImportAnswers,
  type ImportedFile,
  type ImportKind,
  ImportKinds,
  type Known,
  type OpenedFile,
  type OpenedWith,
  type Withdrawing,
  type WordAnswer,
  type WordReading,
} from '#bank/files/engine';
import { isTwin, MOST_OF_A_FILE, sameSerial, TO_CHECK, withdrawFileDevices } from '#bank/intake';
import { OrganisationsService } from '#bank/people';
import { rows, run } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { declareRows } from './applying.js';
import { type DeclaredRow, openOldFile } from './opening.js';
import { DATA_IMPORT_FIELDS, isOldTitle, MAPPED_FIELDS, type MappedField } from './sheet-columns.js';
import { fits, isSomebody, knownThings, toCheck, VALUES_LIMIT } from './value-words.js';

const LOCK = 0x424e13;

export interface OldFileSubject {
  readonly issuer: string;
  readonly defaultPlaceId: string;
}

@Injectable()
export class DataImportKind implements ImportKind<DeclaredRow, OldFileSubject> {
  readonly name = 'data_import';
  readonly fields = DATA_IMPORT_FIELDS;
  readonly wordFields = MAPPED_FIELDS;
  readonly mustAnswer = true;
  readonly applyAtOnce = 500;
  readonly bySheet = true;
  /** Numbers that another transaction took at the same moment. */
  readonly races: ReadonlySet<string> = new Set(['devices.serial_taken', 'devices.alias_taken']);
  readonly refusals = {
    empty: 'data_import.sheet_empty',
    twice: 'data_import.file_twice',
    not_now: 'data_import.not_now',
    no_rows: 'data_import.sheet_no_rows',
    nothing_good: 'data_import.nothing_good',
    rows_wrong: 'data_import.rows_wrong',
    became_wrong: 'data_import.became_wrong',
    columns_twice: 'data_import.column_twice',
    too_many_words: 'data_import.too_many_values',
    answer_unknown: 'data_import.value_unmapped',
    words_asked: 'data_import.value_unmapped',
    sheet_taken: 'data_import.sheet_taken',
    failed: 'data_import.failed',
  } as const;
  readonly unasked = { things: MOST_OF_A_FILE, code: 'data_import.many_devices' } as const;

  constructor(
    kinds: ImportKinds,
    private readonly words: ImportAnswers,
    private readonly handovers: DeclaredHandovers,
    private readonly organisations: OrganisationsService,
  ) {
    kinds.register(this);
  }

  isTitle(title: string): boolean {
    return isOldTitle(title);
  }

  async subject(_tx: EntityManager, { settings }: ImportedFile): Promise<OldFileSubject> {
    return settings as unknown as OldFileSubject;
  }

  async lockSubject(
    tx: EntityManager,
    _actor: Actor,
    file: ImportedFile,
    { toApply }: { readonly toApply: boolean },
  ): Promise<OldFileSubject> {
    // One file at a time: two that name the same machines must see each other.
    if (toApply) await run(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
    return this.subject(tx, file);
  }

  scope(): string {
    return 'bank';
  }

  open(source: AsyncIterable<Uint8Array>, _file: ImportedFile, given: OpenedWith): Promise<OpenedFile<DeclaredRow>> {
    return openOldFile(source, given);
  }

  async answers(tx: EntityManager): Promise<(answer: WordAnswer) => boolean> {
    const { structures, places } = await knownThings(tx);
    const ids = new Set([...structures, ...places].map((thing) => thing.id));
    return ({ field, key, meaning }) =>
      MAPPED_FIELDS.some((f) => f === field && fits({ field: f, key, target: meaning }, ids));
  }

  /** A serial is asked about only where it comes twice, a quantity where it is hardly meant. */
  wordLimit(field: string): number | null {
    return field === 'serial' || field === 'quantity' ? null : VALUES_LIMIT;
  }

  toCheck(field: string): string {
    return toCheck(field);
  }

  /** A donor who is a person is nobody's business next time. */
  mayRemember({ field, key, meaning }: WordAnswer): boolean {
    return (
      (key !== '' && meaning !== TO_CHECK && !isSomebody(key) && !OF_ONE_FILE.has(field)) ||
      meaning === 'public_body' ||
      meaning === 'company' ||
      meaning === 'association'
    );
  }

  check(
    tx: EntityManager,
    actor: Actor,
    { issuer }: OldFileSubject,
    good: readonly GoodRow<DeclaredRow>[],
  ): Promise<ReadonlyMap<number, Known>> {
    return findKnown(tx, actor, issuer, good);
  }

  quantity({ quantity = 1, screen }: DeclaredRow): number {
    return quantity + (screen ? 1 : 0);
  }

  pack(row: DeclaredRow): unknown {
    return PACKED.map((name) => row[name]);
  }

  unpack(packed: unknown): DeclaredRow {
    const values = packed as unknown[];
    return Object.fromEntries(
      PACKED.map((name, i) => [name, MISSING.has(name) ? (values[i] ?? undefined) : values[i]]),
    ) as unknown as DeclaredRow;
  }

  apply(
    tx: EntityManager,
    actor: Actor,
    file: ImportedFile,
    subject: OldFileSubject,
    given: Parameters<ImportKind<DeclaredRow, OldFileSubject>['apply']>[4],
  ) {
    const { handovers, organisations, words } = this;
    return declareRows(tx, actor, { ...subject, id: file.id }, { handovers, organisations, words }, given);
  }

  /** Structures and places that were made with it stay: others may use them by now. */
  async withdraw(tx: EntityManager, actor: Actor, file: ImportedFile, given: Withdrawing) {
    const { issuer, defaultPlaceId: place } = await this.subject(tx, file);
    const [row] = await rows<{ organisation: string }>(
      tx,
      'SELECT organisation_id AS organisation FROM people.place WHERE id = $1',
      [place],
    );
    return withdrawFileDevices(tx, actor, given, {
      cause: { kind: 'import', id: file.id, label: `Repris de ${issuer}` },
      back: { place, organisation: row!.organisation },
    });
  }
}

/** What a word of them means is no answer for another file. */
const OF_ONE_FILE: ReadonlySet<string> = new Set<MappedField>([
  'people',
  'donor',
  'serial',
  'quantity',
  'given',
  'purchased',
  'purchaseWarrantyEnd',
]);

const MAY_BE_MISSING = [
  'sameSerial',
  'imei',
  'screen',
  'quantity',
  'toCheck',
  'note',
  'purchase',
] as const satisfies readonly (keyof DeclaredRow)[];
const PACKED = [
  'state',
  'category',
  'make',
  'model',
  'serial',
  'serialKey',
  'number',
  'numberKey',
  'place',
  'structure',
  'day',
  'origin',
  ...MAY_BE_MISSING,
] as const satisfies readonly (keyof DeclaredRow)[];
const MISSING: ReadonlySet<string> = new Set(MAY_BE_MISSING);

interface Hit {
  readonly line: number;
  /** Of the device that is there, where whoever asks sees it. */
  readonly code: string | null;
  readonly word?: WordReading;
}

/**
 * Finds rows whose number or serial a device has already, and numbers that are the code of a label of ours, which would be read two ways.
 * @returns what is known, by line.
 */
async function findKnown(
  tx: EntityManager,
  actor: Actor,
  issuer: string,
  good: readonly GoodRow<DeclaredRow>[],
): Promise<Map<number, Known>> {
  const found = new Map<number, Known>();
  const addProblem = ({ line, code: device, word }: Hit, code: string, field: string) => {
    const before = found.get(line);
    const facts = device ? { code: device } : {};
    const words = word ? { words: { serial: word } } : {};
    found.set(line, {
      ...before,
      wrong: true,
      problems: [...(before?.problems ?? []), { code, field, facts }],
      ...words,
    });
  };
  const numbered = good.flatMap(({ line, meaning: { numberKey: key } }) =>
    key ? [{ line, key, issuer, field: 'number' }] : [],
  );
  const phones = good.flatMap(({ line, meaning: { imei, serial } }) => {
    const key = serialKey(imei ?? readImei(serial ?? ''));
    return key ? [{ line, key, issuer: IMEI, field: imei ? 'imei' : 'serial' }] : [];
  });
  const numbers = [...numbered, ...phones];
  for (const { n, code } of await withNumbers(tx, actor, numbers)) {
    const { line, field } = numbers[n]!;
    addProblem({ line, code }, `data_import.row_${field === 'number' ? 'number' : 'serial'}_known`, field);
  }
  const serials = good.flatMap(serialsOf).filter(({ state }) => state && !STATES[state].gone);
  const seen = new Set<number>();
  const twins = await withSerials(
    tx,
    actor,
    serials.map(({ key }) => key),
  );
  for (const { n, code, make, gone } of twins) {
    const { line, typed, key, field, answer, make: said } = serials[n]!;
    const twin = !gone && isTwin([make, said], answer);
    if (!twin || seen.has(line)) continue;
    seen.add(line);
    const word = twin === 'ask' ? { word: sameSerial(key, typed) } : {};
    addProblem({ line, code, ...word }, `data_import.row_serial_${twin === 'ask' ? 'maybe_' : ''}known`, field);
  }
  const codes = await thatAreCodes(
    tx,
    numbered.map(({ key }) => key),
  );
  for (const { n, code } of codes)
    addProblem({ line: numbered[n]!.line, code }, 'data_import.row_number_is_code', 'number');
  return found;
}

function serialsOf({ line, meaning }: GoodRow<DeclaredRow>) {
  const { make, state, screen, imei, sameSerial: answer } = meaning;
  const all = [
    { typed: meaning.serial, make, field: 'serial', answer },
    { typed: screen?.serial, make: '', field: 'screenSerial', answer: screen?.same },
    { typed: imei, make, field: 'imei', answer },
  ];
  return all.flatMap(({ typed, ...rest }) => {
    const key = serialKey(typed);
    return typed && key ? [{ ...rest, line, typed, key, state }] : [];
  });
}
