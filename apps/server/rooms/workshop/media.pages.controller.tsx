import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { NotFound } from '#kernel';
import { MediaService, WorkshopQueries } from '#refurbishment';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { GoneMediumPage, MediaPage, NoMediumPage } from './media.pages.js';
import { GoneMediumDto, MediumDto } from './workshop.dto.js';

/** What people state of a device's disks, and sign. */
@Controller('atelier/:code')
export class MediaPages {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly media: MediaService,
  ) {}

  @Get('sans-support')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async askNone(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return ctx.page(<NoMediumPage gate={await this.gate(ctx, code)} />);
  }

  @Post('sans-support')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async none(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const gate = await this.gate(ctx, code);
    const state = (tx: EntityManager) =>
      this.media.state(tx, ctx.actor, gate.deviceId, 'no_medium', String(body['password'] ?? ''));
    return ctx.submit({
      body,
      done: 'Signé : aucun disque dans cet appareil.',
      work: async (tx) => {
        await state(tx);
        return `/atelier/${gate.code}`;
      },
      again: (problems) => <NoMediumPage gate={gate} problems={problems} />,
    });
  }

  @Get('supports')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async list(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, code));
  }

  @Post('supports')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async declare(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const gate = await this.gate(ctx, code);
    return ctx.submit({
      dto: MediumDto,
      body,
      done: 'Support ajouté à la liste.',
      work: async (tx, form) => {
        await this.media.declare(tx, ctx.actor, gate.deviceId, form);
        return `/atelier/${gate.code}/supports`;
      },
      again: (problems, values) => this.page(ctx, code, problems, values),
    });
  }

  @Post('liste')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async complete(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
  ): Promise<Answer> {
    const gate = await this.gate(ctx, code);
    return ctx.submit({
      body,
      done: 'Signé : la liste des supports est complète.',
      work: async (tx) => {
        await this.media.state(tx, ctx.actor, gate.deviceId, 'complete_list', String(body['password'] ?? ''));
        return `/atelier/${gate.code}`;
      },
      again: (problems, values) => this.page(ctx, code, problems, { ...values, form: 'liste' }),
    });
  }

  @Get('supports/:medium')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async askGone(@Context() ctx: Ctx, @Param('code') code: string, @Param('medium') mediumId: string): Promise<Answer> {
    return ctx.page(await this.gonePage(ctx, code, mediumId));
  }

  @Post('supports/:medium')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async gone(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('medium') mediumId: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    const gate = await this.gate(ctx, code);
    return ctx.submit({
      dto: GoneMediumDto,
      body,
      done: 'Signé. Ce support est prouvé.',
      work: async (tx, form) => {
        await this.media.gone(tx, ctx.actor, gate.deviceId, mediumId, form.kind, form.password);
        return `/atelier/${gate.code}`;
      },
      again: (problems, values) => this.gonePage(ctx, code, mediumId, problems, values),
    });
  }

  private async gate(ctx: Ctx, code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return this.queries.gate(ctx.actor, device.id);
  }

  private async page(ctx: Ctx, code: string, problems?: FieldProblem[], values?: Record<string, string>) {
    return (
      <MediaPage gate={await this.gate(ctx, code)} timeZone={ctx.bank.timeZone} problems={problems} values={values} />
    );
  }

  private async gonePage(
    ctx: Ctx,
    code: string,
    mediumId: string,
    problems?: FieldProblem[],
    values?: Record<string, string>,
  ) {
    const gate = await this.gate(ctx, code);
    const medium = gate.media.find((m) => m.id === mediumId);
    if (!medium) throw new NotFound('medium');
    return <GoneMediumPage gate={gate} medium={medium} problems={problems} values={values} />;
  }
}
