import { Body, Delete, Param, Post, Query } from '@nestjs/common';
import {
  DONOR_KINDS,
  DONORS,
  DonationQueries,
  DonorContactsService,
  type DonorDetail,
  DonorsService,
  type DonorView,
  isPerson,
} from '#bank/intake';
import { MailService } from '#bank/mails';
import { CommunesService } from '#bank/territory';
import type { CountedPage } from '#platform/database';
import {
  Act,
  type ActOn,
  type Answer,
  ApiController,
  Context,
  Ctx,
  exportOf,
  Policy,
  pageQuery,
  Read,
} from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import { Empty, type FormState, LinkButton, ListOf } from '#platform/ui';
import { donorWords, groupDigits, identifierOf } from '../../web/intake.words.js';
import { ContactDto, DonorCardDto, NewDonorDto } from './donor.dto.js';
import { DonorPage } from './donor.page.js';
import { DonorCardPage, DonorContactPage, problemOfName, readCardForm, readContactForm } from './donor-form.page.js';

class DonorListQuery extends pageQuery(DONORS) {}

/** Its export: organisations by their name, people as people, nobody to ring (docs/adr/0033). */
export const DonorExport = exportOf({
  query: DonorListQuery,
  right: READ.donations,
  page: 'dons/donateurs',
  api: 'donors',
  name: 'Donateurs',
  filename: 'donateurs',
  reads: DonorsService,
  read: (donors, ctx, asked) => donors.list(ctx.actor, asked),
  columns: [
    ['Donateur', (d) => (isPerson(d.kind) ? DONOR_KINDS[d.kind].label : d.name)],
    ['Type', (d) => DONOR_KINDS[d.kind].label],
    ['SIREN, SIRET ou RNA', (d) => (isPerson(d.kind) ? '' : identifierOf(d))],
    ['Commune', (d) => (isPerson(d.kind) ? '' : d.commune)],
    ['Dons', (d) => d.donations],
  ],
});

function DonorListPage({ page, query }: { page: CountedPage<DonorView>; query: DonorListQuery }) {
  return (
    <ListOf
      title="Donateurs"
      list={DONORS}
      at="/dons/donateurs"
      query={query}
      page={page}
      noun={['donateur']}
      trail={[{ label: 'Dons', href: '/dons' }, { label: 'Donateurs' }]}
      action={
        <LinkButton look="primary" icon="plus" href="/dons/nouveau">
          Nouveau don
        </LinkButton>
      }
      notFound={
        <Empty icon="building-2" title="Aucun donateur ne correspond">
          Essayez une partie du nom ou du numéro, ou enlevez un filtre.
        </Empty>
      }
      none={
        <Empty icon="building-2" title="Aucun donateur pour l’instant">
          Un donateur se décrit avec son premier don.
        </Empty>
      }
      columns={[
        {
          header: 'Donateur',
          row: true,
          href: (d) => `/dons/donateurs/${d.id}`,
          cell: (d) => donorWords(d),
          sub: (d) => groupDigits(identifierOf(d)),
        },
        { header: 'Type', cell: (d) => DONOR_KINDS[d.kind].label },
        { header: 'Dons', numeric: true, cell: (d) => d.donations },
      ]}
    />
  );
}

/** Donors: who they are, and how the actor's organisation reaches them. */
@ApiController('donors')
export class DonorsController {
  constructor(
    private readonly donors: DonorsService,
    private readonly contacts: DonorContactsService,
    private readonly donations: DonationQueries,
    private readonly communes: CommunesService,
    private readonly mails: MailService,
  ) {}

  /** Donors the token's organisation knows, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.donations, { page: 'dons/donateurs', api: 'donors' })
  async list(@Context() ctx: Ctx, @Query() query: DonorListQuery) {
    const { total, ...page } = await this.donors.counted(ctx.actor, ctx.asked(query));
    return ctx.answer(page, () => <DonorListPage page={{ ...page, total }} query={query} />);
  }

  /** Registers a donor; one already known by its SIRET, SIREN or RNA is that donor again. */
  @Post('api/v1/donors')
  @Policy(WRITE.donations)
  async create(@Context() ctx: Ctx, @Body() body: NewDonorDto) {
    return ctx.once({
      body,
      work: (tx) => this.donors.register(tx, ctx.actor, body),
      show: (id) => this.donors.byId(ctx.actor, id),
    });
  }

  /** One donor, and how to reach them. */
  @Read(READ.donations, { page: 'dons/donateurs/:id', api: 'donors/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const donor = await this.donors.byId(ctx.actor, id);
    return ctx.answer(donor, () => this.page(ctx, donor), donor.id === id ? null : `/dons/donateurs/${donor.id}`);
  }

  /** Replaces what is said of a donor: a collection point for itself, the bank for everybody. */
  @Act(WRITE.donations, { page: 'dons/donateurs/:id/fiche', api: 'donors/:id/card', takes: DonorCardDto, asks: true })
  describe(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: DonorCardDto,
      fromForm: readCardForm,
      done: 'Fiche du donateur changée.',
      rules: (tx, given, refused) => this.donors.judgeCard(tx, ctx.actor, id, given, refused),
      work: (tx, card) => this.donors.describe(tx, ctx.actor, id, card),
      page: async ({ problems = [], values }) => (
        <DonorCardPage
          donor={await this.donors.byId(ctx.actor, id)}
          problems={problemOfName('donorName', problems)}
          values={values}
          communes={await this.communes.find(values?.['commune'] ?? '')}
        />
      ),
    });
  }

  /** Replaces whom one calls first. */
  @Act(WRITE.donations, { page: 'dons/donateurs/:id/coordonnees', api: 'donors/:id/contact', takes: ContactDto })
  changeContact(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: ContactDto,
      fromForm: readContactForm,
      done: 'Coordonnées enregistrées.',
      rules: async (_, given) => this.contacts.judge(given),
      work: (tx, contact) => this.contacts.changeMain(tx, ctx.actor, id, contact),
      page: async ({ problems = [], values = {} }) =>
        this.page(ctx, await this.donors.byId(ctx.actor, id), {
          problems: problemOfName('contactName', problems),
          values,
        }),
    });
  }

  @Read(WRITE.donations, { page: 'dons/donateurs/:id/contacts/nouveau' })
  async askContact(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<DonorContactPage donor={await this.donors.byId(ctx.actor, id)} />);
  }

  /** Adds somebody to call. */
  @Act(WRITE.donations, { page: 'dons/donateurs/:id/contacts', api: 'donors/:id/contacts', takes: ContactDto })
  addContact(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: ContactDto,
      fromForm: readContactForm,
      status: 201,
      done: 'Personne ajoutée.',
      rules: async (_, given) => this.contacts.judge(given),
      work: async (tx, contact) => {
        await this.contacts.add(tx, ctx.actor, id, contact);
      },
      page: async ({ problems = [], values = {} }) => (
        <DonorContactPage
          donor={await this.donors.byId(ctx.actor, id)}
          problems={problemOfName('contactName', problems)}
          values={values}
        />
      ),
    });
  }

  @Act(WRITE.donations, { page: 'dons/donateurs/:id/contacts/:contact/oubli' })
  forgetContact(@Context() ctx: Ctx, @Param('id') id: string, @Param('contact') contact: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Coordonnées effacées.',
      work: (tx) => this.contacts.remove(tx, ctx.actor, id, contact),
    });
  }

  /** Forgets one person to call. */
  @Delete('api/v1/donors/:id/contacts/:contact')
  @Policy(WRITE.donations)
  removeContact(@Context() ctx: Ctx, @Param('id') id: string, @Param('contact') contact: string) {
    return this.forgetContact(ctx, id, contact);
  }

  @Act(WRITE.donations, { page: 'dons/donateurs/:id/oubli' })
  forgetContacts(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Coordonnées effacées.',
      work: (tx) => this.contacts.erase(tx, ctx.actor, id),
    });
  }

  /** Forgets how to reach a donor. */
  @Delete('api/v1/donors/:id/contact')
  @Policy(WRITE.donations)
  forget(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.forgetContacts(ctx, id);
  }

  private on(ctx: Ctx, id: string): ActOn<DonorDetail> {
    return {
      ref: id,
      to: () => `/dons/donateurs/${id}`,
      view: () => this.donors.byId(ctx.actor, id),
      page: async ({ problems }) => this.page(ctx, await this.donors.byId(ctx.actor, id), { problems }),
    };
  }

  private async page(ctx: Ctx, donor: DonorDetail, again: FormState = {}) {
    const addresses = donor.contacts.flatMap(({ email }) => email || []);
    const [{ items }, rule, refused] = await Promise.all([
      this.donations.list(ctx.actor, { donorId: donor.id, limit: 20 }),
      this.donors.rule(donor.kind),
      addresses.length ? this.mails.refusedAddresses(addresses) : new Map<string, Date>(),
    ]);
    const { timeZone } = ctx.bank;
    return <DonorPage donor={donor} donations={items} rule={rule} refused={refused} timeZone={timeZone} {...again} />;
  }
}
