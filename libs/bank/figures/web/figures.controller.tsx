import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { figuresSlides, SheetsService } from '#bank/documents';
import { FiguresService, type FiguresView } from '#bank/figures';
import { Answer, Context, Ctx, exportAnswer, Policy, Read } from '#platform/http';
import { clock, type OutCell, READ, SHEET_FORMATS } from '#platform/kernel';
import { hiddenWords, tablesShown, titleOf } from './figure.words.js';
import { FiguresExportQuery, FiguresQuery } from './figures.dto.js';
import { FiguresOfBank } from './figures.page.js';
import { slidesOf } from './figures.slides.js';

/** `2026-T3` of what the address says; undefined: the current year. */
const periodOf = ({ annee, periode }: FiguresQuery, now = clock.now()): string | undefined =>
  annee || periode ? [annee ?? String(now.getFullYear()), periode].filter(Boolean).join('-') : undefined;

/** Counts by period and territory, small ones hidden. */
@ApiTags('figures')
@ApiBearerAuth()
@Controller()
export class FiguresController {
  constructor(
    private readonly figures: FiguresService,
    private readonly sheets: SheetsService,
  ) {}

  /**
   * Counted beforehand, every few minutes; `hidden` says why a `count` is null. `annee` is a calendar year, the current one when left out;
   * `periode` a part of it. A table's `period` is the year where the shorter one would give a small count away.
   */
  @Read(READ.figures, { page: 'chiffres', api: 'figures' })
  async show(@Context() ctx: Ctx, @Query() query: FiguresQuery) {
    const figures = await this.figures.figures(ctx.actor, periodOf(query));
    return ctx.answer(figures, () => <FiguresOfBank figures={figures} timeZone={ctx.bank.timeZone} />);
  }

  /** The same figures as a CSV or XLSX file, what is hidden hidden. */
  @Read(READ.figures, { page: 'chiffres/export', api: 'figures/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  async export(@Context() ctx: Ctx, @Query() query: FiguresExportQuery): Promise<Answer> {
    const figures = await this.figures.figures(ctx.actor, periodOf(query));
    return exportAnswer(ctx, query.format ?? 'csv', `chiffres-${figures.period.key}`, {
      name: `Chiffres ${figures.period.key}`,
      header: ['Tableau', 'Période', 'Ligne', 'Nombre'],
      rows: rowsOf(figures),
    });
  }

  /** The same figures to project in a meeting: one picture a page. */
  @Get('chiffres/presentation.pdf')
  @Policy(READ.figures)
  async present(@Context() ctx: Ctx, @Query() query: FiguresQuery): Promise<Answer> {
    const figures = await this.figures.figures(ctx.actor, periodOf(query));
    const facts = slidesOf(figures, ctx.bank.timeZone);
    await ctx.noteExport(`chiffres-${figures.period.key}`, 'pdf');
    return new Answer(200, await this.sheets.draw(figuresSlides, facts, figures.countedAt ?? clock.now()), {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="chiffres-${figures.period.key}.pdf"`,
    });
  }
}

async function* rowsOf(figures: FiguresView): AsyncGenerator<OutCell[]> {
  for (const table of tablesShown(figures)) {
    const title = titleOf(table, figures);
    const of = table.period || null;
    for (const row of table.rows) yield [title, of, '  '.repeat(row.level) + row.label, hiddenWords(row) ?? row.count];
    yield [title, of, 'Total', hiddenWords(table.total) ?? table.total.count];
  }
}
