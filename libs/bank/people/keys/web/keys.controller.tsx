import { Controller, Param } from '@nestjs/common';
import { OrganisationKeysService, UsersService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm } from '#platform/http';
import { may, type OrganisationScope, WRITE } from '#platform/kernel';
import { type FormState, SecretPage, type Trail } from '#platform/ui';
import { OrganisationKeyDto, RenewKeyDto, TokenDto } from './keys.dto.js';
import { KEYS_PAGE, OrganisationKeysPage, RenewKeyPage, TOKENS_PAGE, TokensPage } from './keys.page.js';

const CUT = 'Accès coupé : cette clé ne sert plus.';

const KeyShown = (of: { title: string; secret: { readonly secret: string } | null; from: Trail; back: string }) => (
  <SecretPage
    {...of}
    lead="Collez-la dans le logiciel qui en a besoin, là où il demande un jeton d’API ou le mot de passe d’un agent d’inventaire. À qui écrit le programme, dites : en-tête « Authorization: Bearer »."
    secret={of.secret?.secret}
    otherwise="recommencez"
  />
);

/** Keys with which programs act as the member who made them. */
@Controller()
export class PersonalKeysController {
  constructor(private readonly users: UsersService) {}

  @AskedForm(WRITE.ownOrganisation, 'gestion/jetons')
  makeToken(@Context() ctx: Ctx): Promise<Answer> {
    const from = [
      { label: 'Réglages', href: '/gestion' },
      { label: 'Clés pour vos logiciels', href: TOKENS_PAGE },
    ];
    return ctx.reveal({
      dto: TokenDto,
      ref: TOKENS_PAGE,
      work: (tx, form) => this.users.makeToken(tx, ctx.actor, ctx.member.membershipId, form.name, form),
      show: (secret) => <KeyShown title="Votre clé d’accès" secret={secret} from={from} back={TOKENS_PAGE} />,
      page: (again) => this.page(ctx, again),
    });
  }

  @PostedForm(WRITE.ownOrganisation, 'gestion/jetons/:id/revocation')
  revoke(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: CUT,
      ref: TOKENS_PAGE,
      work: (tx) => this.users.revokeToken(tx, ctx.actor, ctx.member.organisationId, id),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  private async page({ member }: Ctx, again: FormState) {
    return <TokensPage tokens={await this.users.tokens(member.organisationId)} {...again} />;
  }
}

/** Keys with which programs act as one's organisation. */
@Controller('gestion/cles')
export class OrganisationKeysController {
  constructor(private readonly keys: OrganisationKeysService) {}

  @AskedForm(WRITE.keys, '')
  make(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.reveal({
      dto: OrganisationKeyDto,
      ref: KEYS_PAGE,
      work: (tx, { reads = [], writes = [], names, ...form }) => {
        const scopes: OrganisationScope[] = [
          ...reads.map((area) => `read:${area}` as const),
          ...writes.map((area) => `write:${area}` as const),
          ...(names ? (['names'] as const) : []),
        ];
        return this.keys.make(tx, ctx.member, { ...form, scopes });
      },
      show: (secret) => this.shown(ctx, secret),
      page: (again) => this.page(ctx, again),
    });
  }

  @AskedForm(WRITE.keys, ':id/renouvellement')
  async renew(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const key = await this.keys.get(ctx.member, id);
    return ctx.reveal({
      dto: RenewKeyDto,
      ref: KEYS_PAGE,
      work: (tx, { term }) => this.keys.renew(tx, ctx.member, id, term),
      show: (secret) => this.shown(ctx, secret),
      page: (again) => <RenewKeyPage renewed={key} trail={this.trail(ctx)} {...again} />,
    });
  }

  @PostedForm(WRITE.keys, ':id/revocation')
  revoke(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: CUT,
      ref: KEYS_PAGE,
      work: (tx) => this.keys.revoke(tx, ctx.member, id),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  private async page(ctx: Ctx, again: FormState) {
    const keys = await this.keys.list(ctx.member);
    const { organisationName } = ctx.identity!;
    const kind = ctx.member.organisationKind;
    return (
      <OrganisationKeysPage
        keys={keys}
        kind={kind}
        organisation={organisationName}
        trail={this.trail(ctx)}
        {...again}
      />
    );
  }

  private shown(ctx: Ctx, secret: { readonly secret: string } | null) {
    const from = [...this.trail(ctx), { label: 'Clés de l’organisation', href: KEYS_PAGE }];
    return <KeyShown title="La clé de votre organisation" secret={secret} from={from} back={KEYS_PAGE} />;
  }

  /** The committee has no settings but this page. */
  private trail({ actor }: Ctx): Trail {
    return may(actor, WRITE.ownOrganisation) ? [{ label: 'Réglages', href: '/gestion' }] : [];
  }
}
