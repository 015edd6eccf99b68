import type { EntityManager } from 'typeorm';
import { RequestAnswersService, RequestsService } from '#bank/allocation';
import { DEMO_PASSWORD, type OrganisationKey } from '#bank/demo';
import {
  DevicesService,
  DuplicatesService,
  InventoryService,
  type Reason,
  readInventory,
  type Verb,
} from '#bank/devices';
import { ArrivalsService, ReturnsService } from '#bank/logistics';
import { BenchService, ErasureService, MediaService } from '#bank/workshop';
import { sha256 } from '#platform/kernel';
import { answers, fixture, freshSerial, NVME, PASSWORD, SATA } from '../counting/bench.js';
import { countersign, endRemoved, takeOut } from '../machines/removed-deeds.js';
import type { Life } from '../planted/life.js';
import { crate, rightHandover } from '../planted/life-deeds.js';
import type { Row } from '../planted/life-row.js';
import { LEADS_ON } from '../things/device-states.js';

/** One step of a walk: what to do, on which device, and one more choice. */
export interface Step {
  readonly what: number;
  readonly which: number;
  readonly more: number;
}
type Deed = (walk: Walk, d: Row, more: number) => Promise<unknown>;

const ORGANISATIONS: readonly OrganisationKey[] = [
  'bank',
  'collection',
  'workshop',
  'structure',
  'otherStructure',
  'otherWorkshop',
];
const button =
  (verb: Verb, reason?: Reason): Deed =>
  ({ life }, d) =>
    life.act(d.id, verb, reason ? { reason } : {});

/** What people may try, whether it is possible now or not. */
const DEEDS = {
  carry: ({ life }, d, more) => life.carry(d.id, ORGANISATIONS[more % ORGANISATIONS.length]!),
  toTheWorkshop: ({ life }, d) => life.carry(d.id, 'workshop'),
  toTheStructure: ({ life }, d) => life.carry(d.id, 'structure'),
  toTheBank: ({ life }, d) => life.carry(d.id, 'bank'),
  send: ({ life }, d, more) => life.send([d.id], ORGANISATIONS[more % ORGANISATIONS.length]!),
  sendTogether: async (walk, d, more) => {
    const others = (await walk.rows()).filter((o) => o.holder_org_id === d.holder_org_id && o.id !== d.id);
    return walk.life.send([d.id, ...others.slice(0, 2).map((o) => o.id)], ORGANISATIONS[more % ORGANISATIONS.length]!);
  },
  crate: async (walk, d) => {
    const others = (await walk.rows()).filter((o) => o.holder_org_id === d.holder_org_id);
    return crate(
      walk.life,
      others.slice(0, 2).map((o) => o.id),
    );
  },
  receive: ({ life }, d) => life.receive(d.transfer_id ?? d.id, [d.code]),
  receiveSomethingElse: ({ life }, d) => life.receive(d.transfer_id ?? d.id, ['MAIRIE-77']),
  recall: (walk, d) => walk.asSender(d, (returns, tx, who, lot) => returns.recall(tx, who, lot)),
  callBack: (walk, d) => walk.asSender(d, (returns, tx, who, lot) => returns.callBack(tx, who, lot)),
  foundLate: async ({ life }, d) => {
    const [lot] = await life.s.db.query('SELECT to_org_id AS holder_org_id FROM logistics.transfer WHERE id = $1', [
      d.transfer_id,
    ]);
    await life.s.work((tx) =>
      life.get(ArrivalsService).confirmLate(tx, life.actorOf(lot ?? d), d.transfer_id ?? d.id, d.code),
    );
  },
  prove: ({ life }, d) => life.prove(d.id),
  proveAndStock: async ({ life }, d) => {
    await life.prove(d.id);
    await life.putInStock(d.id);
  },
  putInStock: ({ life }, d) => life.putInStock(d.id),
  stockByTheButton: button('put_in_stock'),
  testFails: ({ life }, d) =>
    life.s.work((tx) => {
      const sheet = { answers: answers('ok', { screen: 'ko' }), system: 'Linux Mint 22 Xfce', password: PASSWORD };
      return life.get(BenchService).test(tx, life.actorOf(d), d.id, sheet);
    }),
  undo: ({ life }, d) => life.s.work((tx) => life.get(BenchService).undo(tx, life.actorOf(d), d.id)),
  declareMedium: ({ life }, d) =>
    life.s.work((tx) =>
      life.get(MediaService).declare(tx, life.actorOf(d), d.id, { kind: 'ssd', serial: freshSerial('SSD-LIFE-00000') }),
    ),
  inventory: ({ life }, d) => {
    const file = fixture('glpi/laptop-two-disks.json', disksOf(d));
    return life.s.work(async (tx) => {
      await life.get(DevicesService).lockVisible(tx, life.actorOf(d), d.id);
      return life.get(InventoryService).attach(tx, life.actorOf(d), d.id, readInventory(file), sha256(file));
    });
  },
  eraseByLog: ({ life }, d) => {
    const bytes = fixture('nwipe/sata-and-nvme-erased.log', disksOf(d));
    return life.s.work((tx) =>
      life.get(ErasureService).receive(tx, life.actorOf(d), { bytes, filename: 'nwipe.log' }, d.id),
    );
  },
  takeOut: ({ life }, d) => takeOut(life, d),
  endRemoved: ({ life }, d, more) => endRemoved(life, d, more),
  countersign: ({ life }, d) => countersign(life, d),
  backToBench: button('back_to_bench', 'fault_found'),
  reserve: async ({ life }, d, more) => {
    const { unit } = await life.approved(more % 5 === 0 ? 'omar' : 'ines');
    return life.reserve(unit, d.id);
  },
  release: ({ life }, d) => life.release(d.id),
  cancelRequest: (walk, d) =>
    walk.onRequest(d, (request, tx) =>
      walk.life.get(RequestAnswersService).cancel(tx, walk.life.people.leila, request),
    ),
  refuseRequest: (walk, d) =>
    walk.onRequest(d, (request, tx) =>
      walk.life.get(RequestAnswersService).refuse(tx, walk.life.people.leila, request, { reason: 'no_stock' }),
    ),
  deliver: ({ life }, d) => life.deliver(d.id),
  deliverAndReceive: async ({ life }, d) => life.receive(await life.deliver(d.id), [d.code]),
  handOver: ({ life }, d) => life.handOver(d.id),
  takeBack: ({ life }, d, more) => life.takeBack(d.id, more % 5 === 0 ? 'omar' : 'ines'),
  wrongScan: ({ life }, d) =>
    life.s.work((tx) => life.get(DevicesService).undoExit(tx, life.actorOf(d), d.id, 'misread')),
  double: async (walk, d) => {
    const other = (await walk.rows()).find((o) => o.id !== d.id && o.holder_org_id === d.holder_org_id);
    // Two serials would say that they are two machines.
    await walk.life.s.work((tx) =>
      walk.life.get(DevicesService).correct(tx, walk.life.people.leila, d.id, { serial: null }),
    );
    return walk.double(d, other ?? d);
  },
  noDouble: async (walk, d) => {
    const double = (await walk.rows()).find((o) => o.state === 'withdrawn') ?? d;
    return walk.life.s.work((tx) =>
      walk.life.get(DuplicatesService).undo(tx, walk.life.people.leila, double.id, 'misread'),
    );
  },
  wrongDevice: ({ life }, d) => rightHandover(life, d.id, 'device'),
  wrongReference: ({ life }, d) => rightHandover(life, d.id, 'reference'),
  report: async (walk, d) => walk.tickets.set(d.id, await walk.life.ticket(d.id)),
  repair: async (walk, d) => walk.tickets.set(d.id, await walk.life.repair(d.id)),
  giveBack: (walk, d) => walk.onTicket(d, 'give_back', { solution: 'repaired', files: 'kept' }),
  solve: (walk, d) => walk.onTicket(d, 'solve', { solution: 'advice' }),
  swap: async (walk, d, more) => {
    const others = (await walk.rows()).filter((o) => o.id !== d.id);
    const other = others.find((o) => o.state === 'delivered') ?? others[more % Math.max(1, others.length)];
    return walk.onTicket(d, 'swap', { replacementDeviceId: other?.id, unsigned: 'by_phone', password: DEMO_PASSWORD });
  },
  recycle: button('recycle', 'beyond_repair'),
  recycleAtOnce: button('recycle', 'swollen_battery'),
  recycleWithoutAWord: ({ life }, d) =>
    life.s.work((tx) => life.get(DevicesService).act(tx, life.actorOf(d), 'recycle', d.id, { reason: 'too_old' })),
  dismantle: button('dismantle', 'parts_needed'),
  toTheDonor: button('return_to_donor', 'donor_asked'),
  lost: button('report_lost', 'not_found_on_shelf'),
  find: ({ life }, d) =>
    life.act(
      d.id,
      'find',
      { reason: 'found_again', placeId: life.s.fixtures.organisations.bank.place },
      life.people.leila,
    ),
  withdraw: ({ life }, d) => life.act(d.id, 'withdraw', { reason: 'wrong_entry' }),
  correct: ({ life }, d, more) =>
    life.s.work((tx) => life.get(DevicesService).correct(tx, life.people.leila, d.id, { model: `T${more % 7}` })),
  nothingAsked: ({ life }) =>
    life.s.work((tx) => life.get(RequestsService).draft(tx, life.people.ines, { placeId: '', lines: [] })),
} as const satisfies Record<string, Deed>;
type DeedName = keyof typeof DEEDS;
const ALL = Object.keys(DEEDS) as DeedName[];

/** The two disks that a device's inventory and its log both name, a different pair for every machine. */
const disksOf = (d: Row): Record<string, string> => ({
  [SATA]: `WD-${d.code}-A`,
  [NVME]: `S3-${d.code}-B`,
  PF3DEMO1: d.serial,
});

/** A few devices that things happen to. */
export class Walk {
  readonly ids: string[] = [];
  readonly tickets = new Map<string, string>();

  constructor(readonly life: Life) {}

  rows(): Promise<Row[]> {
    return this.life.s.db.query('SELECT * FROM devices.device WHERE id = ANY($1::uuid[]) ORDER BY id', [this.ids]);
  }

  /** What a step is, here and now. */
  async choose(step: Step): Promise<{ name: DeedName; run: () => Promise<unknown> }> {
    const rows = await this.rows();
    const alive = rows.filter((d) => d.state !== 'withdrawn');
    const d = (alive.length ? alive : rows)[step.which % (alive.length || rows.length)]!;
    const names: readonly DeedName[] = step.what % 4 === 0 ? ALL : LEADS_ON[d.state];
    const name = names[Math.floor(step.what / 4) % names.length]!;
    return { name, run: () => (DEEDS[name] as Deed)(this, d, step.more) };
  }

  async asSender(
    d: Row,
    work: (returns: ReturnsService, tx: EntityManager, who: ReturnType<Life['actorOf']>, lot: string) => Promise<void>,
  ): Promise<void> {
    await this.life.s.work((tx) =>
      work(this.life.get(ReturnsService), tx, this.life.actorOf(d), d.transfer_id ?? d.id),
    );
  }

  async onRequest(d: Row, work: (request: string, tx: EntityManager) => Promise<void>): Promise<void> {
    const [row] = await this.life.s.db.query(
      `SELECT u.request_id FROM allocation.reservation v JOIN allocation.request_unit u ON u.id = v.unit_id
       WHERE v.device_id = $1 ORDER BY v.id DESC LIMIT 1`,
      [d.id],
    );
    await this.life.s.work((tx) => work(row?.request_id ?? d.id, tx));
  }

  double(d: Row, other: Row): Promise<unknown> {
    const { life } = this;
    return life.s.work((tx) => life.get(DuplicatesService).merge(tx, life.people.leila, d.id, other.code, 'misread'));
  }

  onTicket(d: Row, verb: Parameters<Life['onTicket']>[1], input: object): Promise<unknown> {
    return this.life.onTicket(this.tickets.get(d.id) ?? d.id, verb, input);
  }
}
