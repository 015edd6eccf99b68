import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { isMember, mayAll, READ, WRITE } from '#kernel';
import { ContainersService } from '#logistics';
import { OrganisationsService } from '#people';
import { type Answer, json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { ContainerPage } from './container.page.js';
import { ContainerListPage, NewContainerPage } from './containers.pages.js';
import { MoveContainerDto, NewContainerDto, ScansDto, SealDto } from './logistics.dto.js';
import { splitCodes } from './logistics.words.js';

/** The pages of crates and pallets. */
@Controller('caisses')
export class ContainersPages {
  constructor(
    private readonly containers: ContainersService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get()
  @Policy(READ.transfers)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(
      <ContainerListPage containers={await this.containers.list(ctx.actor)} bank={mayAll(ctx.actor, READ.transfers)} />,
    );
  }

  @Get('nouvelle')
  @Policy(WRITE.containers)
  async ask(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<NewContainerPage places={await this.places(ctx)} />);
  }

  @Post()
  @Policy(WRITE.containers)
  make(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: NewContainerDto,
      body,
      done: 'Caisse créée. Écrivez son code dessus.',
      work: async (tx, form) => `/caisses/${await this.containers.make(tx, ctx.actor, form)}`,
      again: async (problems, values) => (
        <NewContainerPage places={await this.places(ctx)} problems={problems} values={values} />
      ),
    });
  }

  @Get(':code')
  @Policy(READ.transfers)
  async show(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, code));
  }

  @Post(':code/contenu')
  @Policy(WRITE.containers)
  put(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    return this.act(ctx, code, body, 'Dans la caisse.', (tx) =>
      this.containers.put(tx, ctx.actor, code, splitCodes(body['codes'])),
    );
  }

  @Post(':code/sortie')
  @Policy(WRITE.containers)
  takeOut(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    return this.act(ctx, code, body, 'Sorti de la caisse.', (tx) =>
      this.containers.takeOut(tx, ctx.actor, code, String(body['deviceId'] ?? '')),
    );
  }

  @Post(':code/lieu')
  @Policy(WRITE.containers)
  move(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    return this.act(ctx, code, body, 'Caisse rangée.', (tx) =>
      this.containers.move(tx, ctx.actor, code, String(body['placeId'] ?? '')),
    );
  }

  @Post(':code/scelle')
  @Policy(WRITE.containers)
  seal(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    return this.act(ctx, code, body, 'Caisse scellée.', (tx) =>
      this.containers.seal(tx, ctx.actor, code, String(body['seal'] ?? '')),
    );
  }

  private act(
    ctx: Ctx,
    code: string,
    body: unknown,
    done: string,
    work: (tx: EntityManager) => Promise<void>,
  ): Promise<Answer> {
    return ctx.submit({
      body,
      done,
      work: async (tx) => {
        await work(tx);
        return `/caisses/${code}`;
      },
      again: (problems, values) => this.page(ctx, code, problems, values),
    });
  }

  private async page(ctx: Ctx, code: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const container = await this.containers.get(ctx.actor, code);
    const [contents, places] = await Promise.all([
      this.containers.contents(container.id),
      this.organisations.places(container.organisationId),
    ]);
    return (
      <ContainerPage container={container} contents={contents} places={places} problems={problems} values={values} />
    );
  }

  private async places(ctx: Ctx) {
    return isMember(ctx.actor) ? this.organisations.places(ctx.actor.organisationId) : [];
  }
}

/** Crates and pallets, for programs. */
@ApiTags('containers')
@ApiBearerAuth()
@Controller('api/v1/containers')
export class ContainersApi {
  constructor(private readonly containers: ContainersService) {}

  /** The containers of the token's organisation, newest first. */
  @Get()
  @Policy(READ.transfers)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    return json(200, { items: await this.containers.list(ctx.actor), next: null });
  }

  /** One container by its code, with what is in it. */
  @Get(':code')
  @Policy(READ.transfers)
  async show(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return json(200, await this.view(ctx, code));
  }

  /** Makes an empty container; its code is drawn. */
  @Post()
  @Policy(WRITE.containers)
  make(@Context() ctx: Ctx, @Body() body: NewContainerDto): Promise<Answer> {
    return ctx.once({
      body,
      work: (tx) => this.containers.make(tx, ctx.actor, body),
      show: (code) => this.view(ctx, code),
    });
  }

  /** Puts devices in. A seal is broken by it. */
  @Post(':code/contents')
  @Policy(WRITE.containers)
  put(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: ScansDto): Promise<Answer> {
    return this.act(ctx, code, body, (tx) => this.containers.put(tx, ctx.actor, code, body.codes));
  }

  /** Takes one device out. */
  @Post(':code/contents/:device/removal')
  @Policy(WRITE.containers)
  takeOut(@Context() ctx: Ctx, @Param('code') code: string, @Param('device') deviceId: string): Promise<Answer> {
    return this.act(ctx, code, { deviceId }, (tx) => this.containers.takeOut(tx, ctx.actor, code, deviceId));
  }

  /** Puts the container, with all in it, in another place of its organisation. */
  @Post(':code/place')
  @Policy(WRITE.containers)
  move(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: MoveContainerDto): Promise<Answer> {
    return this.act(ctx, code, body, (tx) => this.containers.move(tx, ctx.actor, code, body.placeId));
  }

  /** Notes the number of the seal that closes it. */
  @Post(':code/seal')
  @Policy(WRITE.containers)
  seal(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: SealDto): Promise<Answer> {
    return this.act(ctx, code, body, (tx) => this.containers.seal(tx, ctx.actor, code, body.seal));
  }

  private async act(
    ctx: Ctx,
    code: string,
    body: unknown,
    work: (tx: EntityManager) => Promise<void>,
  ): Promise<Answer> {
    // Somebody else's crate is a 404 before anything is said about the codes that came with it.
    await this.containers.get(ctx.actor, code);
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await work(tx);
        return code;
      },
      show: (ref) => this.view(ctx, ref),
    });
  }

  private async view(ctx: Ctx, code: string) {
    const container = await this.containers.get(ctx.actor, code);
    return { ...container, contents: await this.containers.contents(container.id) };
  }
}
