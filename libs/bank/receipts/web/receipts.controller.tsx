import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ReceiptQueries, ReceiptsService } from '#bank/receipts';
import { Act, Context, Ctx, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import { CancelReceiptPage, ReceiptPage, ReplaceReceiptPage } from './receipt.page.js';
import { CancelReceiptDto, identityOf, ReplaceReceiptDto } from './receipts.dto.js';

/** One tax receipt, and what may be done with it. A person is « Particulier »: their name is on the sealed paper alone. */
@ApiTags('receipts')
@ApiBearerAuth()
@Controller()
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
