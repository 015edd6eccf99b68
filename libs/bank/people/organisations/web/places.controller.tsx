import { Param } from '@nestjs/common';
import { OrganisationsService, type PlaceDetail, PlacesService, SetUpJudge } from '#bank/people';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, json, Read } from '#platform/http';
import { WRITE } from '#platform/kernel';
import { PlaceDto, RenameDto } from '../../web/people.dto.js';
import { PlacePage, PlacesPage } from './places.pages.js';

/** The places of one's own organisation. */
@ApiController('people')
export class PlacesController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly service: PlacesService,
    private readonly judge: SetUpJudge,
  ) {}

  @Read(WRITE.ownOrganisation, { page: 'gestion/lieux' })
  async listPage(@Context() ctx: Ctx): Promise<Answer> {
    const places = await this.organisations.places(ctx.member.organisationId);
    return ctx.page(<PlacesPage places={places} closed={await this.service.closed(ctx.actor)} />);
  }

  /** The places of the token's organisation, in the order of the tree. */
  @Read({ signedIn: true }, { api: 'places' })
  async places(@Context() ctx: Ctx) {
    return json(200, { items: await this.organisations.places(ctx.member.organisationId), next: null });
  }

  /** Adds a place to the token's organisation. */
  @Act(WRITE.ownOrganisation, { page: 'gestion/lieux', api: 'places', takes: PlaceDto })
  addPlace(@Context() ctx: Ctx) {
    const { organisationId } = ctx.member;
    const places = () => this.organisations.places(organisationId);
    return ctx.act({
      dto: PlaceDto,
      done: 'Lieu ajouté.',
      rules: (tx, given) => this.judge.place(tx, organisationId, given),
      work: (tx, form) => this.organisations.addPlace(tx, ctx.actor, organisationId, form),
      to: () => '/gestion/lieux',
      view: async (id) => (await places()).find((p) => p.id === id)!,
      page: async (again) => (
        <PlacesPage places={await places()} closed={await this.service.closed(ctx.actor)} {...again} />
      ),
    });
  }

  @Read(WRITE.ownOrganisation, { page: 'gestion/lieux/:id' })
  async showPlace(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<PlacePage place={await this.service.byId(ctx.actor, id)} timeZone={ctx.bank.timeZone} />);
  }

  /** Another name for a place; what it was called stays readable. */
  @Act(WRITE.ownOrganisation, { page: 'gestion/lieux/:id/nom', api: 'places/:id/name', takes: RenameDto })
  renamePlace(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: RenameDto,
      done: 'Lieu renommé.',
      work: (tx, form) => this.service.rename(tx, ctx.actor, id, form),
    });
  }

  /** Nothing is put there any more; refused while it still holds something. */
  @Act(WRITE.ownOrganisation, { page: 'gestion/lieux/:id/fermeture', api: 'places/:id/close' })
  closePlace(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Lieu fermé.',
      work: (tx) => this.service.close(tx, ctx.actor, id),
    });
  }

  /** It serves again. */
  @Act(WRITE.ownOrganisation, { page: 'gestion/lieux/:id/reouverture', api: 'places/:id/reopen' })
  reopenPlace(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Lieu rouvert.',
      work: (tx) => this.service.reopen(tx, ctx.actor, id),
    });
  }

  private on(ctx: Ctx, id: string): ActOn<PlaceDetail> {
    const view = () => this.service.byId(ctx.actor, id);
    return {
      ref: id,
      to: () => `/gestion/lieux/${id}`,
      view,
      page: async (again) => <PlacePage place={await view()} timeZone={ctx.bank.timeZone} {...again} />,
    };
  }
}
