import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { DeviceLocksService, DonationQueries, isLockStep, LockNoticesService, LockQueries } from '#intake';
import { NotFound, READ, WRITE } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { DeclareLockPage, ReleaseLockPage } from './device-lock.pages.js';
import { DonationLocksPage } from './donation-locks.page.js';
import { LockListPage } from './lock-list.page.js';
import { DeclareLockForm, ReleaseLockDto } from './locks.dto.js';

/** The pages of locks: found on a device, told to a donor, released; and everything that waits. */
@Controller()
export class LocksPages {
  constructor(
    private readonly locks: DeviceLocksService,
    private readonly queries: LockQueries,
    private readonly notices: LockNoticesService,
    private readonly devices: DeviceQueries,
    private readonly donations: DonationQueries,
  ) {}

  @Get('verrous')
  @Policy(READ.locks)
  async index(@Context() ctx: Ctx, @Query('etape') asked?: string): Promise<Answer> {
    const step = isLockStep(asked) ? asked : undefined;
    const devices = await this.queries.waiting(ctx.actor, { step });
    return ctx.page(<LockListPage devices={devices} step={step ?? ''} actor={ctx.actor} />);
  }

  @Get('appareils/:code/verrou')
  @Policy(DEVICE_LIFECYCLE.right('find_lock'))
  async ask(@Context() ctx: Ctx, @Param('code') code: string, @Query('de') from?: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.page(<DeclareLockPage device={device} values={{ de: from === 'atelier' ? from : '' }} />);
  }

  @Post('appareils/:code/verrou')
  @Policy(DEVICE_LIFECYCLE.right('find_lock'))
  async declare(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      dto: DeclareLockForm,
      body,
      done: 'Verrou signalé. L’appareil attend son donateur.',
      work: async (tx, form) => {
        await this.locks.declare(tx, ctx.actor, device.id, form.kind);
        return `/${form.de || 'appareils'}/${device.code}`;
      },
      again: (problems, values) => <DeclareLockPage device={device} problems={problems} values={values} />,
    });
  }

  @Get('appareils/:code/verrous/:lock')
  @Policy(READ.locks)
  async askRelease(@Context() ctx: Ctx, @Param('code') code: string, @Param('lock') id: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.page(<ReleaseLockPage device={device} lock={await this.lock(device.id, id)} />);
  }

  @Post('appareils/:code/verrous/:lock/levee')
  @Policy(DEVICE_LIFECYCLE.right('release_lock'))
  async release(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('lock') id: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    const lock = await this.lock(device.id, id);
    return ctx.submit({
      dto: ReleaseLockDto,
      body,
      done: 'Verrou levé.',
      work: async (tx, form) => {
        await this.locks.release(tx, ctx.actor, device.id, id, form.check);
        return `/appareils/${device.code}`;
      },
      again: (problems, values) => <ReleaseLockPage device={device} lock={lock} problems={problems} values={values} />,
    });
  }

  @Get('dons/:id/verrous')
  @Policy(READ.donations)
  async ofDonation(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.donation(ctx, id));
  }

  @Post('dons/:id/verrous/prevenu')
  @Policy(WRITE.donations)
  async told(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      body,
      done: 'C’est noté : le donateur est prévenu.',
      work: async (tx) => {
        await this.notices.record(tx, ctx.actor, id, 'person');
        return `/dons/${id}/verrous`;
      },
      again: (problems) => this.donation(ctx, id, problems),
    });
  }

  private async lock(deviceId: string, id: string) {
    const lock = (await this.queries.ofDevice(deviceId)).find((l) => l.id === id);
    if (!lock) throw new NotFound('lock');
    return lock;
  }

  private async donation(ctx: Ctx, id: string, problems?: FieldProblem[]) {
    const [donation, letter, notices] = await Promise.all([
      this.donations.byId(ctx.actor, id),
      this.queries.letter(ctx.actor, id),
      this.queries.notices(ctx.actor, id),
    ]);
    return (
      <DonationLocksPage
        donation={donation}
        letter={letter}
        notices={notices}
        bank={ctx.bank}
        {...(problems ? { problems } : {})}
      />
    );
  }
}
