import { Controller, Param } from '@nestjs/common';
import { OrganisationKeysService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm } from '#platform/http';
import { may, type OrganisationScope, WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { memberOf } from '../../members/web/own-account.js';
import { SecretPage } from '../../second-factor/web/second-step.page.js';
import { OrganisationKeyDto, RenewKeyDto } from './keys.dto.js';
import { OrganisationKeysPage, RenewKeyPage } from './organisation-keys.page.js';

const PAGE = '/gestion/cles';

/** Keys with which programs act as one's organisation. */
@Controller('gestion/cles')
export class OrganisationKeysController {
  constructor(private readonly keys: OrganisationKeysService) {}

  @AskedForm(WRITE.keys, '')
  make(@Context() ctx: Ctx): Promise<Answer> {
    let secret: string | null = null;
    return ctx.submit({
      dto: OrganisationKeyDto,
      work: async (tx, { reads = [], writes = [], names, ...form }) => {
        const scopes: OrganisationScope[] = [
          ...reads.map((area) => `read:${area}` as const),
          ...writes.map((area) => `write:${area}` as const),
          ...(names ? (['names'] as const) : []),
        ];
        const made = await this.keys.make(tx, memberOf(ctx), { ...form, scopes });
        secret = made.secret;
        return made.id;
      },
      show: () => this.shown(ctx, secret),
      page: (again) => this.page(ctx, again),
    });
  }

  @AskedForm(WRITE.keys, ':id/renouvellement')
  async renew(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const key = await this.keys.get(memberOf(ctx), id);
    let secret: string | null = null;
    return ctx.submit({
      dto: RenewKeyDto,
      work: async (tx, { term }) => {
        const made = await this.keys.renew(tx, memberOf(ctx), id, term);
        secret = made.secret;
        return made.id;
      },
      show: () => this.shown(ctx, secret),
      page: (again) => <RenewKeyPage renewed={key} trail={this.trail(ctx)} {...again} />,
    });
  }

  @PostedForm(WRITE.keys, ':id/revocation')
  revoke(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Accès coupé : cette clé ne sert plus.',
      ref: PAGE,
      work: (tx) => this.keys.revoke(tx, memberOf(ctx), id),
      page: ({ problems = [] }) => this.page(ctx, { problems }),
    });
  }

  private async page(ctx: Ctx, again: Again) {
    const member = memberOf(ctx);
    const keys = await this.keys.list(member);
    return (
      <OrganisationKeysPage
        keys={keys}
        kind={member.organisationKind}
        organisation={ctx.identity!.organisationName}
        trail={this.trail(ctx)}
        {...again}
      />
    );
  }

  private shown(ctx: Ctx, secret: string | null) {
    return (
      <SecretPage
        title="La clé de votre organisation"
        lead="Collez-la dans le logiciel qui en a besoin, là où il demande un jeton d’API ou le mot de passe d’un agent d’inventaire. À qui écrit le programme, dites : en-tête « Authorization: Bearer »."
        from={[...this.trail(ctx), { label: 'Clés de l’organisation', href: PAGE }]}
        secret={secret}
        back={PAGE}
      />
    );
  }

  /** The committee has no settings but this page. */
  private trail({ actor }: Ctx): readonly { label: string; href: string }[] {
    return may(actor, WRITE.ownOrganisation) ? [{ label: 'Réglages', href: '/gestion' }] : [];
  }
}
