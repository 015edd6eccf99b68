import type { Type } from '@nestjs/common';
import {
  AllocationModule,
  DeliveriesService,
  MatchingRunsService,
  ProposalsService,
  type ProposalView,
  QuotasService,
  RequestAnswersService,
  RequestQueries,
  RequestsService,
  ReservationsService,
} from '#bank/allocation';
import type { Category } from '#bank/devices';
import { ArrivalsService } from '#bank/logistics';
import { workOff } from '../servers/mail-server.js';
import { type Services, services } from '../servers/services.js';
import { type Ready, readyDevice } from './ready-device.js';

/** The CCAS of the demo asks, the bank answers: what several suites begin with, through the public services. */
export class Allocation {
  private constructor(readonly s: Services) {}

  /** A quota of 50 laptops, tablets and desktops for the CCAS, from this year on. */
  static async open(...others: Type[]): Promise<Allocation> {
    const allocation = new Allocation(await services(AllocationModule, ...others));
    for (const category of ['laptop', 'tablet', 'desktop']) await allocation.quota(category, 50);
    return allocation;
  }

  get<T>(type: new (...args: never[]) => T): T {
    return this.s.app.get(type);
  }

  get people() {
    return this.s.fixtures.people;
  }

  get structure() {
    return this.s.fixtures.organisations.structure;
  }

  quota(category: string, allowed: number): Promise<string> {
    const days = { startsOn: '2026-01-01', endsOn: '2099-12-31' };
    const input = { structureId: this.structure.id, category, ...days, allowed };
    return this.s.work(async (tx) => (await this.get(QuotasService).set(tx, this.people.leila, input)).id);
  }

  draft(
    lines: { category: string; quantity: number; needs: string[] }[],
    placeId: string = this.structure.place,
  ): Promise<string> {
    return this.s.work((tx) => this.get(RequestsService).draft(tx, this.people.ines, { placeId, lines }));
  }

  async submitted(
    category: string,
    quantity = 1,
    needs: string[] = ['video'],
    placeId: string = this.structure.place,
  ): Promise<string> {
    const id = await this.draft([{ category, quantity, needs }], placeId);
    await this.s.work((tx) => this.get(RequestsService).submit(tx, this.people.ines, id));
    return id;
  }

  async approved(category: string, quantity = 1, needs: string[] = ['video'], placeId?: string): Promise<string> {
    const id = await this.submitted(category, quantity, needs, placeId);
    await this.s.work((tx) => this.get(RequestAnswersService).approve(tx, this.people.leila, id));
    return id;
  }

  /** An approved request of which each has its device at the bank. */
  async reserved(category: Category, quantity = 1, placeId?: string): Promise<{ request: string; devices: string[] }> {
    const request = await this.approved(category, quantity, ['video'], placeId);
    const devices: string[] = [];
    for (const unit of await this.units(request)) {
      devices.push(await readyDevice(this.s.app, this.s.fixtures, { category }));
      await this.reserve(unit, devices.at(-1)!);
    }
    return { request, devices };
  }

  async units(requestId: string): Promise<string[]> {
    return (await this.get(RequestQueries).byId(this.people.ines, requestId)).unitList.map((u) => u.id);
  }

  /** What a run made now proposes. */
  async proposed(asked: { requestId?: string } = {}): Promise<readonly ProposalView[]> {
    await this.s.work((tx) => this.get(MatchingRunsService).ask(tx, this.people.leila));
    await workOff(this.s.app, 'matching');
    return (await this.get(ProposalsService).list(this.people.leila, asked)).items;
  }

  reserve(unitId: string, deviceId: string): Promise<string> {
    return this.s.work((tx) => this.get(ReservationsService).reserve(tx, this.people.leila, [{ unitId, deviceId }]));
  }

  /** A device reserved for the one unit of a new request, and on the structure's shelf. */
  async delivered(ready: Ready = {}): Promise<{ device: string; request: string; unit: string }> {
    const request = await this.approved(ready.category ?? 'laptop');
    const device = await readyDevice(this.s.app, this.s.fixtures, ready);
    const [unit = ''] = await this.units(request);
    await this.reserve(unit, device);
    await this.arrive([device]);
    return { device, request, unit };
  }

  /** Sends reserved devices and confirms all of them at the structure. Gives the transfer. */
  async arrive(deviceIds: readonly string[]): Promise<string> {
    const { leila, ines } = this.people;
    const { transferId } = await this.s.work((tx) => this.get(DeliveriesService).deliver(tx, leila, { deviceIds }));
    const rows: { code: string }[] = await this.s.db.query('SELECT code FROM devices.device WHERE id = ANY($1)', [
      deviceIds,
    ]);
    const arrivals = this.get(ArrivalsService);
    await this.s.work((tx) =>
      arrivals.confirm(
        tx,
        ines,
        transferId,
        rows.map((r) => r.code),
      ),
    );
    await this.s.work((tx) => arrivals.finish(tx, ines, transferId));
    return transferId;
  }

  async state(deviceId: string): Promise<string> {
    return (await this.s.db.query('SELECT state FROM devices.device WHERE id = $1', [deviceId]))[0].state;
  }

  async used(category: string): Promise<number> {
    return (await this.s.db.query('SELECT used FROM allocation.quota WHERE category = $1', [category]))[0].used;
  }
}
