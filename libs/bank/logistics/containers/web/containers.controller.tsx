import { Param, Query } from '@nestjs/common';
import { ContainersService, type ContainerView, type ContentView } from '#bank/logistics';
import { OrganisationsService } from '#bank/people';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, Read } from '#platform/http';
import { isMember, mayAll, READ, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { MoveContainerDto, NewContainerDto, ScansDto, SealDto } from '../../web/logistics.dto.js';
import { splitCodes } from '../../web/logistics.words.js';
import { ContainerPage } from './container.page.js';
import { ContainerListPage, ContainerListQuery, NewContainerPage } from './containers.pages.js';

interface FilledContainer extends ContainerView {
  readonly contents: readonly ContentView[];
}

/** Crates and pallets. */
@ApiController('containers')
export class ContainersController {
  constructor(
    private readonly containers: ContainersService,
    private readonly organisations: OrganisationsService,
  ) {}

  /** The containers of the token's organisation, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.transfers, { page: 'caisses', api: 'containers' })
  async list(@Context() ctx: Ctx, @Query() query: ContainerListQuery) {
    const { total, ...page } = await this.containers.counted(ctx.actor, ctx.asked(query));
    return ctx.answer(page, () => (
      <ContainerListPage page={{ ...page, total }} query={query} bank={mayAll(ctx.actor, READ.transfers)} />
    ));
  }

  @Read(WRITE.containers, { page: 'caisses/nouvelle' })
  async askMake(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<NewContainerPage places={await this.places(ctx)} />);
  }

  /** Makes an empty container; its code is drawn. */
  @Act(WRITE.containers, { page: 'caisses', api: 'containers', takes: NewContainerDto })
  make(@Context() ctx: Ctx) {
    return ctx.act({
      dto: NewContainerDto,
      done: 'Caisse créée. Écrivez son code dessus.',
      work: (tx, form) => this.containers.make(tx, ctx.actor, form),
      to: (code) => `/caisses/${code}`,
      view: (code) => this.view(ctx, code),
      page: async (again) => <NewContainerPage places={await this.places(ctx)} {...again} />,
    });
  }

  /** One container by its code, with what is in it. */
  @Read(READ.transfers, { page: 'caisses/:code', api: 'containers/:code' })
  async show(@Context() ctx: Ctx, @Param('code') code: string) {
    const container = await this.view(ctx, code);
    return ctx.answer(container, () => this.page(container));
  }

  /** Puts devices in. A seal is broken by it. */
  @Act(WRITE.containers, { page: 'caisses/:code/contenu', api: 'containers/:code/contents', takes: ScansDto })
  put(@Context() ctx: Ctx, @Param('code') code: string) {
    return ctx.act({
      ...this.on(ctx, code),
      dto: ScansDto,
      fromForm: ({ codes }) => ({ codes: splitCodes(codes) }),
      done: 'Dans la caisse.',
      work: (tx, { codes }) => this.containers.put(tx, ctx.actor, code, codes),
    });
  }

  /** Takes one device out. */
  @Act(WRITE.containers, { page: 'caisses/:code/sortie', api: 'containers/:code/contents/:device/removal' })
  takeOut(@Context() ctx: Ctx, @Param('code') code: string, @Param('device') device?: string) {
    const deviceId = device ?? String(ctx.posted['deviceId'] ?? '');
    return ctx.act({
      ...this.on(ctx, code),
      done: 'Sorti de la caisse.',
      work: (tx) => this.containers.takeOut(tx, ctx.actor, code, deviceId),
    });
  }

  /** Puts the container, with all in it, in another place of its organisation. */
  @Act(WRITE.containers, { page: 'caisses/:code/lieu', api: 'containers/:code/place', takes: MoveContainerDto })
  move(@Context() ctx: Ctx, @Param('code') code: string) {
    return ctx.act({
      ...this.on(ctx, code),
      dto: MoveContainerDto,
      done: 'Caisse rangée.',
      work: (tx, { placeId }) => this.containers.move(tx, ctx.actor, code, placeId),
    });
  }

  /** Notes the number of the seal that closes it. */
  @Act(WRITE.containers, { page: 'caisses/:code/scelle', api: 'containers/:code/seal', takes: SealDto })
  seal(@Context() ctx: Ctx, @Param('code') code: string) {
    return ctx.act({
      ...this.on(ctx, code),
      dto: SealDto,
      done: 'Caisse scellée.',
      work: (tx, { seal }) => this.containers.seal(tx, ctx.actor, code, seal),
    });
  }

  private on(ctx: Ctx, code: string): ActOn<FilledContainer> {
    return {
      ref: code,
      to: () => `/caisses/${code}`,
      view: () => this.view(ctx, code),
      page: async (again) => this.page(await this.view(ctx, code), again),
    };
  }

  private async view(ctx: Ctx, code: string): Promise<FilledContainer> {
    const container = await this.containers.get(ctx.actor, code);
    return { ...container, contents: await this.containers.contents(container.id) };
  }

  private async page(container: FilledContainer, again: FormState = {}) {
    const places = await this.organisations.places(container.organisationId);
    return <ContainerPage container={container} contents={container.contents} places={places} {...again} />;
  }

  private async places(ctx: Ctx) {
    return isMember(ctx.actor) ? this.organisations.places(ctx.actor.organisationId) : [];
  }
}
