import type { EntityManager } from 'typeorm';
import {
  BeneficiariesService,
  DeliveriesService,
  drawnSignature,
  HandoversService,
  QuotasService,
  RequestAnswersService,
  RequestQueries,
  RequestsService,
  ReservationsService,
} from '#bank/allocation';
import { type Category, showAssetCode } from '#bank/devices';
import { FaultsService, TicketsService } from '#bank/faults';
import { DepositsService, DonationQueries, DonationsService, LoggingService } from '#bank/intake';
import { ArrivalsService, TransfersService } from '#bank/logistics';
import { bankDay, OrganisationsService, type SignedAct, UsersService } from '#bank/people';
import { BenchService, MediaService } from '#bank/workshop';
import { type Member, newId } from '#platform/kernel';
import { addMember, addOrganisation, DEMO_PASSWORD, demoFile, type PlacedOrganisation } from '../fixtures.js';
import type { Machine } from '../machines.js';
import type { Seeding } from '../seeding.js';
import { allGood } from '../steps/04-bench.js';
import { DONORS, FORMER_STRUCTURES, type GiftCategory, ROUNDS, type Round, type StructureKey } from './rounds.js';

interface Receiver {
  readonly at: PlacedOrganisation;
  readonly agent: Member;
  readonly communeCode: string;
}
type Receivers = Readonly<Record<StructureKey, Receiver>>;

interface LoggedMachine extends Machine {
  readonly category: Category;
}

const MODELS = {
  laptop: ['LENOVO', 'ThinkPad L390'],
  desktop: ['Dell', 'OptiPlex 3050'],
  tablet: ['Samsung', 'Galaxy Tab A7'],
} as const;
const GRADES = ['A', 'B', 'B', 'C'] as const;
const PEOPLE = [
  { ageBand: 'soixante_dix_plus', situation: 'retraite' },
  { ageBand: 'vingt_cinq_trente_neuf', situation: 'sans_emploi' },
  { ageBand: 'dix_huit_vingt_quatre', situation: 'scolarise' },
  { ageBand: 'quarante_cinquante_neuf', situation: 'en_emploi' },
  { ageBand: 'soixante_soixante_neuf', situation: 'retraite' },
  { ageBand: 'vingt_cinq_trente_neuf', situation: 'en_emploi' },
  { ageBand: 'non_communique', situation: 'non_communique' },
] as const;
const FAULTS = [
  ['no_power', 'charger'],
  ['internet', 'settings'],
  ['other', 'advice'],
] as const;

/** What went through the bank in the months before the devices that the demo follows: gifts, workshops, requests, people, faults. */
export async function past(t: Seeding): Promise<void> {
  const receivers = await t.does((tx) => receiversOf(t, tx));
  const donors = new Map<string, string>();
  let latest: { readonly agent: Member; readonly machine: Machine } | undefined;
  for (const [n, round] of ROUNDS.entries()) {
    const [giftOn, readyOn, handedOverOn] = round.days;
    const receiver = receivers[round.structure];
    await t.calendar.goTo(giftOn);
    const machines = await give(t, round, n, donors);
    const request = await ask(t, round, receiver);
    await t.calendar.goTo(readyOn);
    const finished = await workOn(t, round, machines);
    const solve = latest && (await fault(t, latest.agent, latest.machine, n));
    await t.calendar.goTo(handedOverOn);
    await approve(t, round, receiver, request);
    await handOut(t, receiver, request, finished, n);
    await solve?.();
    latest = { agent: receiver.agent, machine: finished[0]! };
  }
}

async function receiversOf(t: Seeding, tx: EntityManager): Promise<Receivers> {
  const receivers: Record<string, Receiver> = {
    structure: { at: t.organisations.structure, agent: t.people.ines, communeCode: '92007' },
    otherStructure: { at: t.organisations.otherStructure, agent: t.people.omar, communeCode: '92050' },
  };
  for (const [key, { agent, communeCode, ...structure }] of Object.entries(FORMER_STRUCTURES)) {
    const at = await addOrganisation(tx, t.get(OrganisationsService), structure);
    const roles = ['structure_manager', 'structure_agent'] as const;
    const member = await addMember(tx, t.get(UsersService), { ...agent, roles }, at, structure.kind);
    receivers[key] = { at, agent: member, communeCode };
  }
  return receivers as Receivers;
}

const listed = (devices: Round['devices']) =>
  Object.entries(devices).map(([category, quantity]) => ({ category: category as GiftCategory, quantity }));

const wanted = ({ devices, recycled }: Round) =>
  listed(devices)
    .map((line, i, { length }) => ({ ...line, quantity: line.quantity - (i === length - 1 ? recycled : 0) }))
    .filter((line) => line.quantity > 0);

async function give(
  t: Seeding,
  { donor, devices, workshop }: Round,
  n: number,
  known: Map<string, string>,
): Promise<LoggedMachine[]> {
  const { aude, moussa, elise } = t.people;
  const donations = t.get(DonationsService);
  const expected = listed(devices);
  const whose = known.has(donor) ? { donorId: known.get(donor)! } : { donor: DONORS[donor] };
  const placeId = t.organisations.collection.place;
  const id = await t.does((tx) => donations.create(tx, aude, { ...whose, placeId, arrival: 'received', expected }));
  if (DONORS[donor].kind === 'public_body') {
    const on = await t.does((tx) => bankDay(tx));
    const decided = {
      kind: 'decision',
      assembly: 'conseil d’administration',
      number: `${n + 1}-${on.slice(0, 4)}`,
      on,
    };
    await t.does((tx) => t.get(DepositsService).decide(tx, aude, id, decided));
  }
  await t.does(async (tx) => {
    for (const { category, quantity } of expected) {
      const [make, model] = MODELS[category];
      for (let i = 1; i <= quantity; i++) {
        const serial = `DEMO${String(n + 1).padStart(2, '0')}${category.slice(0, 1).toUpperCase()}${i}`;
        const device = { category, make, model, serial, condition: i % 4 ? ('works' as const) : ('worn' as const) };
        await t.get(LoggingService).log(tx, aude, id, device);
      }
    }
    await donations.close(tx, aude, id);
  });
  const { items } = await t.get(DonationQueries).devices(aude, id);
  // Laptops first, as they were logged: the last are those beyond repair.
  const order = expected.map((line) => line.category as string);
  const found = [...items].sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category));
  if (!known.has(donor)) known.set(donor, (await t.get(DonationQueries).byId(aude, id)).donorId);
  await travel(t, aude, workshop === 'workshop' ? moussa : elise, t.organisations[workshop].id, found);
  return found;
}

async function travel(
  t: Seeding,
  from: Member,
  to: Member,
  toOrganisationId: string,
  devices: readonly Machine[],
): Promise<void> {
  const transfers = t.get(TransfersService);
  const lot = await t.does(async (tx) => {
    const id = await transfers.prepare(tx, from, { toOrganisationId });
    await transfers.addDevices(
      tx,
      from,
      id,
      devices.map((d) => d.id),
    );
    await transfers.send(tx, from, id);
    return id;
  });
  await arrive(t, to, lot, devices);
}

async function arrive(t: Seeding, who: Member, lot: string, devices: readonly Machine[]): Promise<void> {
  const codes = devices.map((d) => d.code);
  await t.does(async (tx) => {
    await t.get(ArrivalsService).confirm(tx, who, lot, codes);
    await t.get(ArrivalsService).finish(tx, who, lot);
  });
}

async function ask(t: Seeding, round: Round, { at, agent }: Receiver): Promise<string> {
  const lines = wanted(round).map((line) => ({ ...line, needs: ['procedures'] }));
  const id = await t.does((tx) =>
    t.get(RequestsService).draft(tx, agent, { placeId: at.place, urgency: 'normal', lines }),
  );
  await t.does((tx) => t.get(RequestsService).submit(tx, agent, id));
  return id;
}

async function workOn(
  t: Seeding,
  { workshop, recycled }: Round,
  all: readonly LoggedMachine[],
): Promise<readonly LoggedMachine[]> {
  const { karim, moussa, elise, leila } = t.people;
  const supervisor = workshop === 'workshop' ? moussa : elise;
  const { as: technician, password } = signsOnce(workshop === 'workshop' ? karim : elise);
  const bench = t.get(BenchService);
  const media = t.get(MediaService);
  const finished = all.slice(0, all.length - recycled);
  const of = (category: GiftCategory) => finished.filter((d) => d.category === category);
  await t.does(async (tx) => {
    for (const { id } of of('tablet')) {
      const medium = await media.declare(tx, technician, id, { kind: 'emmc' });
      await media.state(tx, technician, id, 'complete_list', password('media_list'));
      await media.gone(tx, technician, id, medium, 'factory_reset', password('media_gone'));
    }
    for (const { id, category } of finished) {
      const system = category === 'tablet' ? 'Android' : 'Linux Mint 22 Xfce';
      await bench.test(tx, technician, id, { answers: allGood(category), system, password: password('test_sheet') });
    }
  });
  await t.does(async (tx) => {
    // Their donor had taken the disks out.
    for (const category of ['laptop', 'desktop'] as const) {
      const codes = of(category).map((d) => d.code);
      if (codes.length) await media.statePile(tx, technician, codes, 'no_medium', password('media_list'));
    }
    for (const [i, { id }] of finished.entries()) await bench.grade(tx, technician, id, GRADES[i % GRADES.length]!);
  });
  await t.does(async (tx) => {
    for (const { id } of finished) await bench.putInStock(tx, technician, id);
  });
  for (const machine of all.slice(finished.length))
    await t.does((tx) => t.act(tx, supervisor, 'recycle', machine, 'beyond_repair'));
  await travel(t, supervisor, leila, t.organisations.bank.id, finished);
  return finished;
}

async function approve(t: Seeding, round: Round, { at }: Receiver, request: string): Promise<void> {
  const { leila } = t.people;
  const { startsOn, endsOn } = await t.get(QuotasService).period();
  for (const { category } of wanted(round)) {
    const quota = { structureId: at.id, category, startsOn, endsOn, allowed: 20 };
    await t.does((tx) => t.get(QuotasService).set(tx, leila, quota));
  }
  await t.does((tx) => t.get(RequestAnswersService).approve(tx, leila, request));
}

async function handOut(
  t: Seeding,
  { agent, communeCode }: Receiver,
  request: string,
  devices: readonly LoggedMachine[],
  n: number,
): Promise<void> {
  const { leila } = t.people;
  const { unitList } = await t.get(RequestQueries).byId(agent, request);
  const units = unitList.map((u) => ({ ...u }));
  const pairs = devices.map(({ id, category }) => {
    const [unit] = units.splice(
      units.findIndex((u) => u.category === category),
      1,
    );
    return { unitId: unit!.id, deviceId: id };
  });
  await t.does((tx) => t.get(ReservationsService).reserve(tx, leila, pairs));
  const deviceIds = devices.map((d) => d.id);
  const { transferId } = await t.does((tx) => t.get(DeliveriesService).deliver(tx, leila, { deviceIds }));
  await arrive(t, agent, transferId, devices);
  const signature = drawnSignature(`data:image/png;base64,${demoFile('signature.png').toString('base64')}`);
  const signer = signsOnce(agent);
  for (const [i, { id: deviceId }] of devices.entries())
    await t.does(async (tx) => {
      const person = { ...PEOPLE[(n + i) % PEOPLE.length]!, communeCode };
      const beneficiaryId = await t.get(BeneficiariesService).create(tx, agent, person);
      const paper = {
        deviceId,
        beneficiaryId,
        identity: null,
        mode: 'gift',
        accessories: ['charger'],
        signature,
      } as const;
      await t.get(HandoversService).handOver(tx, signer.as, { ...paper, password: signer.password('hand_over') });
    });
}

async function fault(t: Seeding, agent: Member, machine: Machine, n: number): Promise<() => Promise<void>> {
  const [problem, solution] = FAULTS[n % FAULTS.length]!;
  const report = { label: showAssetCode(machine.code), countedBy: null, problem };
  const ticket = await t.does((tx) => t.get(FaultsService).report(tx, { kind: 'stranger', channel: 'page' }, report));
  await t.does((tx) => t.get(TicketsService).take(tx, agent, ticket));
  return () => t.does((tx) => t.get(TicketsService).solve(tx, agent, ticket, solution));
}

/** Somebody at one page, who gives their password once for all that they sign of a kind within ten minutes. */
function signsOnce(member: Member): { as: Member; password: (act: SignedAct) => string | undefined } {
  const confirmed = new Set<SignedAct>();
  const password = (act: SignedAct): string | undefined => {
    if (confirmed.has(act)) return undefined;
    confirmed.add(act);
    return DEMO_PASSWORD;
  };
  return { as: { ...member, session: newId() }, password };
}
