import { Body, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  ACTS_ON_DEVICES,
  checkWords,
  DEVICE_LIFECYCLE,
  DeviceQueries,
  DevicesService,
  type DeviceView,
  idOrCode,
  LEAVES_FOR_GOOD,
  showAssetCode,
  type Verb,
  type WholeDevice,
} from '#bank/devices';
import { LossQueries } from '#bank/incidents';
import { OrganisationsService } from '#bank/people';
import { DataEnds, endOf } from '#bank/workshop';
import { Act, type ActOn, ApiController, Context, Ctx, type FlashNotice, Policy } from '#platform/http';
import { NotFound, RuleBroken } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { AliasDto, CorrectDeviceDto, CorrectDeviceForm, DeviceActionDto } from '../../web/devices.dto.js';
import { CorrectDevicePage, DeviceActionPage, UndoExitPage } from './device-action.page.js';

const CORRECT = DEVICE_LIFECYCLE.right('correct');
const UNDO_EXIT = DEVICE_LIFECYCLE.right('undo_exit');

/** What is done with one device: the buttons of its lifecycle, and corrections. */
@ApiController('devices')
export class DeviceActsController {
  constructor(
    private readonly queries: DeviceQueries,
    private readonly devices: DevicesService,
    private readonly organisations: OrganisationsService,
    private readonly ends: DataEnds,
    private readonly losses: LossQueries,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  /** Carries out an action of its own: `move`, `recycle`, `put_in_stock`… as listed in `allowed`. */
  @Act(ACTS_ON_DEVICES, {
    page: 'appareils/:code/actions/:verb',
    api: 'devices/:code/actions/:verb',
    takes: DeviceActionDto,
    asks: true,
  })
  act(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('verb') verb: string,
    @Query('motif') reason: string | undefined,
    @Query('de') from: string | undefined,
  ) {
    const action = buttonVerb(verb);
    const on = this.on(ctx, code);
    // What left the bench is no longer on it: the next one is.
    const to = () =>
      ctx.posted['de'] !== 'atelier' ? on.to() : action === 'back_to_bench' ? `/atelier/${code}` : '/atelier';
    return ctx.act({
      ...on,
      dto: DeviceActionDto,
      rules: (_, given) => this.devices.judge(action, given),
      done: doneAs(code, action, to() === '/atelier'),
      to,
      work: async (tx, form) => {
        const ending = LEAVES_FOR_GOOD.find((e) => e === action);
        if (ending) await this.ends.tell(tx, ctx.actor, on.ref, ending, form);
        await this.devices.act(tx, ctx.actor, action, on.ref, form);
      },
      page: async ({ problems, values }) => {
        const device = await this.queries.get(ctx.actor, on.ref);
        if (!problems && !device.allowed.includes(action))
          throw new RuleBroken('devices.not_now', { code: device.code, state: device.state, verb: action });
        if (!problems && action === 'correct') return <CorrectDevicePage device={device} />;
        const asked = { reason: typeof reason === 'string' ? reason : '', de: from === 'atelier' ? from : '' };
        return this.page(ctx, device, action, { problems, values: values ?? asked });
      },
    });
  }

  @Act(CORRECT, { page: 'appareils/:code/fiche', takes: CorrectDeviceDto })
  correctByForm(@Context() ctx: Ctx, @Param('code') code: string) {
    const on = this.on(ctx, code);
    let checked = '';
    return ctx.act({
      ...on,
      dto: CorrectDeviceDto,
      form: CorrectDeviceForm,
      done: () => ({ text: `Fiche corrigée.${checked && ` N’est plus à vérifier : ${checked}.`}` }),
      work: async (tx, { number, issuer, ...to }: CorrectDeviceForm) => {
        const { id, settled } = await this.devices.correct(tx, ctx.actor, on.ref, to);
        checked = checkWords(settled);
        if (number)
          await this.devices.addAlias(tx, id, issuer ?? ctx.identity?.organisationName ?? 'inventaire', number);
      },
    });
  }

  /** Corrects what was logged. */
  @Patch('api/v1/devices/:code')
  @Policy(CORRECT)
  @ApiBody({ type: CorrectDeviceDto })
  correct(@Context() ctx: Ctx, @Param('code') code: string) {
    return this.correctByForm(ctx, code);
  }

  /** Gives the device one more number it answers to. */
  @Post('api/v1/devices/:code/aliases')
  @Policy(CORRECT)
  alias(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: AliasDto) {
    return ctx.once({
      body,
      work: async (tx) => {
        const device = await this.devices.lockVisible(tx, ctx.actor, idOrCode(code));
        DEVICE_LIFECYCLE.mustMay(ctx.actor, 'correct', device);
        await this.devices.addAlias(tx, device.id, body.issuer, body.number);
        return device.id;
      },
      show: (id) => this.queries.whole(ctx.actor, id),
    });
  }

  /** A wrong scan took the device out: the same day, and if nothing else happened, it is what it was. */
  @Act(UNDO_EXIT, {
    page: 'appareils/:code/sortie-annulee',
    api: 'devices/:code/undo-exit',
    takes: ReasonDto,
    asks: true,
  })
  undoExit(@Context() ctx: Ctx, @Param('code') code: string) {
    const on = this.on(ctx, code);
    return ctx.act({
      ...on,
      dto: ReasonDto,
      done: 'Sortie annulée.',
      work: async (tx, { reason }) => {
        await this.devices.undoExit(tx, ctx.actor, on.ref, reason);
      },
      page: async (again) => <UndoExitPage device={await this.queries.get(ctx.actor, on.ref)} {...again} />,
    });
  }

  private on(ctx: Ctx, code: string) {
    const ref = idOrCode(code);
    return {
      ref,
      to: () => `/appareils/${ref}`,
      view: (id) => this.queries.whole(ctx.actor, id),
      page: async (again) => <CorrectDevicePage device={await this.queries.get(ctx.actor, ref)} {...again} />,
    } satisfies ActOn<WholeDevice>;
  }

  private async page(ctx: Ctx, device: DeviceView, verb: Verb, again: FormState) {
    const organisation = device.holderOrgId ?? (ctx.actor.kind === 'member' ? ctx.actor.organisationId : null);
    const ending = LEAVES_FOR_GOOD.find((e) => e === verb);
    const left = ending && (await this.ends.left(this.db.manager, device.id)) ? endOf(ending) : null;
    const [loss] = verb === 'report_lost' ? await this.losses.ofDevices([device.id]) : [];
    const places = organisation ? await this.organisations.places(organisation) : [];
    return <DeviceActionPage {...{ device, verb, places, left, loss }} {...again} />;
  }
}

/** What was done; where the page that follows is not the device's own, of which one. */
function doneAs(code: string, verb: Verb, elsewhere: boolean): FlashNotice {
  const text = `${DEVICE_LIFECYCLE.transition(verb).done}.`;
  return elsewhere ? { text, link: { href: `/appareils/${code}`, label: showAssetCode(code) } } : text;
}

function buttonVerb(verb: string): Verb {
  const known = DEVICE_LIFECYCLE.verbs.find((v) => v === verb && DEVICE_LIFECYCLE.transition(v).via === 'button');
  if (!known) throw new NotFound('action');
  return known;
}
