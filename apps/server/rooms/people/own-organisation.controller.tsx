import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { hasRole, isId, type Member, NotFound, WRITE } from '#kernel';
import { BankService, OrganisationsService, UsersService } from '#people';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { OrganisationsPage } from './organisations.pages.js';
import { BankSettingsPage, PlacesPage, SettingsPage } from './own-organisation.pages.js';
import { BankSettingsDto, PlaceDto, TokenDto } from './people.dto.js';
import { SecretPage } from './secret.page.js';
import { TokensPage } from './tokens.page.js';

const member = (ctx: Ctx): Member => {
  if (ctx.actor.kind !== 'member') throw new NotFound('organisation');
  return ctx.actor;
};

/** Places and API tokens of one's own organisation; the bank's settings for its administrator. */
@Controller('gestion')
export class OwnOrganisationPages {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly users: UsersService,
    private readonly bank: BankService,
  ) {}

  @Get()
  @Policy({ instanceAdmin: true, ...WRITE.ownOrganisation })
  async index(@Context() ctx: Ctx): Promise<Answer> {
    if (ctx.actor.kind === 'instance_admin')
      return ctx.page(<OrganisationsPage organisations={await this.organisations.list()} />);
    return ctx.page(
      <SettingsPage
        organisation={await this.organisations.mine(ctx.actor)}
        isBankAdmin={hasRole(ctx.actor, 'bank_admin')}
      />,
    );
  }

  @Get('lieux')
  @Policy(WRITE.ownOrganisation)
  async places(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<PlacesPage places={await this.organisations.places(member(ctx).organisationId)} />);
  }

  @Post('lieux')
  @Policy(WRITE.ownOrganisation)
  addPlace(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const { organisationId } = member(ctx);
    return ctx.submit({
      dto: PlaceDto,
      body,
      done: 'Lieu ajouté.',
      work: async (tx, form) => {
        await this.organisations.addPlace(tx, ctx.actor, organisationId, form);
        return '/gestion/lieux';
      },
      again: async (problems, values) => (
        <PlacesPage places={await this.organisations.places(organisationId)} problems={problems} values={values} />
      ),
    });
  }

  @Get('jetons')
  @Policy(WRITE.ownOrganisation)
  async tokens(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<TokensPage tokens={await this.users.tokens(member(ctx).organisationId)} />);
  }

  @Post('jetons')
  @Policy(WRITE.ownOrganisation)
  makeToken(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const { membershipId, organisationId } = member(ctx);
    let secret: string | null = null;
    return ctx.submit({
      dto: TokenDto,
      body,
      work: async (tx, form) => {
        const made = await this.users.makeToken(tx, ctx.actor, membershipId, form.name);
        secret = made.secret;
        return made.id;
      },
      show: () => (
        <SecretPage
          title="Votre clé d’accès"
          lead="Collez-la dans le logiciel qui en a besoin, là où il demande un jeton d’API ou le mot de passe d’un agent d’inventaire. À qui écrit le programme, dites : en-tête « Authorization: Bearer »."
          from={[
            { label: 'Réglages', href: '/gestion' },
            { label: 'Clés pour vos logiciels', href: '/gestion/jetons' },
          ]}
          secret={secret}
          back="/gestion/jetons"
        />
      ),
      again: async (problems, values) => (
        <TokensPage tokens={await this.users.tokens(organisationId)} problems={problems} values={values} />
      ),
    });
  }

  @Post('jetons/:id/revocation')
  @Policy(WRITE.ownOrganisation)
  revoke(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { organisationId } = member(ctx);
    if (!isId(id)) throw new NotFound('token');
    return ctx.submit({
      body,
      done: 'Accès coupé : cette clé ne sert plus.',
      work: async (tx) => {
        await this.users.revokeToken(tx, ctx.actor, organisationId, id);
        return '/gestion/jetons';
      },
      again: async (problems) => <TokensPage tokens={await this.users.tokens(organisationId)} problems={problems} />,
    });
  }

  @Get('banque')
  @Policy(WRITE.bank)
  async settings(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<BankSettingsPage bank={ctx.bank} grounds={await this.bank.eligibilityGrounds()} />);
  }

  @Post('banque')
  @Policy(WRITE.bank)
  changeSettings(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: BankSettingsDto,
      body,
      done: 'Réglages enregistrés.',
      work: async (tx, form) => {
        const blank = {
          legalName: '',
          siren: null,
          address: '',
          helpline: '',
          email: '',
          privacyContact: '',
          publisher: '',
          hosting: '',
          legalForm: '',
          object: '',
          status: '',
          eligibilityGround: null,
          eligibilityBasis: '',
          signatoryTitle: '',
        };
        const given = Object.entries(form).filter(([, value]) => value !== undefined);
        await this.bank.change(tx, ctx.actor, { ...form, ...blank, ...Object.fromEntries(given) });
        return '/gestion/banque';
      },
      again: async (problems, values) => (
        <BankSettingsPage
          bank={ctx.bank}
          grounds={await this.bank.eligibilityGrounds()}
          problems={problems}
          values={values}
        />
      ),
    });
  }
}
