import {
  type Answers,
  type OpenedFile,
  type OpenedWith,
  type ReadRow,
  type WordReading,
  wordName,
} from '#bank/files/engine';
import { DateColumn, isSaidOrder } from '#bank/files/words';
import { DateQuestion } from '#bank/intake';
import { bankDay } from '#bank/people';
import { Identities } from './identity.js';
import { type OldSheet, readOldSheet } from './old-sheet.js';
import { type AskedField, type Columns, isAsked, MAPPED_FIELDS, type MappedField } from './sheet-columns.js';
import { type Understanding, type Understood, understand } from './understanding.js';
import { suggest, valueKey } from './value-words.js';
import { type KnownThings, knownThings, placeName } from './values.js';

/** A device that a good row declares. */
export type DeclaredRow = Omit<
  Understood,
  'line' | 'skipped' | 'wrong' | 'warned' | 'problems' | 'serialWord' | 'quantityWord'
>;

/** Opens a file of another tool: its rows are read with the words as they are tied now, the rest as it is suggested. */
export async function openOldFile(
  source: AsyncIterable<Uint8Array>,
  { choices, answers, tx }: OpenedWith,
): Promise<OpenedFile<DeclaredRow>> {
  const sheet = await readOldSheet(source, choices, answers);
  const words = new WordReader(answers, await knownThings(tx));
  const { date } = sheet.columns;
  const order = choices.defaults?.['dayOrder'];
  const dates = new DateColumn(
    date === undefined ? [] : sheet.first.map((cells) => cells[date] ?? ''),
    isSaidOrder(order) ? order : undefined,
  );
  const question = new DateQuestion('date', dates, sheet.header[date ?? -1] ?? '', answers);
  const u: Understanding = {
    columns: sheet.columns,
    width: sheet.header.length,
    targetOf: (field, value) => words.read(field, value).meaning,
    dayOrder: question.order,
    today: await bankDay(tx),
    identities: new Identities(sheet.columns, answers),
    answers,
  };
  const found = Object.keys(sheet.columns).length > 0;
  return {
    format: sheet.format,
    sheets: sheet.sheets,
    sheet: sheet.sheet,
    notes: () => sheet.notes(),
    header: {
      row: sheet.headerRow,
      titles: sheet.header,
      fields: sheet.columns,
      by: !found ? 'nobody' : choices.columns ? 'person' : 'names',
      defaults: isSaidOrder(order) ? { dayOrder: order } : {},
    },
    examples: [],
    rows: readRows(sheet, u, words, question),
    shownLater: () => (dates.shownLater ? { dayOrder: dates.shownLater } : null),
    counts: () => sheet.counts(),
    close: () => sheet.close(),
  };
}

async function* readRows(
  sheet: OldSheet,
  u: Understanding,
  words: WordReader,
  question: DateQuestion,
): AsyncGenerator<ReadRow<DeclaredRow>> {
  const { date } = sheet.columns;
  for await (const row of sheet.rows) {
    const { line: n, cells, left, marks } = row;
    if (left) {
      yield { n, raw: cells, left, problems: [], marks };
      continue;
    }
    const { problems, skipped, wrong, warned: _, line, serialWord, quantityWord, ...meaning } = understand(row, u);
    const shifted = cells.length > u.width;
    yield {
      n,
      raw: cells,
      problems,
      marks,
      ...(skipped ? { left: 'not_wanted' as const } : wrong ? {} : { meaning }),
      ...(shifted
        ? {}
        : {
            words: words.ofRow(cells, sheet.columns, {
              date: date === undefined || skipped ? undefined : question.ask(cells[date] ?? ''),
              serial: serialWord,
              quantity: quantityWord,
              given: row.given?.word,
            }),
          }),
    };
  }
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
  ): Partial<Record<MappedField, WordReading>> {
    const words: Partial<Record<MappedField, WordReading>> = {};
    for (const field of MAPPED_FIELDS) {
      const at = columns[field];
      const word = isAsked(field) ? asked[field] : at === undefined ? undefined : this.read(field, cells[at] ?? '');
      if (word) words[field] = word;
    }
    return words;
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
