import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DocumentsService } from '#documents';
import { NotFound, READ, WRITE } from '#kernel';
import { ReuseProofs } from '#reporting';
import { type Answer, json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { SignatureDto, yearOf } from './receipts.dto.js';
import { ProvableYearsPage, ReuseProofPage } from './reuse-proofs.page.js';

const mustBeYear = (text: string): number => {
  const year = yearOf(text);
  if (!year) throw new NotFound('year');
  return year;
};

/** What became of a public donor's devices: year by year, as a page and as a paper. */
@Controller('recus/reemploi')
export class ReuseProofsPages {
  constructor(private readonly proofs: ReuseProofs) {}

  @Get()
  @Policy(READ.receipts)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<ProvableYearsPage years={await this.proofs.provable(ctx.actor)} />);
  }

  @Get(':donor/:year')
  @Policy(READ.receipts)
  async show(@Context() ctx: Ctx, @Param('donor') donor: string, @Param('year') year: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, donor, mustBeYear(year)));
  }

  @Post(':donor/:year')
  @Policy(WRITE.receipts)
  async make(
    @Context() ctx: Ctx,
    @Param('donor') donor: string,
    @Param('year') text: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    const year = mustBeYear(text);
    return ctx.submit({
      dto: SignatureDto,
      body,
      done: 'Preuve signée. Le papier est en préparation.',
      work: async (tx, form) => {
        await this.proofs.make(tx, ctx.actor, donor, year, form.password);
        return '/recus/reemploi';
      },
      again: (problems) => this.page(ctx, donor, year, problems),
    });
  }

  private async page(ctx: Ctx, donor: string, year: number, problems?: FieldProblem[]) {
    const counts = await this.proofs.preview(ctx.actor, donor, year);
    return <ReuseProofPage donorId={donor} year={year} counts={counts} {...(problems ? { problems } : {})} />;
  }
}

/** Proofs of reuse through the API. */
@ApiTags('receipts')
@ApiBearerAuth()
@Controller('api/v1/reuse-proofs')
export class ReuseProofsApi {
  constructor(
    private readonly proofs: ReuseProofs,
    private readonly documents: DocumentsService,
  ) {}

  /** The public donors, by year in which they gave, with the newest proof of each. */
  @Get()
  @Policy(READ.receipts)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    return json(200, { items: await this.proofs.provable(ctx.actor), next: null });
  }

  /** What a proof would say now; a commune's small count is null. */
  @Get(':donor/:year')
  @Policy(READ.receipts)
  async show(@Context() ctx: Ctx, @Param('donor') donor: string, @Param('year') year: string): Promise<Answer> {
    return json(200, await this.proofs.preview(ctx.actor, donor, mustBeYear(year)));
  }

  /** Signs the proof as it is now, and asks for its paper. */
  @Post(':donor/:year')
  @Policy(WRITE.receipts)
  async make(
    @Context() ctx: Ctx,
    @Param('donor') donor: string,
    @Param('year') year: string,
    @Body() body: SignatureDto,
  ): Promise<Answer> {
    return ctx.once({
      body,
      work: (tx) => this.proofs.make(tx, ctx.actor, donor, mustBeYear(year), body.password),
      show: (id) => this.documents.byId(ctx.actor, id),
    });
  }
}
