import { Param } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView } from '#bank/devices';
import { Act, type ActOn, ApiController, Context, Ctx, json, Read } from '#platform/http';
import { READ, RuleBroken } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { AppointmentsService } from '../appointments.service.js';
import { AppointmentPage, keptWords, MissedPage } from './appointment.pages.js';
import { AppointmentDto } from './appointments.dto.js';

const HAND_OVER = DEVICE_LIFECYCLE.right('hand_over');

/** Who comes to a structure's desk, when, for which device. */
@ApiController('handovers')
export class AppointmentsController {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly devices: DeviceQueries,
  ) {}

  /** Appointments at the structure's desk: those past that nobody ended, today's and tomorrow's, in their order. */
  @Read(READ.beneficiaries, { api: 'appointments' })
  async soon(@Context() ctx: Ctx) {
    return json(200, { items: await this.appointments.soon(ctx.actor) });
  }

  /** Sets when somebody comes to fetch a device that lies at the structure's desk, or moves it. */
  @Act(HAND_OVER, {
    page: 'appareils/:code/rendez-vous',
    api: 'devices/:code/appointment',
    takes: AppointmentDto,
    asks: true,
  })
  async set(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.on(ctx, device),
      dto: AppointmentDto,
      done: 'Rendez-vous enregistré.',
      rules: (tx, given) => this.appointments.judge(tx, given),
      work: (tx, when) => this.appointments.set(tx, ctx.actor, device.id, when),
    });
  }

  /** Takes an appointment back. */
  @Act(HAND_OVER, { page: 'appareils/:code/rendez-vous/annulation', api: 'devices/:code/appointment/cancel' })
  async cancel(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.on(ctx, device),
      done: 'Rendez-vous annulé.',
      work: (tx) => this.appointments.cancel(tx, ctx.actor, device.id),
    });
  }

  /** Nobody came to an appointment that is past: the device is kept some days more, after a second absence no longer. */
  @Act(HAND_OVER, {
    page: 'appareils/:code/rendez-vous/absence',
    api: 'devices/:code/appointment/missed',
    asks: true,
  })
  async miss(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.on(ctx, device),
      to: () => '/',
      done: async () => keptWords(await this.appointments.ofDevice(ctx.actor, device.id)),
      work: (tx) => this.appointments.miss(tx, ctx.actor, device.id),
      page: async (again) => {
        this.mustHandOver(device, again);
        const appointment = await this.appointments.ofDevice(ctx.actor, device.id);
        if (!appointment?.past && !again.problems) throw new RuleBroken('allocation.appointment_not_past');
        return <MissedPage {...{ device, appointment }} {...again} />;
      },
    });
  }

  /** Takes back that nobody came. */
  @Act(HAND_OVER, {
    page: 'appareils/:code/rendez-vous/absence/annulation',
    api: 'devices/:code/appointment/missed/undo',
  })
  async undoMiss(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.on(ctx, device),
      to: () => `/appareils/${device.code}/rendez-vous/absence`,
      done: 'Absence annulée.',
      work: (tx) => this.appointments.undoMiss(tx, ctx.actor, device.id),
    });
  }

  private on(ctx: Ctx, device: DeviceView) {
    return {
      ref: device.id,
      to: () => '/remises',
      view: async () => ({ appointment: await this.appointments.ofDevice(ctx.actor, device.id) }),
      page: (again) => this.page(ctx, device, again),
    } satisfies ActOn<object>;
  }

  private mustHandOver(device: DeviceView, again: FormState): void {
    if (!again.problems && !device.allowed.includes('hand_over'))
      throw new RuleBroken('devices.not_now', { code: device.code, state: device.state, verb: 'hand_over' });
  }

  private async page(ctx: Ctx, device: DeviceView, again: FormState) {
    this.mustHandOver(device, again);
    const appointment = await this.appointments.ofDevice(ctx.actor, device.id);
    return <AppointmentPage {...{ device, appointment }} {...again} />;
  }
}
