import {
  type Answers,
  type OpenedFile,
  type OpenedWith,
  openList,
  type ReadRow,
  type WordReading,
  wordName,
} from '#bank/files/engine';
import { SOMEBODY } from '#bank/files/words';
import { DateQuestion } from '#bank/intake';
import { bankDay } from '#bank/people';
import { RuleBroken } from '#platform/kernel';
import { Identities } from './identity.js';
import { findOldHeader, notATable, type OldHeader, type OldRow, oldRowReader, ROW_LIMIT } from './old-sheet.js';
import { PeopleInSheet, STANDS_ALONE } from './people-in-sheet.js';
import { askedDate } from './purchase-in-row.js';
import {
  type AskedField,
  type Columns,
  DATE_FIELD_NAMES,
  DATE_FIELDS,
  type DateField,
  headerWorth,
  isAsked,
  MAPPED_FIELDS,
  type MappedField,
} from './sheet-columns.js';
import { type Understanding, type Understood, understand } from './understanding.js';
import { communesAround, type KnownThings, knownThings, placeName, suggest, valueKey } from './value-words.js';

export type DeclaredRow = Omit<
  Understood,
  'line' | 'skipped' | 'wrong' | 'warned' | 'problems' | 'serialWord' | 'quantityWord'
>;

/**
 * Opens a file of another tool: its rows are read with the words as they are tied now, the rest as it is suggested.
 * @throws RuleBroken, field `sheet`: `data_import.sheet_not_text`, `data_import.sheet_empty`, `data_import.sheet_no_header`,
 *   `data_import.sheet_too_many_columns`, `data_import.sheet_broken` (facts `row`), `data_import.sheet_too_many_rows`.
 */
export async function openOldFile(
  source: AsyncIterable<Uint8Array>,
  { choices, answers, tx }: OpenedWith,
): Promise<OpenedFile<DeclaredRow>> {
  const words = new WordReader(answers, await knownThings(tx));
  const today = await bankDay(tx);
  const communes = await communesAround(tx);
  const opened = await openList<ReadRow<DeclaredRow>, OldHeader>(source, choices, {
    worth: headerWorth,
    beside: true,
    most: ROW_LIMIT,
    refuse: {
      notATable,
      otherTitles: () => new RuleBroken('data_import.sheet_no_header', {}, 'sheet'),
      tooManyRows: (limit) => new RuleBroken('data_import.sheet_too_many_rows', { limit }, 'sheet'),
    },
    begin(table) {
      const header = findOldHeader(table, choices);
      const inSheet = new PeopleInSheet(header.fields, table.sample, answers, communes);
      const read = oldRowReader(header, choices, answers, inSheet);
      const understood = rowUnderstanding(header, words, answers, today, inSheet);
      return {
        header,
        // Cells of columns that nobody reads may tell of people.
        examples: [],
        read(row) {
          const old = read(row);
          return old && understood(old);
        },
      };
    },
  });
  // Its sheets are taken one by one.
  const { samples: _, ...file } = opened;
  const { dates } = opened.header;
  const later = () =>
    DATE_FIELD_NAMES.flatMap((field) => {
      const order = dates[field].shownLater;
      return order ? [[DATE_FIELDS[field], order] as const] : [];
    });
  return {
    ...file,
    shownLater: () => {
      const shown = later();
      return shown.length ? Object.fromEntries(shown) : null;
    },
  };
}

function rowUnderstanding(
  { titles, fields, dates }: OldHeader,
  words: WordReader,
  answers: Answers,
  today: string,
  inSheet: PeopleInSheet,
): (row: OldRow) => ReadRow<DeclaredRow> {
  const about = (field: DateField) => new DateQuestion(field, dates[field], titles[fields[field] ?? -1] ?? '', answers);
  const questions = {
    date: about('date'),
    purchased: about('purchased'),
    purchaseWarrantyEnd: about('purchaseWarrantyEnd'),
  };
  const askDate = (field: DateField, cells: readonly string[]) => {
    const at = fields[field];
    return at === undefined ? undefined : questions[field].ask(askedDate(field, cells[at] ?? ''));
  };
  const u: Understanding = {
    columns: fields,
    width: titles.length,
    targetOf: (field, value) => words.read(field, value).meaning,
    orders: {
      date: questions.date.order,
      purchased: questions.purchased.order,
      purchaseWarrantyEnd: questions.purchaseWarrantyEnd.order,
    },
    today,
    identities: new Identities(fields, answers),
    answers,
  };
  return (row) => {
    const { line: n, cells, left } = row;
    if (left) return { n, raw: cells, left, problems: [] };
    const { problems, skipped, wrong, warned: _, line, serialWord, quantityWord, ...meaning } = understand(row, u);
    const read = { n, raw: cells, problems, ...(skipped ? { left: 'not_wanted' as const } : wrong ? {} : { meaning }) };
    if (cells.length > u.width) return read;
    const asked = {
      people: row.people ? inSheet.question : undefined,
      ...(skipped ? {} : Object.fromEntries(DATE_FIELD_NAMES.map((field) => [field, askDate(field, cells)]))),
      serial: serialWord,
      quantity: quantityWord,
      given: row.given?.word,
    };
    return { ...read, words: words.ofRow(cells, fields, asked, row.people === true) };
  };
}

/** What old words mean: as somebody said of this file or an earlier one, else as it is suggested, once a word. */
class WordReader {
  private readonly known = new Map<string, WordReading>();
  private readonly ids: ReadonlySet<string>;

  constructor(
    private readonly answers: Answers,
    private readonly things: KnownThings,
  ) {
    this.ids = new Set([...things.structures, ...things.places].map((thing) => thing.id));
  }

  read(field: MappedField, value: string): WordReading {
    const typed = `${field} ${value}`;
    const before = this.known.get(typed);
    if (before) return before;
    const found = this.look(field, value);
    this.known.set(typed, found);
    return found;
  }

  ofRow(
    cells: readonly string[],
    columns: Columns,
    asked: Readonly<Partial<Record<AskedField, WordReading | undefined>>>,
    people: boolean,
  ): Partial<Record<MappedField, WordReading>> {
    const words: Partial<Record<MappedField, WordReading>> = {};
    for (const field of MAPPED_FIELDS) {
      const word = isAsked(field) ? asked[field] : this.inColumn(field, cells, columns[field]);
      // What was said to be nobody is seen before it names a structure.
      const unseen = people && word?.because === 'words' && STANDS_ALONE.has(field) && word.said !== SOMEBODY;
      if (word) words[field] = unseen ? { ...word, sureness: 'ask' } : word;
    }
    return words;
  }

  private inColumn(field: MappedField, cells: readonly string[], at: number | undefined): WordReading | undefined {
    return at === undefined ? undefined : this.read(field, cells[at] ?? '');
  }

  private look(field: MappedField, value: string): WordReading {
    const key = valueKey(value);
    const answer = this.answers.get(wordName(field, key));
    // A structure or a place that was closed since is asked for again.
    if (answer && (!/^[0-9a-f-]{36}$/.test(answer.meaning) || this.ids.has(answer.meaning)))
      return { key, said: value, meaning: answer.meaning, sureness: 'sure', because: 'answered', by: answer.by };
    // Places are told by their own name, without the organisation in front.
    const { structures, places } = this.things;
    const named = field === 'structure' ? structures : field === 'place' ? places.map(placeName) : [];
    const meaning = suggest(field, value, named);
    return { key, said: value, meaning, sureness: meaning === null ? 'ask' : 'sure', because: 'words' };
  }
}
