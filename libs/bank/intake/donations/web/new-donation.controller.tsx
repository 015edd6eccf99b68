import { Query } from '@nestjs/common';
import { CATEGORY_IDS } from '#bank/devices';
import { DONATION_LIFECYCLE, DonationQueries, DonationsService, DonorsService, isDonorKind } from '#bank/intake';
import { CommunesService } from '#bank/territory';
import { Act, type Answer, ApiController, Context, Ctx, type Posted, Read } from '#platform/http';
import type { FieldProblem, FormState } from '#platform/ui';
import { readCardForm, readContactForm } from '../../donors/web/donor-form.page.js';
import { NewDonationDto } from '../../web/intake.dto.js';
import { NewDonationPage, WhoGivesPage } from './new-donation.page.js';

const CREATE = DONATION_LIFECYCLE.right('promise', 'register');

/** Noting a donation: who gives, where it arrives, what is announced. */
@ApiController('donations')
export class NewDonationController {
  constructor(
    private readonly donations: DonationsService,
    private readonly queries: DonationQueries,
    private readonly donors: DonorsService,
    private readonly communes: CommunesService,
  ) {}

  @Read(CREATE, { page: 'dons/nouveau' })
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

  private async form(ctx: Ctx, donorId?: string, kind?: string, again: FormState = {}) {
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

const CONTACT = ['contactName', 'job', 'phone', 'email', 'dataEmail'];
const CARD = ['donorName', 'legalForm', 'address', 'postalCode', 'communeCode', 'commune'];

function readDonationForm(posted: Posted): object {
  const { placeId, arrival, expectedOn } = posted;
  return {
    ...readWhoGives(posted),
    placeId,
    arrival,
    ...(arrival === 'promised' && expectedOn ? { expectedOn } : {}),
    expected: announced(posted),
  };
}

export function readWhoGives(posted: Posted): object {
  const { donorId, kind, identifier } = posted;
  if (donorId) return { donorId };
  if (!kind) return {};
  return {
    donor: {
      kind,
      ...readCardForm(filled(posted, CARD)),
      identifier: identifier ?? '',
      contact: readContactForm(filled(posted, CONTACT)),
    },
  };
}

/** What is wrong with a new donation, beside the fields of its page, where a donor's and its contact's are flat. */
export function problemOfDonation(problems: FieldProblem[], posted: Posted): FieldProblem[] {
  const lines = announced(posted);
  return problems.map((p) => ({
    ...p,
    field: p.field
      .replace(/^expected\.(\d+)\..*/, (_, n: string) => `expected.${lines[Number(n)]?.category}`)
      .replace('donor.contact.name', 'contactName')
      .replace('donor.name', 'donorName')
      .replace(/^donor\.(contact\.)?/, ''),
  }));
}

/** Quantities come as `expected.laptop` and the like; none, or 0, is nothing announced. */
const announced = (posted: Posted) =>
  CATEGORY_IDS.flatMap((category) => {
    const typed = String(posted[`expected.${category}`] ?? '').replace(/\s/g, '');
    const quantity = /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
    return typed && quantity !== 0 ? [{ category, quantity }] : [];
  });

const filled = (posted: Posted, names: readonly string[]): Posted =>
  Object.fromEntries(names.flatMap((name) => (String(posted[name] ?? '').trim() ? [[name, posted[name]]] : [])));
