import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DocumentsService } from '#documents';
import { READ, WRITE } from '#kernel';
import {
  AgreementsService,
  ChecklistService,
  DeclaredValuesService,
  ReceiptQueries,
  ReceiptsService,
  SignedBackService,
} from '#receipts';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { DeclaredValueDto, identityOf, ReceiptDto, SignatureDto } from './receipts.dto.js';

/** The papers of a donation through the API. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller('api/v1/donations/:id')
export class DonationPapersApi {
  constructor(
    private readonly checklist: ChecklistService,
    private readonly values: DeclaredValuesService,
    private readonly agreements: AgreementsService,
    private readonly receipts: ReceiptsService,
    private readonly queries: ReceiptQueries,
    private readonly signedBack: SignedBackService,
    private readonly documents: DocumentsService,
  ) {}

  /** The papers that the donor's kind asks for: made, signed back; and the value declared last. */
  @Get('papers')
  @Policy(READ.donations)
  async papers(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.read(ctx, id));
  }

  /** Notes the value that the donor declares. */
  @Post('declared-values')
  @Policy(WRITE.donations)
  async declare(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: DeclaredValueDto) {
    return ctx.once({
      body,
      work: (tx) => this.values.note(tx, ctx.actor, id, { ...body, euros: body.value }),
      show: () => this.read(ctx, id),
    });
  }

  /** Signs the agreement of the donation for the bank, and asks for its paper. */
  @Post('agreements')
  @Policy(WRITE.receipts)
  async agree(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: SignatureDto) {
    return ctx.once({
      body,
      work: (tx) => this.agreements.sign(tx, ctx.actor, id, body.password),
      show: (document) => this.documents.byId(ctx.actor, document),
    });
  }

  /** Issues the tax receipt of a closed donation. */
  @Post('receipts')
  @Policy(WRITE.receipts)
  async issue(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: ReceiptDto) {
    return ctx.once({
      body,
      work: async (tx) => (await this.receipts.issue(tx, ctx.actor, id, identityOf(body))).id,
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }

  /** Notes that a paper came back signed; a multipart field `scan` may hold its copy (PDF, JPEG, PNG). */
  @Post('papers/:document/signed-back')
  @Policy(WRITE.donations)
  async back(@Context() ctx: Ctx, @Param('id') id: string, @Param('document') document: string) {
    const file = ctx.files.find((f) => f.field === 'scan');
    const scan = file?.size ? await file.read() : null;
    return ctx.once({
      work: (tx) => this.signedBack.note(tx, ctx.actor, id, document, scan),
      show: () => this.read(ctx, id),
    });
  }

  private async read(ctx: Ctx, id: string) {
    const { gift, source, lines } = await this.checklist.of(ctx.actor, id);
    return {
      donationId: gift.id,
      number: gift.number,
      source,
      lines,
      declaredValue: await this.values.of(id),
      valueCap: await this.values.cap(gift),
    };
  }
}
