import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { DONATION_LIFECYCLE, DonationQueries, DonationsService, DonorsService, isDonorKind } from '#bank/intake';
import { CommunesService } from '#bank/territory';
import { Act, type Answer, Context, Ctx, Policy } from '#platform/http';
import type { Again } from '#platform/ui';
import { NewDonationDto } from '../../web/intake.dto.js';
import { problemOfDonation, readDonationForm } from './donation-form.js';
import { NewDonationPage, WhoGivesPage } from './new-donation.page.js';

const CREATE = DONATION_LIFECYCLE.right('promise', 'register');

/** Noting a donation: who gives, where it arrives, what is announced. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller()
export class NewDonationController {
  constructor(
    private readonly donations: DonationsService,
    private readonly queries: DonationQueries,
    private readonly donors: DonorsService,
    private readonly communes: CommunesService,
  ) {}

  @Get('dons/nouveau')
  @Policy(CREATE)
  async ask(@Context() ctx: Ctx, @Query('donateur') donorId?: string, @Query('genre') kind?: string): Promise<Answer> {
    if (!donorId && !isDonorKind(kind)) {
      const { items } = await this.donors.list(ctx.actor, { limit: 6 });
      return ctx.page(<WhoGivesPage donors={items} />);
    }
    return ctx.page(await this.form(ctx, donorId, kind));
  }

  /** Notes a donation, promised or already there, of a known donor or a new one. */
  @Act(CREATE, { page: 'dons', api: 'donations', takes: NewDonationDto })
  create(@Context() ctx: Ctx) {
    return ctx.act({
      dto: NewDonationDto,
      fromForm: readDonationForm,
      done: 'Don enregistré.',
      work: (tx, donation) => this.donations.create(tx, ctx.actor, donation),
      rules: (tx, given, refused) => this.donations.judge(tx, ctx.actor, given, refused),
      to: (id) => `/dons/${id}`,
      view: (id) => this.queries.byId(ctx.actor, id),
      page: ({ problems = [], values = {} }) =>
        this.form(ctx, values['donorId'], values['kind'], {
          problems: problemOfDonation(problems, ctx.posted),
          values,
        }),
    });
  }

  private async form(ctx: Ctx, donorId?: string, kind?: string, again: Again = {}) {
    const donor = donorId ? await this.donors.byId(ctx.actor, donorId) : null;
    const places = await this.queries.places(ctx.actor);
    const communes = await this.communes.find(again.values?.['commune'] ?? '');
    return (
      <NewDonationPage
        donor={donor}
        kind={donor?.kind ?? (isDonorKind(kind) ? kind : 'public_body')}
        places={places}
        communes={communes}
        {...again}
      />
    );
  }
}
