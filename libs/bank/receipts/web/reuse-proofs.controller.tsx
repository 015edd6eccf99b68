import { Param, Query } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { DocumentsService } from '#bank/documents';
import { type ProvableYear, ReuseProofs } from '#bank/figures';
import {
  Act,
  type Answer,
  ApiController,
  Context,
  Ctx,
  ExportQuery,
  listAnswer,
  type OutColumn,
  Read,
  SigningDto,
} from '#platform/http';
import { NotFound, READ, SHEET_FORMATS, WRITE } from '#platform/kernel';
import { paperNotice } from '../../documents/web/paper-link.js';
import { yearOf } from './receipts.dto.js';
import { ProvableYearsPage, ReuseProofPage } from './reuse-proofs.page.js';

const mustBeYear = (text: string): number => {
  const year = yearOf(text);
  if (!year) throw new NotFound('year');
  return year;
};

/** What became of a public donor's devices: year by year, as a page and as a paper. */
@ApiController('receipts')
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

const COLUMNS: readonly OutColumn<ProvableYear>[] = [
  ['Donateur', (y) => y.donor],
  ['Année', (y) => y.year],
  ['Dons', (y) => y.donations],
  ['Appareils', (y) => y.devices],
  ['Dernière preuve', (y) => y.paper?.number ?? null],
];

@ApiController('receipts')
export class ReuseProofExportController {
  constructor(private readonly proofs: ReuseProofs) {}

  /** The public donors, by year in which they gave, as a CSV or XLSX file. */
  @Read(READ.receipts, { page: 'recus/reemploi/export', api: 'reuse-proofs/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv' }: ExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'preuves-de-reemploi',
      name: 'Preuves de réemploi',
      columns: COLUMNS,
      read: async () => ({ items: await this.proofs.provable(ctx.actor), next: null }),
    });
  }
}
