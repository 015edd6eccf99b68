import { Controller, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DocumentsService } from '#bank/documents';
import { ReuseProofs } from '#bank/figures';
import { Act, Context, Ctx, Read, SigningDto } from '#platform/http';
import { NotFound, READ, WRITE } from '#platform/kernel';
import { paperNotice } from '../../documents/web/paper-notice.js';
import { yearOf } from './receipts.dto.js';
import { ProvableYearsPage, ReuseProofPage } from './reuse-proofs.page.js';

const mustBeYear = (text: string): number => {
  const year = yearOf(text);
  if (!year) throw new NotFound('year');
  return year;
};

/** What became of a public donor's devices: year by year, as a page and as a paper. */
@ApiTags('receipts')
@ApiBearerAuth()
@Controller()
export class ReuseProofsController {
  constructor(
    private readonly proofs: ReuseProofs,
    private readonly documents: DocumentsService,
  ) {}

  /** The public donors, by year in which they gave, with the newest proof of each. */
  @Read(READ.receipts, { page: 'recus/reemploi', api: 'reuse-proofs' })
  async listProofs(@Context() ctx: Ctx) {
    const items = await this.proofs.provable(ctx.actor);
    return ctx.answer({ items, next: null }, () => <ProvableYearsPage years={items} />);
  }

  /** What a proof would say now; a commune's small count is null. */
  @Read(READ.receipts, { page: 'recus/reemploi/:donor/:year', api: 'reuse-proofs/:donor/:year' })
  async previewProof(@Context() ctx: Ctx, @Param('donor') donor: string, @Param('year') text: string) {
    const year = mustBeYear(text);
    const counts = await this.proofs.preview(ctx.actor, donor, year);
    return ctx.answer(counts, () => <ReuseProofPage donorId={donor} year={year} counts={counts} />);
  }

  /** Signs the proof as it is now, and asks for its paper. */
  @Act(WRITE.receipts, {
    page: 'recus/reemploi/:donor/:year',
    api: 'reuse-proofs/:donor/:year',
    takes: SigningDto,
  })
  signProof(@Context() ctx: Ctx, @Param('donor') donor: string, @Param('year') text: string) {
    const year = mustBeYear(text);
    return ctx.act({
      dto: SigningDto,
      done: () =>
        paperNotice(this.documents, ctx.actor, 'Preuve signée. Le document est en préparation.', {
          kind: 'donor',
          id: donor,
        }),
      work: (tx, form) => this.proofs.make(tx, ctx.actor, donor, year, form.password),
      to: () => '/recus/reemploi',
      view: (id) => this.documents.byId(ctx.actor, id),
      page: async ({ problems = [] }) => (
        <ReuseProofPage
          donorId={donor}
          year={year}
          counts={await this.proofs.preview(ctx.actor, donor, year)}
          problems={problems}
        />
      ),
    });
  }
}
