import type { Type } from '@nestjs/common';
import {
  AllocationModule,
  BeneficiariesService,
  DeliveriesService,
  HandoversService,
  QuotasService,
  RequestAnswersService,
  RequestsService,
  ReservationsService,
  typedSignature,
} from '#bank/allocation';
import type { OrganisationKey } from '#bank/demo';
import {
  type Category,
  type DeclaredState,
  DevicesService,
  LEAVES_FOR_GOOD,
  type Reason,
  type Verb,
} from '#bank/devices';
import { FaultsModule, FaultsService, TicketsService } from '#bank/faults';
import { DepositsService, DonationsService, IntakeModule, LoggingService } from '#bank/intake';
import { ArrivalsService, TransfersService } from '#bank/logistics';
import { BenchService, DataEnds, MediaService, WorkshopModule } from '#bank/workshop';
import type { Member } from '#platform/kernel';
import { answers, freshSerial, PASSWORD } from '../counting/bench.js';
import { type Services, services } from '../servers/services.js';
import { declaredDevice } from '../things/declared-device.js';
import { ACTS, DECIDED, type Row } from './life-row.js';

/** What happens to devices in their lives, each thing through the public services of its library, in a transaction of its own. */
export class Life {
  private constructor(readonly s: Services) {}

  /** In an application that is open, whose people are the demo's. */
  static in(s: Services): Life {
    return new Life(s);
  }

  static async open(...also: Type[]): Promise<Life> {
    const life = new Life(await services(IntakeModule, WorkshopModule, AllocationModule, FaultsModule, ...also));
    const period = { startsOn: '2020-01-01', endsOn: '2099-12-31', category: 'laptop' };
    for (const organisation of ['structure', 'otherStructure'] as const) {
      const quota = {
        structureId: life.organisation(organisation),
        allowed: organisation === 'structure' ? 500 : 3,
        ...period,
      };
      await life.s.work((tx) => life.get(QuotasService).set(tx, life.people.leila, quota));
    }
    return life;
  }

  get<T>(type: new (...args: never[]) => T): T {
    return this.s.app.get(type);
  }

  get people() {
    return this.s.fixtures.people;
  }

  organisation = (organisation: OrganisationKey): string => this.s.fixtures.organisations[organisation].id;

  async row(id: string): Promise<Row> {
    const [row] = await this.s.db.query('SELECT * FROM devices.device WHERE id = $1', [id]);
    return row;
  }

  /** Somebody of the organisation that holds the device; the structure's agent when a person has it. */
  actorOf(row: Pick<Row, 'holder_org_id'> | undefined): Member {
    const organisations = Object.entries(this.s.fixtures.organisations) as [OrganisationKey, { id: string }][];
    const organisation = organisations.find(([, h]) => h.id === row?.holder_org_id)?.[0] ?? 'structure';
    return this.people[ACTS[organisation] ?? 'leila'];
  }

  /** A device logged at the collection point, in a transaction of its own or in one that `work` has open. Gives its id. */
  async log(category: Category = 'laptop', work: Services['work'] = this.s.work): Promise<string> {
    const { collection } = this.s.fixtures.organisations;
    const device = { category, make: 'Lenovo', model: 'ThinkPad L480', serial: freshSerial('PF3-LIFE-00000') };
    const [id] = await work((tx) =>
      this.get(DevicesService).log(tx, this.people.aude, [device], {
        location: { place: collection.place },
        holder: { organisation: collection.id },
      }),
    );
    return id!;
  }

  /** A donation of a public body that has arrived at the collection point. Gives its id. */
  donation(name: string): Promise<string> {
    const placeId = this.s.fixtures.organisations.collection.place;
    const donor = { kind: 'public_body' as const, name };
    return this.s.work(async (tx) => {
      const id = await this.get(DonationsService).create(tx, this.people.aude, { donor, placeId, arrival: 'received' });
      await this.get(DepositsService).decide(tx, this.people.aude, id, DECIDED);
      return id;
    });
  }

  /** A device logged at the desk on a donation. Gives its id. */
  logOn(donationId: string, over: object): Promise<string> {
    const device = { category: 'laptop', condition: 'works', ...over } as const;
    return this.s.work((tx) => this.get(LoggingService).log(tx, this.people.aude, donationId, device));
  }

  /** A device that another tool knew. */
  declare(state: DeclaredState): Promise<string> {
    return declaredDevice(this.s, state);
  }

  async act(id: string, verb: Verb, input: { reason?: Reason; placeId?: string } = {}, who?: Member): Promise<void> {
    await this.s.work(async (tx) => {
      const by = who ?? this.actorOf(await this.row(id));
      const ending = LEAVES_FOR_GOOD.find((e) => e === verb);
      // As the page does: what becomes of data that nothing proves gone is signed.
      if (ending) await this.get(DataEnds).tell(tx, by, id, ending, { ...input, password: PASSWORD });
      await this.get(DevicesService).act(tx, by, verb, id, input);
    });
  }

  /** A lot that is on the road. Gives its id. */
  async send(ids: readonly string[], to: OrganisationKey): Promise<string> {
    const id = await this.prepare(ids, to);
    const who = this.actorOf(await this.row(ids[0]!));
    await this.s.work((tx) => this.get(TransfersService).send(tx, who, id));
    return id;
  }

  /** A lot that still stands where it is packed. Gives its id. */
  async prepare(ids: readonly string[], to: OrganisationKey): Promise<string> {
    const who = this.actorOf(await this.row(ids[0]!));
    return this.s.work(async (tx) => {
      const id = await this.get(TransfersService).prepare(tx, who, { toOrganisationId: this.organisation(to) });
      await this.get(TransfersService).addDevices(tx, who, id, ids);
      return id;
    });
  }

  /** The receiver confirms these codes and finishes. */
  async receive(lot: string, codes: readonly string[]): Promise<void> {
    const [t] = await this.s.db.query('SELECT to_org_id AS holder_org_id FROM logistics.transfer WHERE id = $1', [lot]);
    const who = this.actorOf(t);
    await this.s.work((tx) => this.get(ArrivalsService).confirm(tx, who, lot, codes));
    await this.s.work((tx) => this.get(ArrivalsService).finish(tx, who, lot));
  }

  async carry(id: string, to: OrganisationKey): Promise<void> {
    const { code } = await this.row(id);
    await this.receive(await this.send([id], to), [code]);
  }

  /** Everything the gate asks: media known and gone, a passed test, a grade; by whoever works where the device is. */
  async prove(id: string): Promise<void> {
    const { s } = this;
    const who = this.actorOf(await this.row(id));
    const media: { id: string; gone: boolean }[] = await s.db.query(
      `SELECT m.id, EXISTS (SELECT 1 FROM refurbishment.evidence e WHERE e.medium_id = m.id AND e.kind = 'destroyed') AS gone
       FROM devices.medium m WHERE m.device_id = $1`,
      [id],
    );
    const sheet = { answers: answers('ok'), system: 'Linux Mint 22 Xfce', password: PASSWORD };
    await s.work((tx) => this.get(BenchService).test(tx, who, id, sheet));
    // After the sheet, which says that a system is installed: somebody who looked knows that it starts from the network.
    await s.work(async (tx) => {
      await this.get(MediaService).state(tx, who, id, media.length ? 'complete_list' : 'no_medium', PASSWORD);
      for (const m of media) if (!m.gone) await this.get(MediaService).gone(tx, who, id, m.id, 'destroyed', PASSWORD);
    });
    await s.work((tx) => this.get(BenchService).grade(tx, who, id, 'B'));
  }

  async putInStock(id: string): Promise<void> {
    const who = this.actorOf(await this.row(id));
    await this.s.work((tx) => this.get(BenchService).putInStock(tx, who, id));
  }

  /** A unit of an approved request. */
  async approved(who: 'ines' | 'omar' = 'ines'): Promise<{ request: string; unit: string }> {
    const { s } = this;
    const placeId = s.fixtures.organisations[who === 'ines' ? 'structure' : 'otherStructure'].place;
    const lines = [{ category: 'laptop', quantity: 1, needs: [] }];
    const request = await s.work((tx) => this.get(RequestsService).draft(tx, this.people[who], { placeId, lines }));
    await s.work((tx) => this.get(RequestsService).submit(tx, this.people[who], request));
    await s.work((tx) => this.get(RequestAnswersService).approve(tx, this.people.leila, request));
    const [{ id: unit }] = await s.db.query('SELECT id FROM allocation.request_unit WHERE request_id = $1', [request]);
    return { request, unit };
  }

  reserve(unitId: string, deviceId: string): Promise<string> {
    return this.s.work((tx) => this.get(ReservationsService).reserve(tx, this.people.leila, [{ unitId, deviceId }]));
  }

  async release(id: string): Promise<void> {
    const [live] = await this.s.db.query(
      'SELECT id FROM allocation.reservation WHERE device_id = $1 AND ended_at IS NULL',
      [id],
    );
    await this.s.work((tx) => this.get(ReservationsService).release(tx, this.people.leila, live?.id ?? id));
  }

  async deliver(id: string): Promise<string> {
    const sent = await this.s.work((tx) =>
      this.get(DeliveriesService).deliver(tx, this.people.leila, { deviceIds: [id] }),
    );
    return sent.transferId;
  }

  async handOver(id: string, beneficiaryId?: string): Promise<void> {
    const who = this.actorOf(await this.row(id));
    const person = beneficiaryId ?? (await this.s.work((tx) => this.get(BeneficiariesService).create(tx, who, {})));
    const input = {
      deviceId: id,
      beneficiaryId: person,
      mode: 'gift',
      signature: typedSignature('Je confirme'),
      password: PASSWORD,
    } as const;
    await this.s.work((tx) => this.get(HandoversService).handOver(tx, who, input));
  }

  takeBack(id: string, who: 'ines' | 'omar' = 'ines'): Promise<void> {
    const { place } = this.s.fixtures.organisations[who === 'ines' ? 'structure' : 'otherStructure'];
    return this.s.work((tx) => this.get(HandoversService).takeBack(tx, this.people[who], id, place));
  }

  /** A ticket that the structure has taken. Gives its id. */
  async ticket(id: string): Promise<string> {
    const { code } = await this.row(id);
    const report = { label: code, problem: 'screen', countedBy: null } as const;
    const ticket = await this.s.work((tx) =>
      this.get(FaultsService).report(tx, { kind: 'stranger', channel: 'page' }, report),
    );
    await this.onTicket(ticket, 'take');
    return ticket;
  }

  onTicket(ticket: string, verb: Parameters<TicketsService['act']>[2], input: object = {}): Promise<string> {
    return this.s.work((tx) => this.get(TicketsService).act(tx, this.people.ines, verb, ticket, input));
  }

  async repair(id: string): Promise<string> {
    const ticket = await this.ticket(id);
    await this.onTicket(ticket, 'take_in', { placeId: this.s.fixtures.organisations.structure.place });
    return ticket;
  }
}
