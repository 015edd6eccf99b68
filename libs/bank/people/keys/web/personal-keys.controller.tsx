import { Controller, Param } from '@nestjs/common';
import { UsersService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm } from '#platform/http';
import { isId, NotFound, WRITE } from '#platform/kernel';
import { memberOf } from '../../members/web/own-account.js';
import { SecretPage } from '../../second-factor/web/second-step.page.js';
import { TokenDto } from './keys.dto.js';
import { TokensPage } from './personal-keys.page.js';

/** Keys with which programs act as the member who made them. */
@Controller()
export class PersonalKeysController {
  constructor(private readonly users: UsersService) {}

  @AskedForm(WRITE.ownOrganisation, 'gestion/jetons')
  makeToken(@Context() ctx: Ctx): Promise<Answer> {
    const { membershipId, organisationId } = memberOf(ctx);
    let secret: string | null = null;
    return ctx.submit({
      dto: TokenDto,
      work: async (tx, form) => {
        const made = await this.users.makeToken(tx, ctx.actor, membershipId, form.name, form);
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
      page: async (again) => <TokensPage tokens={await this.users.tokens(organisationId)} {...again} />,
    });
  }

  @PostedForm(WRITE.ownOrganisation, 'gestion/jetons/:id/revocation')
  revoke(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { organisationId } = memberOf(ctx);
    if (!isId(id)) throw new NotFound('token');
    return ctx.submit({
      done: 'Accès coupé : cette clé ne sert plus.',
      ref: '/gestion/jetons',
      work: (tx) => this.users.revokeToken(tx, ctx.actor, organisationId, id),
      page: async ({ problems = [] }) => (
        <TokensPage tokens={await this.users.tokens(organisationId)} problems={problems} />
      ),
    });
  }
}
