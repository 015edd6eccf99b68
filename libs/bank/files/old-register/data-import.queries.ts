import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  columnName,
  ImportAnswers,
  ImportQueries,
  type ImportRow,
  type RowFilter,
  withoutOwnFacts,
  withoutOwnWords,
  withSample,
} from '#bank/files/engine';
import { type Reader, rowOf, rows } from '#platform/database';
import { type Actor, isId, may, mustHave, NotFound, type Page, READ } from '#platform/kernel';
import type { DeclaredRow } from './opening.js';
import { columnsOf, MAPPED_FIELDS, type MappedField, readHeader } from './sheet-columns.js';
import { type KnownThings, knownThings, lastPart } from './value-words.js';
import type { DataImportFileView, DataImportProblem, DataImportRowView, DataImportValueView } from './views.js';

const VIEW = `f.id, f.settings ->> 'issuer' AS issuer, f.filename, CASE f.state WHEN 'asking' THEN 'mapping' ELSE f.state END AS state, f.header, f.fields, f.sheets, f.sheet, coalesce(f.choices ->> 'hiddenRows' = 'true', false) AS "hiddenRows", coalesce(f.root_id, f.id) AS "rootId",
  f.sample, f.sample_key AS "sampleKey", (f.settings ->> 'defaultPlaceId')::uuid AS "defaultPlaceId", f.rows_seen AS "rowsRead",
  f.rows_wrong AS "rowsWrong", f.rows_warned AS "rowsWarned", f.rows_left AS "rowsSkipped", f.things_read AS "devicesRead", f.things_made AS "rowsMade",
  CASE WHEN f.state = ANY (imports.applied_states()) AND f.state <> 'withdrawing' THEN f.things_made ELSE coalesce(p.done, 0) END AS done,
  f.result - 'withdrawal' AS result, f.result -> 'withdrawal' AS withdrawal, f.notice, f.error, f.error_facts AS "errorFacts", f.created_at AS "createdAt", f.applied_at AS "appliedAt"`;
const FROM = `imports.file f LEFT JOIN imports.progress p ON p.file_id = f.id`;

type StoredView = Omit<DataImportFileView, 'people' | 'notes' | 'columns'> & {
  fields: readonly (string | null)[];
  sample: Buffer | null;
  sampleKey: string | null;
};

@Injectable()
export class DataImportQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly imports: ImportQueries,
    private readonly answers: ImportAnswers,
  ) {}

  async files(actor: Actor): Promise<DataImportFileView[]> {
    mustHave(actor, READ.dataImport);
    const found = await rows<StoredView>(
      this.db,
      `SELECT ${VIEW} FROM ${FROM} WHERE f.kind = 'data_import' ORDER BY f.id DESC LIMIT 100`,
    );
    return found.map((file) => fileFor(actor, viewOf(file)));
  }

  async byId(actor: Actor, id: string, on: Reader = this.db): Promise<DataImportFileView> {
    mustHave(actor, READ.dataImport);
    const row = await rowOf<StoredView>(
      on,
      `SELECT ${VIEW} FROM ${FROM} WHERE f.kind = 'data_import' AND f.id = $1`,
      [id],
      { 'data import file': id },
    );
    return fileFor(actor, viewOf(row));
  }

  async values(actor: Actor, fileId: string, on?: EntityManager): Promise<DataImportValueView[]> {
    mustHave(actor, READ.dataImport);
    if (!isId(fileId)) throw new NotFound('data import file');
    const words = await this.answers.words(fileId, on ?? this.db.manager);
    const order = (field: string) => MAPPED_FIELDS.indexOf(field as MappedField);
    return words
      .filter(({ field }) => field !== 'donor' || may(actor, READ.donorNames))
      .map(({ field, key, said, count, meaning }) => ({
        field: field as MappedField,
        key,
        value: said,
        count,
        target: meaning,
      }))
      .sort((a, b) => order(a.field) - order(b.field) || b.count - a.count || (a.key < b.key ? -1 : 1));
  }

  async known(actor: Actor): Promise<KnownThings> {
    mustHave(actor, READ.dataImport);
    return knownThings(this.db);
  }

  /** Rows in the file's order; `told` keeps those with something to say, `good` those that make a device, `left` those that are none. */
  async rows(actor: Actor, fileId: string, filter: RowFilter = {}): Promise<Page<DataImportRowView>> {
    await this.byId(actor, fileId);
    const page = await this.imports.rows<DeclaredRow>('data_import', fileId, { ...filter, withLeft: true });
    const names = await this.names(page.items);
    return { ...page, items: page.items.map((row) => rowFor(actor, rowView(row, names))) };
  }

  private async names(found: readonly ImportRow<DeclaredRow>[]): Promise<ReadonlyMap<string, string>> {
    const ids = found.flatMap(({ meaning }) => [meaning?.structure, meaning?.place]).filter((id) => isId(id ?? ''));
    if (!ids.length) return new Map();
    const named = await rows<{ id: string; name: string }>(
      this.db,
      `SELECT id::text AS id, name FROM people.organisation WHERE id = ANY ($1::uuid[])
       UNION ALL SELECT id::text, name FROM people.place WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    return new Map(named.map(({ id, name }) => [id, name]));
  }
}

/** A file's name, its sheets' and its titles, as somebody wrote them, may say whose it is: a first row may be taken for titles. */
const fileFor = (actor: Actor, file: DataImportFileView): DataImportFileView =>
  may(actor, READ.donorNames)
    ? file
    : {
        ...file,
        filename: 'fichier',
        header: file.header.map((title, i) => title && columnName(i)),
        people: file.people.map(() => '…'),
        notes: file.notes.map(() => '…'),
        sheets: file.sheets.map((s) => ({ ...s, name: '' })),
        errorFacts: withoutOwnFacts(file.errorFacts),
      };

function viewOf(stored: StoredView): DataImportFileView {
  const { examples: _, fields, ...view } = withSample(stored);
  const { people, notes } = readHeader(view.header);
  return {
    ...(view as unknown as Omit<DataImportFileView, 'people' | 'notes' | 'columns'>),
    columns: columnsOf(fields),
    header: view.header.map((title, i) => (people.has(i) ? '' : title)),
    people: [...people].filter((i) => !notes.has(i)).map((i) => view.header[i]!),
    notes: [...notes].map((i) => view.header[i]!),
  };
}

const rowFor = (actor: Actor, row: DataImportRowView): DataImportRowView =>
  may(actor, READ.donorNames) ? row : { ...row, said: '', problems: withoutOwnWords(row.problems) };

const SAID = 300;

function rowView(row: ImportRow<DeclaredRow>, names: ReadonlyMap<string, string>): DataImportRowView {
  const { line, meaning: m, cells, left, wrong, problems } = row;
  const nameOf = (id: string | null | undefined, cell: string | undefined) =>
    id?.startsWith('new:') ? lastPart(cell ?? '') : (names.get(id ?? '') ?? null);
  return {
    line,
    number: m?.number ?? null,
    serial: m?.serial ?? null,
    category: m?.category ?? null,
    make: m?.make ?? '',
    model: m?.model ?? '',
    state: m?.state ?? null,
    structure: nameOf(m?.structure, cells['structure']),
    place: nameOf(m?.place, cells['place']),
    day: m?.day ?? null,
    origin: m?.origin ?? null,
    purchase: m?.purchase ?? null,
    quantity: m?.quantity ?? 1,
    skipped: left !== null,
    left,
    wrong,
    problems: problems as readonly DataImportProblem[],
    said: Object.values(cells).filter(Boolean).join(' · ').slice(0, SAID).toWellFormed(),
  };
}
