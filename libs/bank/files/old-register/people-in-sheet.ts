import { type Answers, PeopleAsked, type WordReading } from '#bank/files/engine';
import {
  isNamedAfterSomebody,
  looksLikePerson,
  mayBePerson,
  SOMEBODY,
  tellsOfPeople,
  withoutOwner,
  withoutPeople,
  withoutPeopleInNumber,
  withoutTitled,
} from '#bank/files/words';
import type { TableRow } from '#platform/kernel';
import type { Columns, DataImportField } from './sheet-columns.js';

/** Columns of which each word stands alone, and may come to name a structure, a place. */
export const STANDS_ALONE: ReadonlySet<string> = new Set<DataImportField>(['structure', 'place', 'donor']);
/** A column whose people are dropped unasked: nobody needs to know from whom a device was bought. */
const SUPPLIER = 'supplier' satisfies DataImportField;
/** Columns of words or sentences, in which somebody may be told of. */
const SENTENCES: ReadonlySet<DataImportField> = new Set<DataImportField>(['state', 'category']);

/** What stands between a structure and somebody of it. */
const BETWEEN = /[()/;:–—]|\s-\s|(?<!\p{L})(?:chez|avec)(?!\p{L})/iu;

/**
 * Takes people out of the cells of a file of another tool before anything of it is kept. Who is named by « M. », an address or beside a
 * first name in a sentence is never kept; a word that stands alone and looks like somebody is kept only once a person says that it is
 * nobody.
 */
export class PeopleInSheet {
  private readonly fields: ReadonlyMap<number, DataImportField>;
  private readonly among: ReadonlySet<number>;
  private readonly asked: PeopleAsked;

  constructor(
    columns: Columns,
    sample: readonly TableRow[],
    answers: Answers,
    private readonly places: ReadonlySet<string>,
  ) {
    const named = Object.entries(columns) as [DataImportField, number][];
    this.fields = new Map(named.map(([field, at]) => [at, field]));
    this.among = new Set(
      named.flatMap(([field, at]) =>
        (STANDS_ALONE.has(field) || field === SUPPLIER) && tellsOfPeople(sample.map((r) => r.cells[at] ?? ''))
          ? [at]
          : [],
      ),
    );
    this.asked = new PeopleAsked(answers);
  }

  /** A cell of a column as it may be kept. @returns whether it is asked about, too. */
  cell(at: number, text: string, line: number): { readonly text: string; readonly asked: boolean } {
    const field = this.fields.get(at);
    if (!text || !field) return { text, asked: false };
    if (field === 'serial' || field === 'screenSerial' || field === 'imei') return { text, asked: false };
    if (field === 'number') return { text: withoutPeopleInNumber(text), asked: false };
    if (field === 'name') return { text: isNamedAfterSomebody(text, this.places) ? SOMEBODY : text, asked: false };
    if (SENTENCES.has(field)) return { text: withoutPeople(text), asked: false };
    if (!STANDS_ALONE.has(field) && field !== SUPPLIER) return { text: withoutOwner(text) || SOMEBODY, asked: false };
    const known = withoutTitled(text);
    if (!/\p{L}/u.test(known))
      return { text: /\p{L}|\d{2}/u.test(text) && known !== text ? SOMEBODY : text, asked: false };
    const parts = known.split(BETWEEN);
    const others = parts.filter((part) => !this.isSomebody(part, at));
    if (others.length === parts.length) return { text: known, asked: false };
    const left = others
      .join(' ')
      .replace(/^[\s>]+|[\s>]+$/g, '')
      .replace(/\s{2,}/g, ' ');
    if (field === SUPPLIER) return { text: /\p{L}/u.test(left) ? left : SOMEBODY, asked: false };
    this.asked.note(at, line);
    return { text: this.asked.others ? known : /\p{L}/u.test(left) ? left : SOMEBODY, asked: true };
  }

  private isSomebody(part: string, at: number): boolean {
    const last = part.split(/\s*>\s*/).at(-1)!;
    return looksLikePerson(last) || (this.among.has(at) && mayBePerson(last));
  }

  /** A cell of a row that is no device: a sentence, whoever writes it. */
  aside(text: string): string {
    return withoutPeople(text);
  }

  get question(): WordReading {
    return this.asked.question;
  }
}
