import { Readable } from 'node:stream';
import { Param } from '@nestjs/common';
import { DocumentsService } from '#bank/documents';
import { DepositsService, type DepositView, inDeposit } from '#bank/intake';
import { Act, type ActOn, Answer, ApiController, Context, Ctx, Read, SigningDto } from '#platform/http';
import { may, NotFound, READ, scanEnding, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { paperNotice } from '../../documents/web/paper-link.js';
import { AgreementsService } from '../agreements.service.js';
import { type Checklist, ChecklistService } from '../checklist.service.js';
import { DeclaredValuesService } from '../declared-values.service.js';
import { ReceiptQueries } from '../receipt.queries.js';
import type { DeclaredValueView, ValueCap, ValueLaw } from '../receipt.views.js';
import { ReceiptsService } from '../receipts.service.js';
import { SignedBackService } from '../signed-back.service.js';
import { DonationPapersPage } from './donation-papers.page.js';
import { IssueReceiptPage } from './issue-receipt.page.js';
import { DeclaredValueDto, identityOf, ReceiptDto, ValueCheckDto } from './receipts.dto.js';

interface Papers {
  readonly list: Checklist;
  readonly value: DeclaredValueView | null;
  readonly cap: ValueCap | null;
  readonly deposit: DepositView;
  readonly law: ValueLaw | null;
}

interface AgainIn extends FormState {
  readonly at?: string;
}

/** The papers of one donation: which are asked, which are made, which came back signed. */
@ApiController('donations')
export class DonationPapersController {
  constructor(
    private readonly checklist: ChecklistService,
    private readonly values: DeclaredValuesService,
    private readonly agreements: AgreementsService,
    private readonly receipts: ReceiptsService,
    private readonly queries: ReceiptQueries,
    private readonly signedBack: SignedBackService,
    private readonly documents: DocumentsService,
    private readonly deposits: DepositsService,
  ) {}

  /** The papers that the donor's kind asks for: made, signed back; and the value declared last. */
  @Read(READ.donations, { page: 'dons/:id/papiers', api: 'donations/:id/papers' })
  async papers(@Context() ctx: Ctx, @Param('id') id: string) {
    const papers = await this.of(ctx, id);
    return ctx.answer(viewOf(papers), () => this.page(ctx, papers));
  }

  /** Notes the value that the donor declares. */
  @Act(WRITE.donations, {
    page: 'dons/:id/papiers/valeur',
    api: 'donations/:id/declared-values',
    takes: DeclaredValueDto,
  })
  declare(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id, 'valeur'),
      dto: DeclaredValueDto,
      rules: (tx, { value, ...given }) =>
        this.values.judge(tx, ctx.actor, id, { ...given, ...(value ? { euros: value } : {}) }),
      done: 'Valeur enregistrée, telle que le donateur l’a déclarée.',
      ref: id,
      status: 201,
      work: async (tx, form) => {
        await this.values.note(tx, ctx.actor, id, { ...form, euros: form.value });
      },
    });
  }

  /** The bank's receipt officer checked the value that a person declared. */
  @Act(WRITE.receipts, {
    page: 'dons/:id/papiers/valeur/verification',
    api: 'donations/:id/value-checks',
    takes: ValueCheckDto,
  })
  check(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id, 'verification'),
      dto: ValueCheckDto,
      done: 'Valeur vérifiée. Le reçu peut être délivré quand le don est terminé.',
      ref: id,
      status: 201,
      work: (tx, form) => this.values.check(tx, ctx.actor, id, form.checkedHow, form.valueId),
    });
  }

  /** Signs the agreement of the donation for the bank, and asks for its paper. */
  @Act(WRITE.receipts, { page: 'dons/:id/papiers/convention', api: 'donations/:id/agreements', takes: SigningDto })
  agree(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id, 'convention'),
      dto: SigningDto,
      done: () =>
        paperNotice(
          this.documents,
          ctx.actor,
          'Signé pour la banque. Le document est en préparation : faites-le signer au donateur.',
          { kind: 'donation', id },
        ),
      work: (tx, form) => this.agreements.sign(tx, ctx.actor, id, form.password),
      view: (document) => this.documents.byId(ctx.actor, document),
    });
  }

  /** Issues the tax receipt of a closed donation. */
  @Act(WRITE.receipts, { page: 'dons/:id/papiers/recu', api: 'donations/:id/receipts', takes: ReceiptDto, asks: true })
  issue(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      dto: ReceiptDto,
      done: () =>
        paperNotice(this.documents, ctx.actor, 'Reçu délivré. Le document est en préparation.', {
          kind: 'donation',
          id,
        }),
      rules: (tx, given) => this.receipts.judge(tx, ctx.actor, { donation: id }, given),
      work: async (tx, form) => (await this.receipts.issue(tx, ctx.actor, id, identityOf(form))).id,
      to: (receipt) => `/recus/${receipt}`,
      view: (receipt) => this.queries.byId(ctx.actor, receipt),
      page: (again) => this.receiptPage(ctx, id, again),
    });
  }

  /** Notes that a paper came back signed; a multipart field `scan` may hold its copy (PDF, JPEG, PNG). */
  @Act(WRITE.donations, {
    page: 'dons/:id/papiers/:document/retour',
    api: 'donations/:id/papers/:document/signed-back',
  })
  async back(@Context() ctx: Ctx, @Param('id') id: string, @Param('document') document: string) {
    const file = ctx.files.find((f) => f.field === 'scan');
    const scan = file?.size ? await file.read() : null;
    return ctx.act({
      ...this.on(ctx, id, document),
      done: 'Retour signé enregistré.',
      ref: id,
      status: 201,
      work: async (tx) => {
        await this.signedBack.note(tx, ctx.actor, id, document, scan);
      },
    });
  }

  @Read(READ.donorNames, { page: 'dons/:id/papiers/:document/scan' })
  async scan(@Context() ctx: Ctx, @Param('id') id: string, @Param('document') document: string): Promise<Answer> {
    const { mime, size, stream } = await this.signedBack.scan(ctx.actor, id, document);
    return new Answer(200, Readable.from(stream), {
      'content-type': mime,
      'content-length': String(size),
      'content-disposition': `attachment; filename="retour-signe.${scanEnding(mime)}"`,
    });
  }

  private on(ctx: Ctx, id: string, at: string): ActOn<ReturnType<typeof viewOf>> {
    return {
      to: () => `/dons/${id}/papiers`,
      view: async () => viewOf(await this.of(ctx, id)),
      page: async ({ problems = [], values = {} }) => this.page(ctx, await this.of(ctx, id), { problems, values, at }),
    };
  }

  private async of(ctx: Ctx, id: string): Promise<Papers> {
    const list = await this.checklist.of(ctx.actor, id);
    const [value, cap, law, deposit] = await Promise.all([
      this.values.of(id),
      this.values.cap(list.gift),
      this.values.law(list.gift),
      this.deposits.of(ctx.actor, id),
    ]);
    return { list, value, cap, law, deposit };
  }

  private async page(ctx: Ctx, papers: Papers, again?: AgainIn) {
    const bank = may(ctx.actor, READ.receipts);
    const receipts = bank ? await this.queries.ofDonation(ctx.actor, papers.list.gift.id) : [];
    return <DonationPapersPage {...papers} {...{ receipts, bank }} timeZone={ctx.bank.timeZone} {...again} />;
  }

  private async receiptPage(ctx: Ctx, id: string, again?: FormState) {
    const { gift, lines } = await this.checklist.of(ctx.actor, id);
    if (!lines.some((l) => l.paper === 'cerfa_16216' || l.paper === 'cerfa_11580')) throw new NotFound('receipt');
    const value = await this.values.of(id);
    return <IssueReceiptPage {...{ gift, value }} timeZone={ctx.bank.timeZone} {...again} />;
  }
}

const viewOf = ({ list: { gift, source, lines }, value, cap, law, deposit }: Papers) => ({
  donationId: gift.id,
  number: gift.number,
  source,
  lines,
  declaredValue: value,
  valueCap: cap,
  inDeposit: inDeposit(deposit),
  decision: deposit.decision,
  representative: deposit.representative,
  valueLaw: law && { text: law.text, source: law.source },
});
