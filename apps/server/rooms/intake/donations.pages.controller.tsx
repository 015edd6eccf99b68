import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CATEGORY_IDS } from '#devices';
import { DocumentsService } from '#documents';
import {
  DONATION_LIFECYCLE,
  DONATION_STATES,
  DonationQueries,
  type DonationState,
  DonationsService,
  DonorsService,
  type Expected,
  FileQueries,
  isDonorKind,
  LockQueries,
  type NewDonation,
} from '#intake';
import { READ } from '#kernel';
import { CommunesService } from '#territory';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { DonationPage } from './donation.page.js';
import { CancelDonationPage } from './donation-cancel.page.js';
import { DonationListPage } from './donation-list.page.js';
import { CancelDonationDto, DonationPageQuery, NewDonationForm } from './intake.dto.js';
import { NewDonationPage, WhoGivesPage } from './new-donation.page.js';

/** The pages of donations: list, new one, the donation itself and what happens to it. */
@Controller('dons')
export class DonationsPages {
  constructor(
    private readonly donations: DonationsService,
    private readonly queries: DonationQueries,
    private readonly donors: DonorsService,
    private readonly files: FileQueries,
    private readonly documents: DocumentsService,
    private readonly communes: CommunesService,
    private readonly locks: LockQueries,
  ) {}

  @Get()
  @Policy(READ.donations)
  async index(@Context() ctx: Ctx, @Query() query: DonationPageQuery): Promise<Answer> {
    const state = query.etat && Object.hasOwn(DONATION_STATES, query.etat) ? (query.etat as DonationState) : undefined;
    const page = await this.queries.list(ctx.actor, {
      ...(state ? { state } : {}),
      ...(query.q ? { q: query.q } : {}),
      ...(query.donorId ? { donorId: query.donorId } : {}),
      ...(query.tableur === 'a-verifier' ? { fileReady: true } : {}),
      ...(query.after ? { cursor: query.after } : {}),
    });
    return ctx.page(<DonationListPage page={page} query={query} timeZone={ctx.bank.timeZone} />);
  }

  @Get('nouveau')
  @Policy(DONATION_LIFECYCLE.right('promise', 'register'))
  async ask(@Context() ctx: Ctx, @Query('donateur') donorId?: string, @Query('genre') kind?: string): Promise<Answer> {
    if (!donorId && !isDonorKind(kind)) {
      const { items } = await this.donors.list(ctx.actor, { limit: 6 });
      return ctx.page(<WhoGivesPage donors={items} />);
    }
    return ctx.page(await this.form(ctx, donorId, kind));
  }

  @Post()
  @Policy(DONATION_LIFECYCLE.right('promise', 'register'))
  async create(@Context() ctx: Ctx, @Body() body: Record<string, unknown>): Promise<Answer> {
    return ctx.submit({
      dto: NewDonationForm,
      body,
      done: 'Don noté.',
      work: async (tx, form) => `/dons/${await this.donations.create(tx, ctx.actor, newDonation(form, body))}`,
      again: (problems, values) => this.form(ctx, values['donorId'], values['kind'], problems, values),
    });
  }

  @Get(':id')
  @Policy(READ.donations)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @Post(':id/arrivee')
  @Policy(DONATION_LIFECYCLE.right('receive'))
  async receive(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(ctx, id, body, 'Arrivée notée. Vous pouvez enregistrer les appareils.', (tx) =>
      this.donations.receive(tx, ctx.actor, id),
    );
  }

  @Post(':id/fin')
  @Policy(DONATION_LIFECYCLE.right('close'))
  async close(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(ctx, id, body, 'Don terminé. Le bon de collecte est en préparation.', (tx) =>
      this.donations.close(tx, ctx.actor, id),
    );
  }

  @Get(':id/annulation')
  @Policy(DONATION_LIFECYCLE.right('cancel'))
  async askCancel(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<CancelDonationPage donation={await this.queries.byId(ctx.actor, id)} />);
  }

  @Post(':id/annulation')
  @Policy(DONATION_LIFECYCLE.right('cancel'))
  async cancel(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const donation = await this.queries.byId(ctx.actor, id);
    return ctx.submit({
      dto: CancelDonationDto,
      body,
      done: 'Promesse annulée.',
      work: async (tx, form) => {
        await this.donations.cancel(tx, ctx.actor, id, form.reason);
        return `/dons/${id}`;
      },
      again: (problems, values) => <CancelDonationPage donation={donation} problems={problems} values={values} />,
    });
  }

  private step(
    ctx: Ctx,
    id: string,
    body: unknown,
    done: string,
    work: (tx: EntityManager) => Promise<void>,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      done,
      work: async (tx) => {
        await work(tx);
        return `/dons/${id}`;
      },
      again: (problems) => this.page(ctx, id, problems),
    });
  }

  private async page(ctx: Ctx, id: string, problems?: FieldProblem[]) {
    const donation = await this.queries.byId(ctx.actor, id);
    const [latest, files, papers, rule, donor, locked, figures] = await Promise.all([
      this.queries.devices(ctx.actor, id, { limit: 5 }),
      this.files.ofDonation(ctx.actor, id),
      this.documents.forCause(ctx.actor, 'donation', id),
      this.donors.rule(donation.donorKind),
      this.donors.byId(ctx.actor, donation.donorId),
      this.locks.waiting(ctx.actor, { donationId: id }),
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
        {...(problems ? { problems } : {})}
      />
    );
  }

  private async form(
    ctx: Ctx,
    donorId?: string,
    kind?: string,
    problems?: FieldProblem[],
    values?: Record<string, string>,
  ) {
    const donor = donorId ? await this.donors.byId(ctx.actor, donorId) : null;
    const places = await this.queries.places(ctx.actor);
    const communes = await this.communes.find(values?.['commune'] ?? '');
    return (
      <NewDonationPage
        donor={donor}
        kind={donor?.kind ?? (isDonorKind(kind) ? kind : 'public_body')}
        places={places}
        communes={communes}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }
}

/** What the form says, in the words of the service. Quantities come as `expected.laptop` and the like. */
function newDonation(form: NewDonationForm, body: Record<string, unknown>): NewDonation {
  const expected: Expected[] = CATEGORY_IDS.flatMap((category) => {
    const typed = String(body[`expected.${category}`] ?? '').replace(/\s/g, '');
    return typed ? [{ category, quantity: /^\d+$/.test(typed) ? Number(typed) : Number.NaN }] : [];
  });
  const { contactName, job, phone, email, donorName, legalForm, address, postalCode, communeCode, commune } = form;
  const contact = { name: contactName ?? '', job: job ?? '', phone: phone ?? '', email: email ?? '' };
  const card = { name: donorName ?? '', ...said({ legalForm, address, postalCode, communeCode, commune }) };
  const donor = { kind: form.kind!, ...card, identifier: form.identifier ?? '', contact };
  return {
    ...(form.donorId ? { donorId: form.donorId } : form.kind ? { donor } : {}),
    placeId: form.placeId,
    arrival: form.arrival,
    expectedOn: form.arrival === 'promised' ? (form.expectedOn ?? null) : null,
    expected,
  };
}

/** The fields that somebody filled in. */
const said = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, text]) => (text?.trim() ? [[name, text]] : [])));
