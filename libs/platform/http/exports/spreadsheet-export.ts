import { Controller, Inject, Query, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { PageAsked } from '#platform/database';
import { type OutCell, type Page, SHEET_FORMATS, type SpreadsheetFormat, spreadsheetOut } from '#platform/kernel';
import { Read } from '../act.js';
import { Answer } from '../answers/answer.js';
import { Context, Ctx } from '../ctx.js';
import { exportQuery, type ListQuery } from '../pagination/page-query.js';
import type { PolicyRule } from '../policy/policy.rule.js';
import type { FormClass } from '../validation/validation.js';
import { ExportFormat, NoPart } from './export-format.dto.js';

/** Rows read at once: a million things are asked for in a thousand small queries. */
const BATCH = 1_000;

/** A column of a list's export. No column names a person: lists of people have none (docs/adr/0033). */
export type OutColumn<T> = readonly [title: string, value: (item: T) => OutCell];

async function* rowsOf<T>(
  columns: readonly OutColumn<T>[],
  read: (cursor: string | undefined, limit: number) => Promise<Page<T>>,
): AsyncGenerator<OutCell[]> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor, BATCH);
    for (const item of page.items) yield columns.map(([, value]) => value(item));
    cursor = page.next ?? undefined;
  } while (cursor);
}

/**
 * The export of a list with its filters: all of it, read page after page while it is sent; recorded in the audit.
 * @param list.read a page of it from a cursor on, as its page and the API read it
 */
export function listAnswer<T>(
  ctx: Ctx,
  format: SpreadsheetFormat,
  list: {
    readonly filename: string;
    readonly name: string;
    readonly columns: readonly OutColumn<T>[];
    readonly read: (cursor: string | undefined, limit: number) => Promise<Page<T>>;
  },
): Promise<Answer> {
  return exportAnswer(ctx, format, list.filename, {
    name: list.name,
    header: list.columns.map(([title]) => title),
    rows: rowsOf(list.columns, list.read),
  });
}

interface ListExport<Service, Asked extends object, Row> {
  readonly query: FormClass<ListQuery<Asked>>;
  readonly right: PolicyRule;
  readonly page: string;
  readonly api?: string;
  /** Its tag in the API's description, if not its address. */
  readonly tag?: string;
  readonly name: string;
  readonly filename: string;
  readonly reads: Type<Service>;
  readonly read: (service: Service, ctx: Ctx, asked: Asked & PageAsked<never>) => Promise<Page<Row>>;
  readonly columns: readonly OutColumn<Row>[];
}

/** The controller of a list's export, at `export` below its page and in the API. */
export function exportOf<Service, Asked extends object, Row>(spec: ListExport<Service, Asked, Row>): Type {
  class ExportQuery extends exportQuery(spec.query) {
    @ExportFormat() format?: SpreadsheetFormat;
    @NoPart() limit?: never;
  }

  @ApiTags(spec.tag ?? spec.api ?? spec.page)
  @ApiBearerAuth()
  @Controller()
  class ListExportController {
    constructor(@Inject(spec.reads) readonly service: Service) {}

    @Read(spec.right, { page: `${spec.page}/export`, ...(spec.api && { api: `${spec.api}/export` }) })
    @ApiOperation({ summary: 'All that the list keeps with these filters, as a CSV or XLSX file.' })
    @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
    export(@Context() ctx: Ctx, @Query() query: ExportQuery): Promise<Answer> {
      const asked = query.asked as Asked & PageAsked<never>;
      return listAnswer(ctx, query.format ?? 'csv', {
        ...spec,
        read: (cursor, limit) => spec.read(this.service, ctx, { ...asked, cursor, limit }),
      });
    }
  }
  const named = `${spec.filename.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Export`;
  return Object.defineProperty(ListExportController, 'name', { value: named });
}

interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly OutCell[]> | Iterable<readonly OutCell[]>;
}

/** A spreadsheet that somebody exports, recorded in the audit. @param noted its name there, where the file's name is somebody's own words */
export async function exportAnswer(
  ctx: Ctx,
  format: SpreadsheetFormat,
  filename: string,
  table: Table,
  noted = filename,
): Promise<Answer> {
  await ctx.noteExport(noted, format);
  return spreadsheetAnswer(format, filename, { ...table, timeZone: ctx.bank.timeZone });
}

/** A spreadsheet whose rows are read while it is sent, so that a long one needs no more memory than a short one. */
export function spreadsheetAnswer(
  format: SpreadsheetFormat,
  filename: string,
  table: Table & { readonly timeZone: string },
): Answer {
  const plain = filename
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
  return new Answer(200, spreadsheetOut(format, table), {
    'content-type': SHEET_FORMATS[format].mime,
    'content-disposition': `attachment; filename="${plain || 'liste'}.${format}"`,
  });
}
