import type { EntityManager } from 'typeorm';
import {
  type Answers,
  EXAMPLES,
  type FoundHeader,
  fieldOf,
  firstRowOf,
  type GoodRow,
  type ImportedFile,
  type ImportKind,
  type ImportKindName,
  type Known,
  ListKind,
  type ListReading,
  layoutOf,
  leftBy,
  leftRow,
  type OpenedFile,
  type OpenedWith,
  openList,
  PEOPLE_ANSWERS,
  PeopleAsked,
  placesByTitle,
  placesOf,
  type ReadRow,
  signatureOf,
  takenOf,
  type WordAnswer,
} from '#bank/files/engine';
import { looksLikePerson, mayBePerson, SOMEBODY, tellsOfPeople, withoutTitled } from '#bank/files/words';
import { rows, run } from '#platform/database';
import { type Actor, plainWords, RuleBroken, type Table, type TableRow, withoutDefusing } from '#platform/kernel';
import type { SetupListSpec } from './list-spec.js';

const LOCK = 0x424e05;

/** A list with which a bank begins, as the engine of imports takes it: the rest is its spec's. */
export class SetupListKind<M> extends ListKind implements ImportKind<M, null> {
  readonly name: ImportKindName;
  readonly fields: readonly string[];
  readonly applyAtOnce = MAX_ROWS;
  override readonly bySheet = true;
  override readonly wordFields = ['people'];
  readonly withdraw: NonNullable<ImportKind<M, null>['withdraw']>;
  readonly refusals = {
    empty: 'setup.list_empty',
    twice: 'setup.list_not_ready',
    not_now: 'setup.list_not_ready',
    no_rows: 'setup.list_empty',
    nothing_good: 'setup.nothing_new',
    rows_wrong: 'setup.rows_wrong',
    became_wrong: 'setup.rows_wrong',
    columns_twice: 'setup.columns_twice',
    answer_unknown: 'setup.list_not_ready',
    too_many_words: 'setup.list_not_ready',
    words_asked: 'setup.list_not_ready',
    sheet_taken: 'setup.sheet_taken',
    failed: 'setup.list_failed',
  } as const;

  constructor(private readonly spec: SetupListSpec<M>) {
    super();
    this.name = spec.name;
    this.fields = Object.keys(spec.fields);
    this.withdraw = (...given) => spec.withdraw(...given);
  }

  isTitle(title: string): boolean {
    return fieldOf(this.spec.fields, title) !== undefined;
  }

  async subject(): Promise<null> {
    return null;
  }

  /** One such list at a time: what is known must not change between the check and the writing. */
  async lockSubject(
    tx: EntityManager,
    _actor: Actor,
    _file: ImportedFile,
    { toApply }: { readonly toApply: boolean },
  ): Promise<null> {
    if (toApply) await run(tx, 'SELECT pg_advisory_xact_lock($1)', [LOCK]);
    return null;
  }

  async open(source: AsyncIterable<Uint8Array>, _file: ImportedFile, given: OpenedWith): Promise<OpenedFile<M>> {
    return openList(source, given.choices, setupReading(this.spec, given, await organisationsThere(given.tx)));
  }

  override async answers(): Promise<(answer: WordAnswer) => boolean> {
    return ({ meaning }) => PEOPLE_ANSWERS.some((answer) => answer === meaning);
  }

  check(
    tx: EntityManager,
    actor: Actor,
    _subject: null,
    good: readonly GoodRow<M>[],
  ): Promise<ReadonlyMap<number, Known>> {
    return this.spec.check(tx, actor, good);
  }

  pack(meaning: M): unknown {
    return meaning;
  }

  unpack(packed: unknown): M {
    return packed as M;
  }

  /** @throws RuleBroken `setup.nothing_new`: others brought all of it since. */
  async apply(
    tx: EntityManager,
    actor: Actor,
    _file: ImportedFile,
    _subject: null,
    { batches, keep }: Parameters<ImportKind<M, null>['apply']>[4],
  ): Promise<{ made: number }> {
    let made = 0;
    for await (const batch of batches()) {
      const these = await this.spec.apply(tx, actor, batch);
      await keep(these);
      made += these.length;
    }
    if (!made) throw new RuleBroken('setup.nothing_new');
    return { made };
  }
}

export const MAX_ROWS = 1_000;
const MAX_CELL = 300;

/**
 * Reads a list whose columns are known by their titles.
 * @throws RuleBroken, field `sheet` or `columns`: `setup.list_not_table`, `setup.list_empty`, `setup.column_missing` (facts `label`),
 *   `setup.list_header_row`; while rows are read, `setup.list_too_long`.
 */
export const setupReading = <M>(
  spec: SetupListSpec<M>,
  { choices, memory, answers }: Pick<OpenedWith, 'choices' | 'memory' | 'answers'>,
  there: ReadonlySet<string>,
): ListReading<ReadRow<M>> => ({
  worth: (cells) => columnsNamed(spec, cells) * 2,
  most: MAX_ROWS,
  refuse: {
    notATable: ({ reason }) =>
      reason === 'empty'
        ? new RuleBroken('setup.list_empty', {}, 'sheet')
        : new RuleBroken('setup.list_not_table', { kind: reason }, 'sheet'),
    otherTitles: (sheet) => new RuleBroken('setup.sheets_differ', { sheet }, 'sheet'),
    tooManyRows: (max) => new RuleBroken('setup.list_too_long', { max }, 'sheet'),
  },
  begin(table) {
    const header = findHeader(spec, table, choices, memory);
    const why = leftBy(layoutOf(header, { naming: Object.keys(header.fields) }), choices);
    const below = table.sample.filter((row) => row.n > header.row);
    const people = new PeopleInList(spec, header.fields, below, answers, there);
    const read = rowReader(spec, header.fields, takenOf(table, choices), people);
    return {
      header,
      examples: below.slice(0, EXAMPLES).map((row) => people.withoutThem(row)),
      read(row) {
        const left = why(row);
        return left ? leftRow(row, left) : read(row);
      },
    };
  },
});

const columnsNamed = <M>({ fields }: SetupListSpec<M>, cells: readonly string[]): number =>
  Object.keys(placesByTitle(fields, cells)).length;

function findHeader<M>(
  spec: SetupListSpec<M>,
  { sample }: Table,
  choices: OpenedWith['choices'],
  memory: OpenedWith['memory'],
): FoundHeader {
  const known = (row: TableRow) => memory.get(signatureOf(row.cells) ?? '');
  const best = () =>
    sample.reduce<TableRow | undefined>(
      (a, b) => (a && columnsNamed(spec, a.cells) >= columnsNamed(spec, b.cells) ? a : b),
      undefined,
    );
  const row =
    choices.headerRow === undefined ? (sample.find(known) ?? best()) : sample.find((r) => r.n === choices.headerRow);
  if (!row) throw new RuleBroken('setup.list_header_row', { max: sample.at(-1)?.n ?? 1 }, 'headerRow');
  const remembered = known(row);
  const said = choices.columns ?? remembered?.columns;
  const fields = said ? placesOf(said) : placesByTitle(spec.fields, row.cells);
  const missing = Object.entries(spec.fields).find(([field, { needed }]) => needed && fields[field] === undefined);
  if (missing)
    throw new RuleBroken('setup.column_missing', { label: missing[1].label }, choices.columns ? 'columns' : 'sheet');
  const by = choices.columns ? 'person' : remembered ? 'memory' : 'names';
  return { row: row.n, titles: row.cells, fields, by, defaults: {} };
}

function rowReader<M>(
  spec: SetupListSpec<M>,
  fields: FoundHeader['fields'],
  taken: ReturnType<typeof takenOf>,
  people: PeopleInList,
): (row: TableRow) => ReadRow<M> {
  const met = new Map<string, number>();
  const [first = ''] = Object.keys(spec.fields);
  return (row) => {
    const { n, cells } = row;
    const somebody = people.look(row);
    if (somebody?.wrong) return somebody;
    const said = spec.read((field) =>
      withoutDefusing(cells[fields[field] ?? -1] ?? '')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, MAX_CELL),
    );
    const raw = { n, raw: cells, words: somebody?.words ?? {} };
    if ('refused' in said) return { ...raw, problems: [said.refused] };
    const keys = spec.keys(said.meaning);
    const firstRow = keys.map((key) => met.get(key)).find((line) => line !== undefined);
    if (firstRow !== undefined)
      return { ...raw, problems: [{ field: first, code: 'setup.row_twice', facts: firstRowOf(firstRow, taken) }] };
    for (const key of keys) met.set(key, n);
    return { ...raw, meaning: said.meaning, problems: [] };
  };
}

/** Organisations that are there: one that is called after somebody is nobody. */
async function organisationsThere(on: EntityManager): Promise<ReadonlySet<string>> {
  const found = await rows<{ name: string }>(on, 'SELECT name FROM people.organisation');
  return new Set(found.map(({ name }) => plainWords(name)));
}

/** Takes people out of the columns of a list in which organisations are expected; a person says whether they are some. */
class PeopleInList {
  private readonly asked: PeopleAsked;
  private readonly columns: readonly { readonly field: string; readonly at: number; readonly among: boolean }[];

  constructor(
    { expectsOrganisation }: Pick<SetupListSpec<unknown>, 'expectsOrganisation'>,
    fields: FoundHeader['fields'],
    below: readonly TableRow[],
    answers: Answers,
    private readonly there: ReadonlySet<string>,
  ) {
    this.asked = new PeopleAsked(answers);
    this.columns = expectsOrganisation.flatMap((field) => {
      const at = fields[field];
      return at === undefined ? [] : [{ field, at, among: tellsOfPeople(below.map((row) => row.cells[at] ?? '')) }];
    });
  }

  /** @returns the row as it may be kept, with its question; null where it names nobody. `wrong`: nobody said yet that this is an organisation. */
  look({ n, cells }: TableRow): (ReadRow<never> & { readonly wrong: boolean }) | null {
    const people = this.peopleIn(cells);
    if (!people.length) return null;
    for (const { at } of people) this.asked.note(at, n);
    const at = new Set(people.map((column) => column.at));
    return {
      n,
      raw: cells.map((cell, i) => (at.has(i) ? SOMEBODY : cell)),
      problems: people.map(({ field }) => ({ field, code: 'setup.row_person', facts: {} })),
      words: { people: this.asked.question },
      wrong: !this.asked.others,
    };
  }

  withoutThem({ n, cells }: TableRow): TableRow {
    if (this.asked.others) return { n, cells };
    const hidden = new Set(this.peopleIn(cells).map(({ at }) => at));
    return { n, cells: cells.map((cell, i) => (hidden.has(i) ? SOMEBODY : cell)) };
  }

  private peopleIn(cells: readonly string[]) {
    return this.columns.filter(({ at, among }) => this.isSomebody((cells[at] ?? '').trim(), among));
  }

  private isSomebody(text: string, among: boolean): boolean {
    if (!text || this.there.has(plainWords(text))) return false;
    return looksLikePerson(text) || withoutTitled(text) !== text || (among && mayBePerson(text));
  }
}
