import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type OutCell, READ, SHEET_FORMATS } from '#kernel';
import { FiguresService, type FiguresView } from '#reporting';
import { Read } from '../../http/act.js';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { spreadsheetAnswer } from '../../http/spreadsheet-answer.js';
import { FIGURE_WORDS, hasNoYear, hiddenWords } from './figure.words.js';
import { FiguresExportQuery, FiguresQuery } from './figures.dto.js';
import { FiguresOfBank } from './figures.page.js';

/** Counts by year and territory, small ones hidden. */
@ApiTags('figures')
@ApiBearerAuth()
@Controller()
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  /** Counted beforehand, every few minutes; `hidden` says why a `count` is null. `annee` is a calendar year, the current one when left out. */
  @Read(READ.figures, { page: 'chiffres', api: 'figures' })
  async show(@Context() ctx: Ctx, @Query() { annee }: FiguresQuery) {
    const figures = await this.figures.figures(ctx.actor, annee);
    return ctx.answer(figures, () => <FiguresOfBank figures={figures} timeZone={ctx.bank.timeZone} />);
  }

  /** The same figures as a CSV or XLSX file, what is hidden hidden. */
  @Read(READ.figures, { page: 'chiffres/export', api: 'figures/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  async export(@Context() ctx: Ctx, @Query() { annee, format = 'csv' }: FiguresExportQuery): Promise<Answer> {
    const figures = await this.figures.figures(ctx.actor, annee);
    return spreadsheetAnswer(format, `chiffres-${figures.year}`, {
      name: `Chiffres ${figures.year}`,
      header: ['Tableau', 'Année', 'Ligne', 'Nombre'],
      rows: rowsOf(figures),
      timeZone: ctx.bank.timeZone,
    });
  }
}

async function* rowsOf({ tables, year }: FiguresView): AsyncGenerator<OutCell[]> {
  for (const { subject, rows, total } of tables) {
    const { title } = FIGURE_WORDS[subject];
    const of = hasNoYear(subject) ? null : Number(year);
    for (const row of rows) yield [title, of, '  '.repeat(row.level) + row.label, hiddenWords(row) ?? row.count];
    if (rows.length) yield [title, of, 'Total', hiddenWords(total) ?? total.count];
  }
}
