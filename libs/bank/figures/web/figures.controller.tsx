import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { figuresSlides, SheetsService, type SlideBar, type SlidesFacts } from '#bank/documents';
import { FiguresService, type FiguresView } from '#bank/figures';
import { Answer, Context, Ctx, exportAnswer, Read } from '#platform/http';
import { clock, type OutCell, READ, SHEET_FORMATS } from '#platform/kernel';
import { formatDateTime, formatNumber } from '#platform/ui';
import { HOW_TO_READ, hiddenWords, sourceOf, tablesShown, titleOf } from './figure.words.js';
import { FiguresExportQuery, FiguresQuery } from './figures.dto.js';
import { barOf, FiguresOfBank, monthsWithin } from './figures.page.js';

/** `2026-T3` of what the address says; undefined: the current year. */
function periodOf(query: FiguresQuery, now = clock.now()): string | undefined {
  const [year, period] = [query.year ?? query.annee, query.period ?? query.periode];
  return year || period ? [year ?? String(now.getFullYear()), period].filter(Boolean).join('-') : undefined;
}

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
   * Counted beforehand, every few minutes; `hidden` says why a `count` is null. `year` is a calendar year, the current one when left out;
   * `period` a part of it. A table's `period` is the year where the shorter one would give a small count away.
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
  @Read(READ.figures, { page: 'chiffres/presentation.pdf' })
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

function slidesOf(figures: FiguresView, timeZone: string): SlidesFacts {
  const { period, handedOver, sinceTheBeginning, tables, countedAt } = figures;
  const devices = tables.find((t) => t.subject === 'devices_by_state')?.total;
  const numbers = [
    { count: handedOver.count, label: `remises, ${period.label}` },
    { count: sinceTheBeginning, label: 'remises depuis le début' },
    { count: devices?.count ?? null, label: 'appareils suivis aujourd’hui' },
  ];
  return {
    title: `Chiffres, ${period.label}`,
    counted: countedAt ? `Comptés le ${formatDateTime(countedAt, timeZone)}` : '',
    numbers: numbers.flatMap(({ count, label }) => (count ? [{ value: formatNumber(count), label }] : [])),
    note: HOW_TO_READ,
    pictures: tablesShown(figures).map((table) => {
      const byMonth = table.subject === 'handed_over_by_month';
      const months = monthsWithin(period.key, byMonth ? table : undefined);
      return {
        title: titleOf(table, figures),
        note: sourceOf(table, figures),
        columns: byMonth,
        bars: table.rows.map((row): SlideBar => {
          const { label, short, value, shown, below, level = 0, pale = false } = barOf(row, table.subject, months);
          return { label, short: short ?? label, value, shown: shown ?? null, below: below ?? 0, level, pale };
        }),
      };
    }),
  };
}
