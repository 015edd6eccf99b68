import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DonationQueries, DonorContactsService, DonorsService } from '#intake';
import { READ, WRITE } from '#kernel';
import { CommunesService } from '#territory';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { ContactForm, DonorCardForm } from './donor.dto.js';
import { DonorPage } from './donor.page.js';
import { DonorContactPage } from './donor-contact.page.js';
import { DonorCardPage } from './donor-form.page.js';
import { DonorListPage } from './donor-list.page.js';
import { AfterQuery } from './intake.dto.js';

const contactOf = ({ contactName, ...form }: ContactForm) => ({ ...form, name: contactName ?? '' });

/** The pages of donors: who they are, and how to reach them. */
@Controller('dons/donateurs')
export class DonorsPages {
  constructor(
    private readonly donors: DonorsService,
    private readonly contacts: DonorContactsService,
    private readonly donations: DonationQueries,
    private readonly communes: CommunesService,
  ) {}

  @Get()
  @Policy(READ.donations)
  async index(@Context() ctx: Ctx, @Query() query: AfterQuery): Promise<Answer> {
    const page = await this.donors.list(ctx.actor, {
      ...(query.q ? { q: query.q } : {}),
      ...(query.after ? { cursor: query.after } : {}),
    });
    return ctx.page(<DonorListPage page={page} q={query.q ?? ''} after={query.after} />);
  }

  @Get(':donor')
  @Policy(READ.donations)
  async show(@Context() ctx: Ctx, @Param('donor') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @Get(':donor/fiche')
  @Policy(WRITE.donations)
  async askCard(@Context() ctx: Ctx, @Param('donor') id: string): Promise<Answer> {
    return ctx.page(<DonorCardPage donor={await this.donors.byId(ctx.actor, id)} />);
  }

  @Post(':donor/fiche')
  @Policy(WRITE.donations)
  async describe(@Context() ctx: Ctx, @Param('donor') id: string, @Body() body: unknown): Promise<Answer> {
    const donor = await this.donors.byId(ctx.actor, id);
    return ctx.submit({
      dto: DonorCardForm,
      body,
      done: 'Fiche du donateur changée.',
      work: async (tx, { donorName, ...form }) => {
        await this.donors.describe(tx, ctx.actor, id, { ...form, name: donorName ?? '' });
        return `/dons/donateurs/${id}`;
      },
      again: async (problems, values) => (
        <DonorCardPage
          donor={donor}
          problems={problems}
          values={values}
          communes={await this.communes.find(values['commune'] ?? '')}
        />
      ),
    });
  }

  @Post(':donor/coordonnees')
  @Policy(WRITE.donations)
  async contact(@Context() ctx: Ctx, @Param('donor') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: ContactForm,
      body,
      done: 'Coordonnées gardées.',
      work: async (tx, form) => {
        await this.contacts.changeMain(tx, ctx.actor, id, contactOf(form));
        return `/dons/donateurs/${id}`;
      },
      again: (problems, values) => this.page(ctx, id, problems, values),
    });
  }

  @Get(':donor/contacts/nouveau')
  @Policy(WRITE.donations)
  async askContact(@Context() ctx: Ctx, @Param('donor') id: string): Promise<Answer> {
    return ctx.page(<DonorContactPage donor={await this.donors.byId(ctx.actor, id)} />);
  }

  @Post(':donor/contacts')
  @Policy(WRITE.donations)
  async addContact(@Context() ctx: Ctx, @Param('donor') id: string, @Body() body: unknown): Promise<Answer> {
    const donor = await this.donors.byId(ctx.actor, id);
    return ctx.submit({
      dto: ContactForm,
      body,
      done: 'Personne ajoutée.',
      work: async (tx, form) => {
        await this.contacts.add(tx, ctx.actor, id, contactOf(form));
        return `/dons/donateurs/${id}`;
      },
      again: (problems, values) => <DonorContactPage donor={donor} problems={problems} values={values} />,
    });
  }

  @Post(':donor/contacts/:contact/oubli')
  @Policy(WRITE.donations)
  async removeContact(
    @Context() ctx: Ctx,
    @Param('donor') id: string,
    @Param('contact') contact: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Coordonnées effacées.',
      work: async (tx) => {
        await this.contacts.remove(tx, ctx.actor, id, contact);
        return `/dons/donateurs/${id}`;
      },
      again: (problems) => this.page(ctx, id, problems),
    });
  }

  @Post(':donor/oubli')
  @Policy(WRITE.donations)
  async forget(@Context() ctx: Ctx, @Param('donor') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'Coordonnées effacées.',
      work: async (tx) => {
        await this.contacts.erase(tx, ctx.actor, id);
        return `/dons/donateurs/${id}`;
      },
      again: (problems) => this.page(ctx, id, problems),
    });
  }

  private async page(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const donor = await this.donors.byId(ctx.actor, id);
    const [{ items }, rule] = await Promise.all([
      this.donations.list(ctx.actor, { donorId: id, limit: 20 }),
      this.donors.rule(donor.kind),
    ]);
    return (
      <DonorPage
        donor={donor}
        donations={items}
        rule={rule}
        timeZone={ctx.bank.timeZone}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }
}
