import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DeviceQueries } from '#devices';
import { DonationQueries, INTAKE_ROLES, LabelsService } from '#intake';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { AfterQuery, BlankLabelsForm } from './intake.dto.js';
import { BlankLabelsPage, LabelSheetsPage } from './labels.pages.js';

/** The pages of labels: sheets asked for, and rolls of free codes. */
@Controller('dons/etiquettes')
export class LabelsPages {
  constructor(
    private readonly labels: LabelsService,
    private readonly donations: DonationQueries,
  ) {}

  @Get()
  @Policy({ roles: INTAKE_ROLES })
  async index(@Context() ctx: Ctx, @Query() query: AfterQuery): Promise<Answer> {
    const page = await this.labels.list(ctx.actor, query.after ? { cursor: query.after } : {});
    return ctx.page(<LabelSheetsPage page={page} after={query.after} timeZone={ctx.bank.timeZone} />);
  }

  @Get('nouvelles')
  @Policy({ roles: INTAKE_ROLES })
  async ask(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<BlankLabelsPage places={await this.donations.places(ctx.actor)} />);
  }

  @Post()
  @Policy({ roles: INTAKE_ROLES })
  async order(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: BlankLabelsForm,
      body,
      done: 'Planche demandée : son PDF apparaît ici dès qu’il est prêt.',
      work: async (tx, form) => {
        await this.labels.orderBlank(tx, ctx.actor, form);
        return '/dons/etiquettes';
      },
      again: async (problems, values) => (
        <BlankLabelsPage places={await this.donations.places(ctx.actor)} problems={problems} values={values} />
      ),
    });
  }
}

/** One device's label, again: the code stays, only the paper is new. */
@Controller('appareils/:code/etiquette')
export class DeviceLabelPages {
  constructor(
    private readonly labels: LabelsService,
    private readonly devices: DeviceQueries,
  ) {}

  @Post()
  @Policy({ roles: INTAKE_ROLES })
  async print(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      body,
      done: 'Étiquette demandée : son PDF apparaît ici dès qu’il est prêt.',
      work: async (tx) => {
        await this.labels.printDevices(tx, ctx.actor, [device.id]);
        return '/dons/etiquettes';
      },
      again: async (problems) => (
        <LabelSheetsPage
          page={await this.labels.list(ctx.actor)}
          after={undefined}
          timeZone={ctx.bank.timeZone}
          problems={problems}
        />
      ),
    });
  }
}
