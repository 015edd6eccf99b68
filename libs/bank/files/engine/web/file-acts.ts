import { createReadStream } from 'node:fs';
import {
  type FilesOfKind,
  type ImportQueries,
  PROBLEM_COLUMN,
  type RowProblem,
  type UploadedFile,
  type WrongRow,
} from '#bank/files/engine';
import {
  type Acted,
  type ActOn,
  type ActSpec,
  type Answer,
  type Ctx,
  exportAnswer,
  type Nothing,
  sentenceOf,
} from '#platform/http';
import { RuleBroken, type SpreadsheetFormat } from '#platform/kernel';
import { choicesFrom, TakeSheetDto } from './file.dto.js';

export interface FileAt<V extends object> {
  readonly ctx: Ctx;
  readonly id: string;
  /** Its page's address without its id: a file that another one of its workbook becomes has its own. */
  readonly up: string;
  readonly files: FilesOfKind;
  readonly view: (id: string) => Promise<V>;
  readonly page: ActOn<V>['page'];
  readonly sending: ActOn<V>['page'];
}

export class FileActs<V extends object> {
  constructor(private readonly at: FileAt<V>) {}

  get on(): ActOn<V> {
    const { id, up, view, page } = this.at;
    return { ref: id, to: (of) => `${up}/${of}`, view, page };
  }

  /** Reads it again, as a person says. @param page where what is refused is said beside the columns */
  choose<F extends object>(
    act: Pick<ActSpec<F, V>, 'dto' | 'work'> & Partial<Pick<ActSpec<F, V>, 'page' | 'done'>>,
  ): Promise<Acted<F, V>> {
    return this.at.ctx.act({ ...this.on, fromForm: choicesFrom, done: 'Liste relue.', ...act });
  }

  refuse(leads: string, done: string): Promise<Acted<Nothing, V>> {
    const { ctx, files, id } = this.at;
    return ctx.act({ ...this.on, to: () => leads, done, work: (tx) => files.refuse(tx, ctx.actor, id) });
  }

  withdraw(page: ActSpec<Nothing, V>['page']): Promise<Acted<Nothing, V>> {
    const { ctx, files, id } = this.at;
    return ctx.act({ ...this.on, page, work: (tx) => files.withdraw(tx, ctx.actor, id) });
  }

  takeSheet(): Promise<Acted<TakeSheetDto, V>> {
    const { ctx, files, id, sending: page } = this.at;
    const { to, view } = this.on;
    const work: ActSpec<TakeSheetDto, V>['work'] = (tx, { sheet }) => files.takeSheet(tx, ctx.actor, id, sheet);
    return ctx.act({ dto: TakeSheetDto, to, view, page, work });
  }

  forgetSheets(done = 'Fichier effacé : ses autres feuilles ne seront pas prises.'): Promise<Acted<Nothing, V>> {
    const { ctx, files, id, sending: page } = this.at;
    return ctx.act({ ...this.on, page, done, work: (tx) => files.forgetSheets(tx, ctx.actor, id) });
  }
}

/** The spreadsheet of a request, to be read once. @throws RuleBroken the code `missing` when none was chosen. */
export function uploadedSheet(ctx: Ctx, missing: `${string}.${string}`): UploadedFile {
  const sheet = sheetIn(ctx);
  if (!sheet) throw new RuleBroken(missing, {}, 'sheet');
  return sheet;
}

export function sheetIn(ctx: Ctx): UploadedFile | null {
  const file = ctx.files.find((f) => f.field === 'sheet');
  if (!file) return null;
  const { filename, size, sha256, path } = file;
  // Opened when it is read, so that a refusal before leaves no file open.
  const source = {
    [Symbol.asyncIterator]: () => createReadStream(path)[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
  };
  return { filename, size, sha256, source };
}

export const problemWords = ({ code, facts }: Pick<RowProblem, 'code' | 'facts'>): string =>
  sentenceOf(code, { ...facts });

/**
 * The wrong rows of a file as they came, without those whom they name, and what is wrong with each in a column of its own behind all others.
 * Whoever asks has read the file.
 * @param file.titles of its columns; none where it has none
 * @param file.noted what the audit calls it; `file.wanted` leaves out rows in which nothing is to be corrected
 */
export async function wrongRowsAnswer(
  ctx: Ctx,
  imports: ImportQueries,
  format: SpreadsheetFormat,
  file: {
    readonly id: string;
    readonly name: string;
    readonly titles: readonly string[];
    readonly noted: string;
    readonly wanted?: (row: WrongRow) => boolean;
  },
): Promise<Answer> {
  const { id, wanted = () => true } = file;
  const known = file.titles.indexOf(PROBLEM_COLUMN);
  const kept = (cells: readonly string[]) => (known < 0 ? cells : cells.filter((_, i) => i !== known));
  const titles = kept(file.titles);
  const width = Math.max(titles.length, (await imports.widestWrong(id)) - (known < 0 ? 0 : 1));
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, i) => cells[i] ?? '');
  async function* rows() {
    for await (const row of imports.wrongRows(id))
      if (wanted(row)) yield [...padded(kept(row.cells)), row.problems.map(problemWords).join(' ')];
  }
  const table = { name: 'Lignes en erreur', header: [...padded(titles), PROBLEM_COLUMN], rows: rows() };
  return exportAnswer(ctx, format, `${file.name.replace(/\.\w{1,5}$/, '')}-lignes-en-erreur`, table, file.noted);
}
