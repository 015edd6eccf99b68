import { Param, Query } from '@nestjs/common';
import { DocumentsService } from '#bank/documents';
import {
  DONATION_LIFECYCLE,
  DonationQueries,
  DonationsService,
  type DonationView,
  DonorsService,
  FileQueries,
  LockQueries,
} from '#bank/intake';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, json, Read } from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { paperNotice } from '../../../documents/web/paper-link.js';
import { CancelDonationDto, ErasureDemandDto } from '../../web/intake.dto.js';
import { CancelDonationPage, ErasureDemandPage } from './corrections/donation-correction.pages.js';
import { DonationPage } from './donation.page.js';
import { DonationListPage, DonationPageQuery, DonationQuery } from './donation-list.page.js';

/** Donations: what was announced, what came, and what happens to it. */
@ApiController('donations')
export class DonationsController {
  constructor(
    private readonly donations: DonationsService,
    private readonly queries: DonationQueries,
    private readonly donors: DonorsService,
    private readonly files: FileQueries,
    private readonly documents: DocumentsService,
    private readonly locks: LockQueries,
  ) {}

  @Read(READ.donations, { page: 'dons' })
  async listPage(@Context() ctx: Ctx, @Query() query: DonationPageQuery): Promise<Answer> {
    const page = await this.queries.counted(ctx.actor, ctx.asked(query));
    return ctx.page(<DonationListPage page={page} query={query} timeZone={ctx.bank.timeZone} />);
  }

  /** Donations the token's organisation sees, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.donations, { api: 'donations' })
  async list(@Context() ctx: Ctx, @Query() query: DonationQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** One donation: what was announced, what is logged, its history, what may happen now. */
  @Read(READ.donations, { page: 'dons/:id', api: 'donations/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const donation = await this.queries.byId(ctx.actor, id);
    return ctx.answer(donation, () => this.page(ctx, donation));
  }

  /** The equipment is there. */
  @Act(DONATION_LIFECYCLE.right('receive'), { page: 'dons/:id/arrivee', api: 'donations/:id/receive' })
  receive(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Arrivée enregistrée. Vous pouvez enregistrer les appareils.',
      work: (tx) => this.donations.receive(tx, ctx.actor, id),
    });
  }

  /** All its devices are logged; the collection slip is asked for. */
  @Act(DONATION_LIFECYCLE.right('close'), { page: 'dons/:id/fin', api: 'donations/:id/close' })
  close(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: () =>
        paperNotice(this.documents, ctx.actor, 'Don terminé. Le bon de collecte est en préparation.', {
          kind: 'donation',
          id,
        }),
      work: (tx) => this.donations.close(tx, ctx.actor, id),
    });
  }

  /** The promise came to nothing. */
  @Act(DONATION_LIFECYCLE.right('cancel'), {
    page: 'dons/:id/annulation',
    api: 'donations/:id/cancel',
    takes: CancelDonationDto,
    asks: true,
  })
  cancel(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: CancelDonationDto,
      done: 'Don annulé.',
      work: (tx, { reason }) => this.donations.cancel(tx, ctx.actor, id, reason),
      page: async (again) => <CancelDonationPage donation={await this.queries.byId(ctx.actor, id)} {...again} />,
    });
  }

  /** Which class of erasure the donor demands for every medium of this donation; nothing of a lower one passes the gate. */
  @Act(WRITE.donations, {
    page: 'dons/:id/effacement',
    api: 'donations/:id/erasure-demand',
    takes: ErasureDemandDto,
    asks: true,
  })
  demand(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: ErasureDemandDto,
      done: 'Enregistré. La barrière le demande dès maintenant à chaque support de ce don.',
      work: (tx, { demanded }) =>
        this.donations.demandErasure(tx, ctx.actor, id, demanded === 'none' ? null : demanded),
      page: async (again) => <ErasureDemandPage donation={await this.queries.byId(ctx.actor, id)} {...again} />,
    });
  }

  private on(ctx: Ctx, id: string): ActOn<DonationView> {
    return {
      ref: id,
      to: () => `/dons/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: async ({ problems }) => this.page(ctx, await this.queries.byId(ctx.actor, id), { problems }),
    };
  }

  private async page(ctx: Ctx, donation: DonationView, { problems }: FormState = {}) {
    const { id } = donation;
    const [latest, files, papers, rule, donor, locked, figures] = await Promise.all([
      this.queries.devices(ctx.actor, id, { limit: 5 }),
      this.files.ofDonation(ctx.actor, id),
      this.documents.forCause(ctx.actor, 'donation', id),
      this.donors.rule(donation.donorKind),
      this.donors.byId(ctx.actor, donation.donorId),
      this.locks.waiting(ctx.actor, id),
      donation.donorKind === 'public_body' ? this.donors.publicFigures() : null,
    ]);
    return (
      <DonationPage
        donation={donation}
        latest={latest.items}
        files={files}
        papers={papers}
        rule={rule}
        figures={figures}
        locked={locked.length}
        identifier={donor.siret ?? donor.siren ?? donor.rna}
        timeZone={ctx.bank.timeZone}
        problems={problems}
      />
    );
  }
}
