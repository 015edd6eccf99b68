import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import {
  ACTS_ON_DEVICES,
  DEVICE_LIFECYCLE,
  DeviceList,
  DeviceQueries,
  DevicesService,
  type DeviceView,
  idOrCode,
  readIdentifier,
  type Verb,
} from '#devices';
import { LockQueries } from '#intake';
import { may, NotFound, READ, RuleBroken, WRITE } from '#kernel';
import { OrganisationsService } from '#people';
import { type Answer, seeOther } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { DevicePage } from './device.page.js';
import { CorrectDevicePage, DeviceActionPage } from './device-action.page.js';
import { DeviceHistoryPage } from './device-history.page.js';
import { DeviceListPage } from './device-list.page.js';
import { DeviceSections } from './device-sections.js';
import { CorrectDeviceDto, DeviceActionDto, DeviceListQuery } from './devices.dto.js';

class CorrectDeviceForm extends CorrectDeviceDto {
  @IsOptional() @IsString() @MaxLength(80) number?: string;
  @IsOptional() @IsString() @MaxLength(80) issuer?: string;
}

const HISTORY = 20;

/** The pages of devices. */
@Controller('appareils')
export class DevicesPages {
  constructor(
    private readonly list: DeviceList,
    private readonly queries: DeviceQueries,
    private readonly devices: DevicesService,
    private readonly organisations: OrganisationsService,
    private readonly sections: DeviceSections,
    private readonly locks: LockQueries,
  ) {}

  @Get()
  @Policy(READ.devices)
  async index(@Context() ctx: Ctx, @Query() query: DeviceListQuery): Promise<Answer> {
    const plain = query.q && !query.after && !query.state && !query.category;
    const found = plain ? await this.queries.byIdentifier(ctx.actor, query.q!) : null;
    if (found?.kind === 'one') return seeOther(`/appareils/${found.code}`);
    const page = await this.list.page(ctx.actor, query);
    const prints = may(ctx.actor, WRITE.labels);
    if (found && !page.items.length && prints && readIdentifier(query.q!).kind !== 'other')
      return seeOther(`/dons/etiquettes/codes?code=${encodeURIComponent(query.q!)}`);
    const ready = page.items.filter((d) => d.state === 'in_stock').map((d) => d.id);
    return ctx.page(
      <DeviceListPage
        page={page}
        locked={await this.locks.locked(ready)}
        query={query}
        prints={prints}
        takesOver={may(ctx.actor, WRITE.takeover)}
        wrongCheck={found?.kind === 'wrong_check' && !page.items.length}
      />,
    );
  }

  @Get(':code')
  @Policy(READ.devices)
  async show(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.queries.get(ctx.actor, code);
    if (device.code !== code) return seeOther(`/appareils/${device.code}`);
    const [past, cards, locked] = await ctx.readTogether((on) =>
      Promise.all([
        this.queries.timeline(ctx.actor, device.id, { limit: HISTORY + 1 }, on),
        device.custodyEnded ? [] : this.sections.of(ctx, device, on),
        device.state === 'in_stock' ? this.locks.locked([device.id], on) : null,
      ]),
    );
    return ctx.page(
      <DevicePage
        device={device}
        timeline={past.slice(0, HISTORY)}
        more={past.length > HISTORY}
        timeZone={ctx.bank.timeZone}
        aside={cards}
        locked={locked?.has(device.id) ?? false}
      />,
    );
  }

  @Get(':code/histoire')
  @Policy(READ.devices)
  async history(@Context() ctx: Ctx, @Param('code') code: string, @Query('avant') before?: string): Promise<Answer> {
    const device = await this.queries.get(ctx.actor, code);
    const past = await this.queries.timeline(ctx.actor, device.id, { limit: 51, before });
    return ctx.page(
      <DeviceHistoryPage
        device={device}
        timeline={past.slice(0, 50)}
        more={past.length > 50}
        timeZone={ctx.bank.timeZone}
      />,
    );
  }

  @Get(':code/actions/:verb')
  @Policy(ACTS_ON_DEVICES)
  async ask(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('verb') verb: string,
    @Query('motif') reason?: string,
  ): Promise<Answer> {
    const device = await this.queries.get(ctx.actor, code);
    const action = buttonVerb(verb);
    if (!device.allowed.includes(action))
      throw new RuleBroken('devices.not_now', { code: device.code, state: device.state, verb: action });
    if (action === 'correct') return ctx.page(<CorrectDevicePage device={device} />);
    const values: Record<string, string> = typeof reason === 'string' ? { reason } : {};
    return ctx.page(
      <DeviceActionPage device={device} verb={action} places={await this.places(ctx, device)} values={values} />,
    );
  }

  @Post(':code/actions/:verb')
  @Policy(ACTS_ON_DEVICES)
  async act(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('verb') verb: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    const action = buttonVerb(verb);
    const key = idOrCode(code);
    return ctx.submit({
      dto: DeviceActionDto,
      body,
      done: `${DEVICE_LIFECYCLE.step(action).done}.`,
      ref: `/appareils/${key}`,
      work: async (tx, form) => {
        await this.devices.act(tx, ctx.actor, action, key, form);
        return `/appareils/${key}`;
      },
      again: async (problems, values) => {
        const device = await this.queries.get(ctx.actor, key);
        const places = await this.places(ctx, device);
        return <DeviceActionPage device={device} verb={action} places={places} problems={problems} values={values} />;
      },
    });
  }

  @Post(':code/fiche')
  @Policy(DEVICE_LIFECYCLE.right('correct'))
  async correct(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.queries.get(ctx.actor, code);
    return ctx.submit({
      dto: CorrectDeviceForm,
      body,
      done: 'Fiche corrigée.',
      work: async (tx, { number, issuer, ...form }) => {
        await this.devices.correct(tx, ctx.actor, device.id, { make: '', model: '', serial: null, ...form });
        if (number)
          await this.devices.addAlias(tx, device.id, issuer ?? ctx.identity?.organisationName ?? 'inventaire', number);
        return `/appareils/${device.code}`;
      },
      again: (problems, values) => <CorrectDevicePage device={device} problems={problems} values={values} />,
    });
  }

  private async places(ctx: Ctx, device: DeviceView) {
    const organisation = device.holderOrgId ?? (ctx.actor.kind === 'member' ? ctx.actor.organisationId : null);
    return organisation ? this.organisations.places(organisation) : [];
  }
}

/** A verb that is a button of its own; anything else is no page. */
function buttonVerb(verb: string): Verb {
  const known = DEVICE_LIFECYCLE.verbs.find((v) => v === verb && DEVICE_LIFECYCLE.step(v).via === 'button');
  if (!known) throw new NotFound('action');
  return known;
}
