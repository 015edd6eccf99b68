import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { NotFound, WRITE } from '#kernel';
import { OrganisationsService } from '#people';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { PlaceDto } from './people.dto.js';

/** Who a token acts for, and the places of its organisation. */
@ApiTags('people')
@ApiBearerAuth()
@Controller('api/v1')
export class PeopleApi {
  constructor(private readonly organisations: OrganisationsService) {}

  /** The membership that the token acts as. */
  @Get('me')
  @Policy({ signedIn: true })
  me(@Context() ctx: Ctx) {
    if (ctx.actor.kind !== 'member') throw new NotFound('membership');
    const { operatorNumber, organisationId, organisationKind, roles } = ctx.actor;
    return json(200, {
      operatorNumber,
      organisationId,
      organisationKind,
      organisationName: ctx.identity!.organisationName,
      roles,
    });
  }

  /** The places of the token's organisation, in the order of the tree. */
  @Get('places')
  @Policy({ signedIn: true })
  async places(@Context() ctx: Ctx) {
    if (ctx.actor.kind !== 'member') throw new NotFound('organisation');
    return json(200, { items: await this.organisations.places(ctx.actor.organisationId), next: null });
  }

  /** Adds a place to the token's organisation. */
  @Post('places')
  @Policy(WRITE.ownOrganisation)
  addPlace(@Context() ctx: Ctx, @Body() body: PlaceDto) {
    if (ctx.actor.kind !== 'member') throw new NotFound('organisation');
    const { organisationId } = ctx.actor;
    return ctx.once({
      body,
      work: (tx) => this.organisations.addPlace(tx, ctx.actor, organisationId, body),
      show: async (id) => (await this.organisations.places(organisationId)).find((p) => p.id === id)!,
    });
  }
}
