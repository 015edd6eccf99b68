import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { may, NotFound, READ, WRITE } from '#kernel';
import {
  AgreementsService,
  ChecklistService,
  DeclaredValuesService,
  ReceiptQueries,
  ReceiptsService,
  SignedBackService,
} from '#receipts';
import { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { DonationPapersPage } from './donation-papers.page.js';
import { IssueReceiptPage } from './issue-receipt.page.js';
import { DeclaredValueDto, identityOf, ReceiptDto, SignatureDto } from './receipts.dto.js';

type Values = Record<string, string>;

/** The papers of one donation: which are asked, which are made, which came back signed. */
@Controller('dons/:id/papiers')
export class DonationPapersPages {
  constructor(
    private readonly checklist: ChecklistService,
    private readonly values: DeclaredValuesService,
    private readonly agreements: AgreementsService,
    private readonly receipts: ReceiptsService,
    private readonly queries: ReceiptQueries,
    private readonly signedBack: SignedBackService,
  ) {}

  @Get()
  @Policy(READ.donations)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @Post('valeur')
  @Policy(WRITE.donations)
  async value(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: DeclaredValueDto,
      body,
      done: 'Valeur notée, telle que le donateur l’a déclarée.',
      work: async (tx, form) => {
        await this.values.note(tx, ctx.actor, id, { ...form, euros: form.value });
        return `/dons/${id}/papiers`;
      },
      again: (problems, values) => this.page(ctx, id, problems, values, 'valeur'),
    });
  }

  @Post('convention')
  @Policy(WRITE.receipts)
  async agree(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: SignatureDto,
      body,
      done: 'Signé pour la banque. Le papier est en préparation : faites-le signer au donateur.',
      work: async (tx, form) => {
        await this.agreements.sign(tx, ctx.actor, id, form.password);
        return `/dons/${id}/papiers`;
      },
      again: (problems, values) => this.page(ctx, id, problems, values, 'convention'),
    });
  }

  @Get('recu')
  @Policy(WRITE.receipts)
  async askReceipt(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.receiptPage(ctx, id));
  }

  @Post('recu')
  @Policy(WRITE.receipts)
  async issue(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: ReceiptDto,
      body,
      done: 'Reçu délivré. Le papier est en préparation.',
      work: async (tx, form) => `/recus/${(await this.receipts.issue(tx, ctx.actor, id, identityOf(form))).id}`,
      again: (problems, values) => this.receiptPage(ctx, id, problems, values),
    });
  }

  @Post(':document/retour')
  @Policy(WRITE.donations)
  async back(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('document') document: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    const file = ctx.files.find((f) => f.field === 'scan');
    const scan = file?.size ? await file.read() : null;
    return ctx.submit({
      body,
      done: 'Retour signé noté.',
      work: async (tx) => {
        await this.signedBack.note(tx, ctx.actor, id, document, scan);
        return `/dons/${id}/papiers`;
      },
      again: (problems, values) => this.page(ctx, id, problems, values, document),
    });
  }

  @Get(':document/scan')
  @Policy(READ.donorNames)
  async scan(@Context() ctx: Ctx, @Param('id') id: string, @Param('document') document: string): Promise<Answer> {
    const { mime, size, stream } = await this.signedBack.scan(ctx.actor, id, document);
    const ending = mime === 'application/pdf' ? 'pdf' : mime === 'image/png' ? 'png' : 'jpg';
    return new Answer(200, Readable.from(stream), {
      'content-type': mime,
      'content-length': String(size),
      'content-disposition': `attachment; filename="retour-signe.${ending}"`,
      'cache-control': 'private, no-store',
    });
  }

  private async page(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Values, at?: string) {
    const list = await this.checklist.of(ctx.actor, id);
    const bank = may(ctx.actor, READ.receipts);
    const [value, cap, receipts] = await Promise.all([
      this.values.of(id),
      this.values.cap(list.gift),
      bank ? this.queries.ofDonation(ctx.actor, id) : [],
    ]);
    return (
      <DonationPapersPage
        {...{ list, value, cap, receipts, bank }}
        timeZone={ctx.bank.timeZone}
        {...(problems ? { problems, at: at ?? '' } : {})}
        {...(values ? { values } : {})}
      />
    );
  }

  private async receiptPage(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Values) {
    const { gift, lines } = await this.checklist.of(ctx.actor, id);
    if (!lines.some((l) => l.paper === 'cerfa_16216' || l.paper === 'cerfa_11580')) throw new NotFound('receipt');
    const value = await this.values.of(id);
    return (
      <IssueReceiptPage
        {...{ gift, value }}
        timeZone={ctx.bank.timeZone}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }
}
