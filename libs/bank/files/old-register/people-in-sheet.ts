import { type Answers, columnLetters, type WordReading, wordName } from '#bank/files/engine';
import {
  isNamedAfterSomebody,
  looksLikePerson,
  mayBePerson,
  SOMEBODY,
  withoutOwner,
  withoutPeople,
  withoutPeopleInNumber,
  withoutTitled,
} from '#bank/files/words';
import type { TableRow } from '#platform/kernel';
import type { Columns, DataImportField } from './sheet-columns.js';

/** Whether cells that look like people are people: then nothing of them is kept. */
export const PEOPLE_ANSWERS = ['people', 'others'] as const;
const KEY = 'people';

/** Columns of which each word stands alone, and may come to name a structure, a place. */
export const STANDS_ALONE: ReadonlySet<string> = new Set<DataImportField>(['structure', 'place', 'donor']);
/** Columns of words or sentences, in which somebody may be told of. */
const SENTENCES: ReadonlySet<DataImportField> = new Set<DataImportField>(['state', 'category']);

/** What stands between a structure and somebody of it. */
const BETWEEN = /[()/;:–—]|\s-\s|(?<!\p{L})(?:chez|avec)(?!\p{L})/iu;

/** Of so many different words a third look like people: then the others may be some too. */
const FEW = 2;
const LISTED_LINES = 8;

/**
 * Takes people out of the cells of a file of another tool before anything of it is kept. Who is named by « M. », an address or beside a
 * first name in a sentence is never kept; a word that stands alone and looks like somebody is kept only once a person says that it is
 * nobody.
 */
export class PeopleInSheet {
  private readonly fields: ReadonlyMap<number, DataImportField>;
  /** Columns in which others are people. */
  private readonly among: ReadonlySet<number>;
  private readonly found = new Map<number, number[]>();
  private readonly answer: WordReading | null;
  private readonly others: boolean;
  private count = 0;

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
        STANDS_ALONE.has(field) && tellsOfPeople(sample.map((r) => r.cells[at] ?? '')) ? [at] : [],
      ),
    );
    const said = answers.get(wordName('people', KEY));
    this.others = said?.meaning === 'others';
    this.answer = said
      ? { key: KEY, said: '', meaning: said.meaning, sureness: 'sure', because: 'answered', by: said.by }
      : null;
  }

  /** A cell of a column as it may be kept. @returns whether it is asked about, too. */
  cell(at: number, text: string, line: number): { readonly text: string; readonly asked: boolean } {
    const field = this.fields.get(at);
    if (!text || !field) return { text, asked: false };
    if (field === 'serial' || field === 'screenSerial' || field === 'imei') return { text, asked: false };
    if (field === 'number') return { text: withoutPeopleInNumber(text), asked: false };
    if (field === 'name') return { text: isNamedAfterSomebody(text, this.places) ? SOMEBODY : text, asked: false };
    if (SENTENCES.has(field)) return { text: withoutPeople(text), asked: false };
    if (!STANDS_ALONE.has(field)) return { text: withoutOwner(text) || SOMEBODY, asked: false };
    const known = withoutTitled(text);
    if (!/\p{L}/u.test(known))
      return { text: /\p{L}|\d{2}/u.test(text) && known !== text ? SOMEBODY : text, asked: false };
    const parts = known.split(BETWEEN);
    const others = parts.filter((part) => !this.isSomebody(part, at));
    if (others.length === parts.length) return { text: known, asked: false };
    this.note(at, line);
    const left = others
      .join(' ')
      .replace(/^[\s>]+|[\s>]+$/g, '')
      .replace(/\s{2,}/g, ' ');
    return { text: this.others ? known : /\p{L}/u.test(left) ? left : SOMEBODY, asked: true };
  }

  private isSomebody(part: string, at: number): boolean {
    const last = part.split(/\s*>\s*/).at(-1)!;
    return looksLikePerson(last) || (this.among.has(at) && mayBePerson(last));
  }

  /** A cell of a row that is no device: a sentence, whoever writes it. */
  aside(text: string): string {
    return withoutPeople(text);
  }

  /** The question about all cells that look like people: its words say where they stand, « F2, F3 », never what they say. */
  get question(): WordReading {
    const lines = () => this.lines();
    const asked = { key: KEY, meaning: null, sureness: 'ask', because: 'people', by: undefined } as const;
    return {
      ...(this.answer ?? asked),
      // Read when all rows have gone by.
      get said() {
        return lines();
      },
    };
  }

  private note(at: number, line: number): void {
    this.count += 1;
    const lines = this.found.get(at);
    if (!lines) this.found.set(at, [line]);
    else if (lines.length < LISTED_LINES) lines.push(line);
  }

  private lines(): string {
    const cells = [...this.found].map(([at, lines]) => lines.map((line) => columnLetters(at) + line).join(', '));
    const listed = [...this.found.values()].reduce((sum, lines) => sum + lines.length, 0);
    return cells.join(' ; ') + (this.count > listed ? '…' : '');
  }
}

/** Whether a column tells of people: a third of its different words do, and more than one. */
function tellsOfPeople(cells: readonly string[]): boolean {
  const words = [...new Set(cells.map((cell) => cell.trim()).filter((cell) => /\p{L}/u.test(cell)))];
  const people = words.filter((word) => looksLikePerson(word) || withoutTitled(word) === '');
  return people.length >= FEW && people.length * 3 >= words.length;
}
