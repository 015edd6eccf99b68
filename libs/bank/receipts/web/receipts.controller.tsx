import { Param, Query } from '@nestjs/common';
import { Act, type Answer, ApiController, Context, Ctx, exportAnswer, json, Read, SigningDto } from '#platform/http';
import { NotFound, READ, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { ReceiptQueries } from '../receipt.queries.js';
import { CANCEL_RECEIPT_REASONS, RECEIPT_KINDS, type ReceiptView } from '../receipt.views.js';
import type { ReceiptsAsked } from '../receipt-listing.js';
import { ReceiptsService } from '../receipts.service.js';
import { YearlyListsService } from '../yearly-lists.service.js';
import { CancelReceiptPage, ReceiptPage, ReplaceReceiptPage } from './receipt.page.js';
import { ReceiptPageQuery, ReceiptQuery, ReceiptYearPage, WAITING_SHOWN } from './receipt-year.page.js';
import { CancelReceiptDto, identityOf, ReplaceReceiptDto, yearOf } from './receipts.dto.js';

/** One tax receipt, and what may be done with it. A person is « Particulier »: their name is on the sealed paper alone. */
@ApiController('receipts')
export class ReceiptsController {
  constructor(
    private readonly queries: ReceiptQueries,
    private readonly receipts: ReceiptsService,
  ) {}

  /** One receipt. */
  @Read(READ.receipts, { page: 'recus/:id', api: 'receipts/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const receipt = await this.queries.byId(ctx.actor, id);
    return ctx.answer(receipt, () => <ReceiptPage receipt={receipt} timeZone={ctx.bank.timeZone} />);
  }

  /** Cancels a receipt, which keeps its number. */
  @Act(WRITE.receipts, {
    page: 'recus/:id/annulation',
    api: 'receipts/:id/cancel',
    takes: CancelReceiptDto,
    asks: true,
  })
  cancel(@Context() ctx: Ctx, @Param('id') id: string) {
    const receipt = () => this.queries.byId(ctx.actor, id);
    return ctx.act({
      dto: CancelReceiptDto,
      ref: id,
      done: async () => `Reçu ${(await receipt()).number} annulé. Il garde son numéro.`,
      rules: (tx, { password }) => this.receipts.judgeCancelling(tx, ctx.actor, password),
      work: (tx, form) => this.receipts.cancel(tx, ctx.actor, id, form),
      to: () => `/recus/${id}`,
      view: receipt,
      page: async (again) => <CancelReceiptPage receipt={await receipt()} {...again} />,
    });
  }

  /** Cancels a receipt and issues the one that takes its place, for the value declared last. */
  @Act(WRITE.receipts, {
    page: 'recus/:id/remplacement',
    api: 'receipts/:id/replace',
    takes: ReplaceReceiptDto,
    asks: true,
  })
  replace(@Context() ctx: Ctx, @Param('id') id: string) {
    const replaced = () => this.queries.byId(ctx.actor, id);
    return ctx.act({
      dto: ReplaceReceiptDto,
      done: async () => `Reçu ${(await replaced()).number} annulé et remplacé. Le nouveau est en préparation.`,
      rules: (tx, given) => this.receipts.judge(tx, ctx.actor, { receipt: id }, given),
      work: async (tx, form) =>
        (await this.receipts.replace(tx, ctx.actor, id, { ...identityOf(form), reason: form.reason })).id,
      to: (made) => `/recus/${made}`,
      view: (made) => this.queries.byId(ctx.actor, made),
      page: async (again) => <ReplaceReceiptPage receipt={await replaced()} {...again} />,
    });
  }
}

/** The receipts of a year: on a page, as a spreadsheet, and as the signed list of what is declared. */
@ApiController('receipts')
export class ReceiptYearsController {
  constructor(
    private readonly queries: ReceiptQueries,
    private readonly lists: YearlyListsService,
  ) {}

  @Read(READ.receipts, { page: 'recus' })
  async yearPage(@Context() ctx: Ctx, @Query() query: ReceiptPageQuery): Promise<Answer> {
    const asked = ctx.asked(query);
    return ctx.page(await this.page(ctx, await this.yearOf(asked), asked));
  }

  /** The receipts of a year, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.receipts, { api: 'receipts' })
  async list(@Context() ctx: Ctx, @Query() query: ReceiptQuery) {
    const { asked } = query;
    return json(200, await this.queries.list(ctx.actor, await this.yearOf(asked), asked));
  }

  @Read(READ.receipts, { page: 'recus/annee/:file' })
  async download(@Context() ctx: Ctx, @Param('file') file: string): Promise<Answer> {
    const read = /^(\d{4})\.(csv|xlsx)$/.exec(file);
    if (!read) throw new NotFound('file');
    const format = read[2] as 'csv' | 'xlsx';
    const rows = (await this.queries.all(ctx.actor, Number(read[1]))).map(rowOf);
    return exportAnswer(ctx, format, `recus-fiscaux-${read[1]}`, { name: `Reçus ${read[1]}`, header: HEADER, rows });
  }

  /** Number and total by year and kind, without the cancelled ones: what is declared to the tax office. */
  @Read(READ.receipts, { api: 'receipts/years' })
  async listYears(@Context() ctx: Ctx) {
    return json(200, { items: await this.queries.years(ctx.actor), next: null });
  }

  /** The lists of a year that were made as papers, newest first. */
  @Read(READ.receipts, { api: 'receipts/years/:year/lists' })
  async listPapers(@Context() ctx: Ctx, @Param('year') year: string) {
    return json(200, { items: await this.queries.lists(ctx.actor, yearOf(year) || 0), next: null });
  }

  /** Signs the list of a year as it is now, and asks for its paper. */
  @Act(WRITE.receipts, { page: 'recus/annee/:year/liste', api: 'receipts/years/:year/lists', takes: SigningDto })
  signList(@Context() ctx: Ctx, @Param('year') text: string) {
    const year = yearOf(text);
    return ctx.act({
      dto: SigningDto,
      done: 'Liste signée. Le document est en préparation.',
      work: (tx, form) => this.lists.make(tx, ctx.actor, year, form.password),
      to: () => `/recus?annee=${text}`,
      view: async (id) => (await this.queries.lists(ctx.actor, year)).find((l) => l.id === id) ?? { id },
      page: async ({ problems = [] }) => this.page(ctx, year || (await this.queries.currentYear()), {}, { problems }),
    });
  }

  private async yearOf({ year }: ReceiptsAsked): Promise<number> {
    return year ? Number(year) : this.queries.currentYear();
  }

  private async page(ctx: Ctx, year: number, asked: ReceiptsAsked, { problems }: FormState = {}) {
    const [page, [years, lists, waiting]] = await Promise.all([
      this.queries.counted(ctx.actor, year, asked),
      ctx.readTogether((on) =>
        Promise.all([
          this.queries.years(ctx.actor, on),
          this.queries.lists(ctx.actor, year, on),
          asked.cursor ? [] : this.queries.waiting(ctx.actor, WAITING_SHOWN + 1, on),
        ]),
      ),
    ]);
    return (
      <ReceiptYearPage
        {...{ page, years, lists, waiting, year, asked }}
        eligible={ctx.bank.eligibilityGround !== null}
        timeZone={ctx.bank.timeZone}
        problems={problems}
      />
    );
  }
}

const HEADER = [
  'Numéro',
  'Délivré',
  'Type de reçu',
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
