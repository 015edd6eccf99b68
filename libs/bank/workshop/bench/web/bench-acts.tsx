import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DeviceView } from '#bank/devices';
import { TicketQueries } from '#bank/faults';
import { byPassword, SignaturesService, type SignedAct } from '#bank/people';
import { type GateView, WorkshopQueries } from '#bank/workshop';
import type { ActOn, Ctx } from '#platform/http';
import { isMember, may, RuleBroken, WRITE } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { BenchPage } from './bench.page.js';

/** The step of one device at the bench, and what the acts on it have in common: a program is told what is proven and what lacks. */
@Injectable()
export class BenchActs {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly tickets: TicketQueries,
    private readonly signatures: SignaturesService,
  ) {}

  on(ctx: Ctx, device: DeviceView): ActOn<GateView> {
    return {
      ref: device.id,
      to: () => `/atelier/${device.code}`,
      view: () => this.queries.gate(ctx.actor, device.id),
      page: ({ problems = [], values = {} }) => this.page(ctx, device, problems, values),
    };
  }

  /** What an act is signed with is missed together with whatever else its form lacks. */
  signed(ctx: Ctx, act: SignedAct) {
    const { actor } = ctx;
    return {
      rules: async (tx: EntityManager, { password }: { password?: string | undefined }) => {
        if (isMember(actor)) await this.signatures.mustBeGiven(tx, actor, act, byPassword(password));
      },
    };
  }

  async page(ctx: Ctx, device: DeviceView, problems?: FieldProblem[], values?: Record<string, string>) {
    // Whose custody ended sees the past on the device's page; the bench is for whoever works on it now.
    if (device.custodyEnded) throw new RuleBroken('devices.not_yours', { code: device.code });
    const [gate, undo, help, repair] = await ctx.readTogether((on) =>
      Promise.all([
        this.queries.gate(ctx.actor, device.id, on),
        this.queries.undoable(ctx.actor, { deviceId: device.id, state: device.state }, on),
        this.queries.helpWanted(device.id, on),
        device.state === 'in_maintenance' ? this.tickets.beingRepaired(device.id, on) : null,
      ]),
    );
    const supervisor = may(ctx.actor, WRITE.benchHelp);
    const lot = device.state === 'in_transit' ? device.transferId : null;
    const mayReturn = device.allowed.includes('back_to_bench');
    const { toCheck } = device;
    return <BenchPage {...{ gate, lot, undo, help, repair, toCheck, supervisor, mayReturn, problems, values }} />;
  }
}
