import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { NotFound, READ, sheetOut, WRITE } from '#kernel';
import {
  CANCEL_RECEIPT_REASONS,
  RECEIPT_KINDS,
  ReceiptQueries,
  ReceiptsService,
  type ReceiptView,
  YearlyListsService,
} from '#receipts';
import { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { CancelReceiptPage, ReceiptPage, ReplaceReceiptPage } from './receipt.page.js';
import { ReceiptYearPage } from './receipt-year.page.js';
import { CancelReceiptDto, identityOf, ReplaceReceiptDto, SignatureDto, yearOf } from './receipts.dto.js';

/** The pages of tax receipts: a year, one receipt, what may be done with it. */
@Controller('recus')
export class ReceiptsPages {
  constructor(
    private readonly queries: ReceiptQueries,
    private readonly receipts: ReceiptsService,
    private readonly lists: YearlyListsService,
  ) {}

  @Get()
  @Policy(READ.receipts)
  async index(@Context() ctx: Ctx, @Query('annee') year?: string, @Query('after') after?: string): Promise<Answer> {
    const asked = yearOf(String(year ?? ''));
    return ctx.page(await this.year(ctx, asked || (await this.queries.currentYear()), after));
  }

  @Get('annee/:file')
  @Policy(READ.receipts)
  async download(@Context() ctx: Ctx, @Param('file') file: string): Promise<Answer> {
    const read = /^(\d{4})\.(csv|xlsx)$/.exec(file);
    if (!read) throw new NotFound('file');
    const format = read[2] as 'csv' | 'xlsx';
    const rows = (await this.queries.all(ctx.actor, Number(read[1]))).map(rowOf);
    const body = sheetOut(format, { name: `Reçus ${read[1]}`, header: HEADER, rows, timeZone: ctx.bank.timeZone });
    return new Answer(200, body, {
      'content-type':
        format === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="recus-fiscaux-${file}"`,
      'cache-control': 'private, no-store',
    });
  }

  @Post('annee/:year/liste')
  @Policy(WRITE.receipts)
  async makeList(@Context() ctx: Ctx, @Param('year') year: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: SignatureDto,
      body,
      done: 'Liste signée. Le papier est en préparation.',
      work: async (tx, form) => {
        await this.lists.make(tx, ctx.actor, yearOf(year), form.password);
        return `/recus?annee=${year}`;
      },
      again: async (problems) =>
        this.year(ctx, yearOf(year) || (await this.queries.currentYear()), undefined, problems),
    });
  }

  @Get(':id')
  @Policy(READ.receipts)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const receipt = await this.queries.byId(ctx.actor, id);
    return ctx.page(<ReceiptPage receipt={receipt} timeZone={ctx.bank.timeZone} />);
  }

  @Get(':id/annulation')
  @Policy(WRITE.receipts)
  async askCancel(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<CancelReceiptPage receipt={await this.queries.byId(ctx.actor, id)} />);
  }

  @Post(':id/annulation')
  @Policy(WRITE.receipts)
  async cancel(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const receipt = await this.queries.byId(ctx.actor, id);
    return ctx.submit({
      dto: CancelReceiptDto,
      body,
      done: `Reçu ${receipt.number} annulé. Il garde son numéro.`,
      work: async (tx, form) => {
        await this.receipts.cancel(tx, ctx.actor, id, form);
        return `/recus/${id}`;
      },
      again: (problems, values) => <CancelReceiptPage receipt={receipt} problems={problems} values={values} />,
    });
  }

  @Get(':id/remplacement')
  @Policy(WRITE.receipts)
  async askReplace(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<ReplaceReceiptPage receipt={await this.queries.byId(ctx.actor, id)} />);
  }

  @Post(':id/remplacement')
  @Policy(WRITE.receipts)
  async replace(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const receipt = await this.queries.byId(ctx.actor, id);
    return ctx.submit({
      dto: ReplaceReceiptDto,
      body,
      done: `Reçu ${receipt.number} annulé et remplacé. Le nouveau est en préparation.`,
      work: async (tx, form) => {
        const made = await this.receipts.replace(tx, ctx.actor, id, { ...identityOf(form), reason: form.reason });
        return `/recus/${made.id}`;
      },
      again: (problems, values) => <ReplaceReceiptPage receipt={receipt} problems={problems} values={values} />,
    });
  }

  private async year(ctx: Ctx, year: number, after?: string, problems?: FieldProblem[]) {
    const [page, years, lists] = await Promise.all([
      this.queries.list(ctx.actor, { year, ...(after ? { cursor: after } : {}) }),
      this.queries.years(ctx.actor),
      this.queries.lists(ctx.actor, year),
    ]);
    return (
      <ReceiptYearPage
        {...{ page, years, lists, year }}
        eligible={ctx.bank.eligibilityGround !== null}
        after={after ?? ''}
        timeZone={ctx.bank.timeZone}
        {...(problems ? { problems } : {})}
      />
    );
  }
}

const HEADER = [
  'Numéro',
  'Délivré',
  'Article du CGI',
  'Donateur',
  'Don',
  'Appareils',
  'Valeur déclarée (€)',
  'État',
  'Remplacé par',
  'Opérateur',
];

const rowOf = (r: ReceiptView) => [
  r.number,
  r.issuedAt,
  RECEIPT_KINDS[r.kind].label,
  r.donor,
  r.donation,
  r.devices,
  r.valueCents / 100,
  r.cancelReason ? `annulé : ${CANCEL_RECEIPT_REASONS[r.cancelReason]}` : 'compte',
  r.replacedBy ?? '',
  r.operatorNumber,
];
