import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilesOfKind, ImportAnswers, ImportsService, type UploadedFile } from '#bank/files/engine';
import { type Actor, mustHave, RuleBroken, WRITE } from '#platform/kernel';
import { DataImportQueries } from './data-import.queries.js';
import { type Columns, DATA_IMPORT_FIELDS } from './sheet-columns.js';
import { fits, knownThings, placeOfTheBank, toCheck, valueName } from './value-words.js';

export interface Mapping {
  readonly targets?: ReadonlyMap<string, string>;
  readonly defaultPlaceId?: string;
  /** The words that nobody answered are left to be looked at, device by device. */
  readonly rest?: boolean;
}

export interface ListChoice {
  readonly sheet?: number | undefined;
  readonly hiddenRows?: boolean | undefined;
}

/** A file of another tool, from its titles to devices: an import (libs/bank/files/engine) whose words a person has to agree with. */
@Injectable()
export class DataImportService extends FilesOfKind {
  constructor(
    imports: ImportsService,
    private readonly answers: ImportAnswers,
    private readonly queries: DataImportQueries,
  ) {
    super(imports);
  }

  /**
   * Keeps a file, sealed, and reads it: at once when it is small, else by a worker.
   * @param issuer the old tool's name: with it an old number is one machine's for ever.
   * @returns the file's id.
   * @throws RuleBroken `data_import.issuer_missing`, `data_import.issuer_too_long`, `data_import.file_twice`, `data_import.sheet_*`; NotFound.
   */
  async upload(tx: EntityManager, actor: Actor, file: UploadedFile, issuer: string): Promise<string> {
    mustHave(actor, WRITE.dataImport);
    const name = issuer.trim();
    if (!name) throw new RuleBroken('data_import.issuer_missing', {}, 'issuer');
    if (name.length > 60) throw new RuleBroken('data_import.issuer_too_long', { max: 60 }, 'issuer');
    const settings = { issuer: name, defaultPlaceId: await placeOfTheBank(tx) };
    return this.imports.upload(tx, actor, 'data_import', file, { settings });
  }

  /** Reads the file again with other columns, or another sheet of it, whose columns are found anew. @throws RuleBroken `data_import.not_now`, `data_import.column_twice`, `data_import.too_many_values`; NotFound. */
  async chooseColumns(
    tx: EntityManager,
    actor: Actor,
    fileId: string,
    asked: Columns,
    { sheet, hiddenRows }: ListChoice = {},
  ): Promise<void> {
    mustHave(actor, WRITE.dataImport);
    const { header, sheet: before } = await this.queries.byId(actor, fileId, tx);
    if (sheet !== undefined && sheet !== before) return this.imports.choose(tx, actor, fileId, { sheet, hiddenRows });
    const entries = Object.entries(asked).filter(
      ([field, at]) =>
        DATA_IMPORT_FIELDS.some((f) => f === field) && Number.isInteger(at) && at >= 0 && at < header.length,
    );
    const twice = entries.find(([, at], i) => entries.findIndex(([, other]) => other === at) !== i);
    if (twice) throw new RuleBroken('data_import.column_twice', { title: header[twice[1]] }, `column.${twice[0]}`);
    const columns = header.map((_, i) => entries.find(([, at]) => at === i)?.[0] ?? '');
    await this.imports.choose(tx, actor, fileId, { columns, hiddenRows });
  }

  /**
   * Ties the old words to ours, remembers them, and reads every row with them.
   * @throws RuleBroken `data_import.not_now`, `data_import.value_unmapped` (facts `values`), `data_import.place_missing`; NotFound.
   */
  async map(tx: EntityManager, actor: Actor, fileId: string, mapping: Mapping): Promise<void> {
    mustHave(actor, WRITE.dataImport);
    const file = await this.queries.byId(actor, fileId, tx);
    if (file.state !== 'mapping' && file.state !== 'ready')
      throw new RuleBroken('data_import.not_now', { state: file.state });
    const { structures, places } = await knownThings(tx);
    const defaultPlaceId = mapping.defaultPlaceId ?? file.defaultPlaceId;
    if (!places.some((p) => p.id === defaultPlaceId))
      throw new RuleBroken('data_import.place_missing', {}, 'defaultPlaceId');
    const ids = new Set([...structures, ...places].map((k) => k.id));
    const values = await this.queries.values(actor, fileId, tx);
    const asked = values.map((v) => {
      const said = mapping.targets?.get(`${v.field} ${v.key}`) ?? v.target;
      return { ...v, target: said || (mapping.rest ? toCheck(v.field) : null), byPerson: Boolean(said) };
    });
    const left = asked.filter((v) => !v.target || !fits({ ...v, target: v.target }, ids));
    if (left.length)
      throw new RuleBroken(
        'data_import.value_unmapped',
        { values: left.slice(0, 5).map((v) => v.value), count: left.length },
        valueName(left[0]!.field, left[0]!.key),
      );
    // What was left for later is no answer for other files.
    const words = asked.flatMap(({ field, key, target, byPerson }) =>
      byPerson ? [{ field, key, meaning: target! }] : [],
    );
    const { rest } = mapping;
    await this.answers.answer(tx, actor, fileId, { words, rest, remember: 'bank', settings: { defaultPlaceId } });
  }

  /** Back from the preview to the words. @throws RuleBroken `data_import.not_now`; NotFound. */
  async remap(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    await this.mustBeTheirs(tx, actor, fileId);
    await this.imports.askAgain(tx, fileId);
  }

  /**
   * « Reprendre »: declares the devices of the good rows, all of them or none.
   * @param only `all`: refuses as long as one row is wrong; `good`: leaves the wrong ones out.
   * @param devices how many a person says that it makes, asked of a file of very many.
   * @throws RuleBroken `data_import.not_now`, `data_import.nothing_good`, `data_import.rows_wrong`, `data_import.many_devices`; NotFound.
   */
  async apply(
    tx: EntityManager,
    actor: Actor,
    fileId: string,
    only: 'all' | 'good',
    devices?: number | undefined,
  ): Promise<void> {
    await this.take(tx, actor, fileId, { whole: only === 'all', things: devices });
  }

  protected async mustBeTheirs(tx: EntityManager, actor: Actor, fileId: string): Promise<void> {
    mustHave(actor, WRITE.dataImport);
    await this.queries.byId(actor, fileId, tx);
  }
}
