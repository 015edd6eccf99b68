import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { WRITE } from '#kernel';
import { OrganisationsService } from '#people';
import { Act } from '../../http/act.js';
import { type Answer, json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { memberOf } from './member.js';
import { PlacesPage } from './own-organisation.pages.js';
import { PlaceDto } from './people.dto.js';

/** The places of one's own organisation. */
@ApiTags('people')
@ApiBearerAuth()
@Controller()
export class PlacesController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Get('gestion/lieux')
  @Policy(WRITE.ownOrganisation)
  async listPage(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<PlacesPage places={await this.organisations.places(memberOf(ctx).organisationId)} />);
  }

  /** The places of the token's organisation, in the order of the tree. */
  @Get('api/v1/places')
  @Policy({ signedIn: true })
  async places(@Context() ctx: Ctx) {
    return json(200, { items: await this.organisations.places(memberOf(ctx).organisationId), next: null });
  }

  /** Adds a place to the token's organisation. */
  @Act(WRITE.ownOrganisation, { page: 'gestion/lieux', api: 'places', takes: PlaceDto })
  addPlace(@Context() ctx: Ctx) {
    const { organisationId } = memberOf(ctx);
    const places = () => this.organisations.places(organisationId);
    return ctx.act({
      dto: PlaceDto,
      done: 'Lieu ajouté.',
      work: (tx, form) => this.organisations.addPlace(tx, ctx.actor, organisationId, form),
      to: () => '/gestion/lieux',
      view: async (id) => (await places()).find((p) => p.id === id)!,
      again: async (problems, values) => <PlacesPage places={await places()} problems={problems} values={values} />,
    });
  }
}
