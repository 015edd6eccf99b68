import { BeneficiariesService, RequestAnswersService, RequestsService } from '#bank/allocation';
import { BulkService, type BulkState } from '#bank/bulk';
import type { State } from '#bank/devices';
import { FaultsService, type TicketState } from '#bank/faults';
import { type IncidentInput, type IncidentState, IncidentsService } from '#bank/incidents';
import { CollectionsService, type DonationState, DonationsService } from '#bank/intake';
import { ReturnsService, type TransferState, TransfersService } from '#bank/logistics';
import { type SimStatus, SimsService, SupplierLists } from '#bank/sims';
import type { RemovedState } from '#bank/workshop';
import { newId } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import type { RequestState } from '../../../libs/bank/allocation/requests/request.lifecycle.js';
import { PASSWORD } from '../counting/bench.js';
import { type Machine, removedMediaDesk } from '../machines/removed-media-desk.js';
import type { Life } from '../planted/life.js';
import { bankToday } from '../servers/bank-day.js';
import { bring, iccid } from '../sheets/sim-lists.js';
import { BRING_TO } from '../things/device-states.js';

/** How a new thing comes to a state, as in life; gives what its page's address names. */
type ComesTo<States extends string> = Readonly<Record<States, (life: Life) => Promise<string>>>;

const codeOf = async (life: Life, id: string): Promise<string> => (await life.row(id)).code;
const only = async (life: Life, sql: string, ...values: string[]): Promise<string> =>
  Object.values((await life.s.db.query(`${sql} LIMIT 1`, values))[0])[0] as string;
async function after<T>(thing: T, ...acts: ((thing: T) => Promise<unknown>)[]): Promise<T> {
  for (const act of acts) await act(thing);
  return thing;
}

export const DEVICES = Object.fromEntries(
  Object.entries(BRING_TO).map(([state, bring]) => [state, async (life: Life) => codeOf(life, await bring(life))]),
) as ComesTo<State>;

const COLLECTION = {
  on: '2040-01-15',
  mode: 'pickup',
  from: '9h30',
  to: '12',
  address: '3, rue de la Paix',
  commune: '92150 Suresnes',
} as const;
const promised = (life: Life): Promise<string> =>
  life.s.work((tx) =>
    life.get(DonationsService).create(tx, life.people.aude, {
      donor: { kind: 'public_body', name: 'Ville de Chaville' },
      placeId: life.s.fixtures.organisations.collection.place,
      arrival: 'promised',
    }),
  );
const onDonation =
  (
    life: Life,
    act: (of: DonationsService, tx: Parameters<DonationsService['close']>[0], id: string) => Promise<void>,
  ) =>
  (id: string): Promise<void> =>
    life.s.work((tx) => act(life.get(DonationsService), tx, id));

export const DONATIONS: ComesTo<DonationState> = {
  promised,
  planned: async (life) =>
    after(await promised(life), (id) =>
      life.s.work((tx) => life.get(CollectionsService).plan(tx, life.people.aude, id, COLLECTION)),
    ),
  received: async (life) => after(await life.donation('Ville de Vanves'), (id) => life.logOn(id, {})),
  closed: async (life) =>
    after(
      await DONATIONS.received(life),
      onDonation(life, (of, tx, id) => of.close(tx, life.people.aude, id)),
    ),
  cancelled: async (life) =>
    after(
      await promised(life),
      onDonation(life, (of, tx, id) => of.cancel(tx, life.people.aude, id, 'donor_withdrew')),
    ),
};

const draft = (life: Life): Promise<string> =>
  life.s.work((tx) =>
    life.get(RequestsService).draft(tx, life.people.ines, {
      placeId: life.s.fixtures.organisations.structure.place,
      lines: [{ category: 'laptop', quantity: 2, needs: [] }],
    }),
  );
const answering =
  (
    life: Life,
    act: (
      of: RequestAnswersService,
      tx: Parameters<RequestAnswersService['cancel']>[0],
      id: string,
    ) => Promise<unknown>,
  ) =>
  (id: string): Promise<unknown> =>
    life.s.work((tx) => act(life.get(RequestAnswersService), tx, id));

/** How a request still expires nobody makes happen here: those of before show the state. */
export const REQUESTS: ComesTo<Exclude<RequestState, 'expired'>> = {
  draft,
  submitted: async (life) =>
    after(await draft(life), (id) => life.s.work((tx) => life.get(RequestsService).submit(tx, life.people.ines, id))),
  approved: async (life) =>
    after(
      await REQUESTS.submitted(life),
      answering(life, (of, tx, id) => of.approve(tx, life.people.leila, id)),
    ),
  refused: async (life) =>
    after(
      await REQUESTS.submitted(life),
      answering(life, (of, tx, id) => of.refuse(tx, life.people.leila, id, { reason: 'out_of_scope' })),
    ),
  cancelled: async (life) =>
    after(
      await REQUESTS.submitted(life),
      answering(life, (of, tx, id) => of.cancel(tx, life.people.leila, id)),
    ),
  fulfilled: async (life) => {
    const id = await BRING_TO.handed_over(life);
    return only(
      life,
      `SELECT u.request_id FROM allocation.reservation v JOIN allocation.request_unit u ON u.id = v.unit_id WHERE v.device_id = $1 ORDER BY v.id DESC`,
      id,
    );
  },
};

const packed = async (life: Life): Promise<string> => life.prepare([await life.log(), await life.log()], 'workshop');
export const TRANSFERS: ComesTo<TransferState> = {
  preparing: packed,
  sent: async (life) =>
    after(await packed(life), (id) => life.s.work((tx) => life.get(TransfersService).send(tx, life.people.aude, id))),
  received: async (life) => arrived(life, 'all'),
  received_with_differences: async (life) => arrived(life, 'one'),
  cancelled: async (life) =>
    after(await TRANSFERS.sent(life), (id) =>
      life.s.work((tx) => life.get(ReturnsService).recall(tx, life.people.aude, id)),
    ),
};
async function arrived(life: Life, came: 'all' | 'one'): Promise<string> {
  const [one, other] = [await life.log(), await life.log()];
  const lot = await life.send([one, other], 'workshop');
  const codes = [await codeOf(life, one), await codeOf(life, other)];
  return after(lot, () => life.receive(lot, came === 'all' ? codes : codes.slice(0, 1)));
}

/** A fault of a device that a person has, with their words. */
export async function fault(life: Life, device: string): Promise<string> {
  const words = { sentence: 'L’écran reste noir.', phone: '06 12 34 56 78' };
  const report = { label: await codeOf(life, device), problem: 'screen', countedBy: null, ...words } as const;
  return life.s.work((tx) => life.get(FaultsService).report(tx, { kind: 'stranger', channel: 'page' }, report));
}
const reported = async (life: Life): Promise<string> => fault(life, await BRING_TO.handed_over(life));
const taken = async (life: Life): Promise<string> => after(await reported(life), (id) => life.onTicket(id, 'take'));
export const TICKETS: ComesTo<TicketState> = {
  open: reported,
  taken,
  waiting: async (life) =>
    after(await taken(life), (id) => life.onTicket(id, 'wait', { waitsFor: 'part', waitsUntil: bankToday() })),
  device_in: async (life) =>
    after(await taken(life), (id) =>
      life.onTicket(id, 'take_in', { placeId: life.s.fixtures.organisations.structure.place }),
    ),
  solved: async (life) => after(await taken(life), (id) => life.onTicket(id, 'solve', { solution: 'advice' })),
  swapped: async (life) => {
    const replacementDeviceId = await BRING_TO.delivered(life);
    const swap = { replacementDeviceId, unsigned: 'by_phone', password: PASSWORD };
    return after(await taken(life), (id) => life.onTicket(id, 'swap', swap));
  },
  closed: async (life) => after(await taken(life), (id) => life.onTicket(id, 'close', { reason: 'no_fault' })),
};

async function listed(life: Life): Promise<{ list: string; id: string }> {
  const number = iccid();
  const { listId } = await bring(life.s, `ICCID;PIN;PUK\n${number};1234;12345678`);
  return { list: listId!, id: await only(life, 'SELECT id FROM sims.sim WHERE iccid = $1', number) };
}
const card = async (life: Life): Promise<string> => (await listed(life)).id;
export const SIMS: ComesTo<SimStatus> = {
  in_stock: card,
  withdrawn: async (life) => {
    const { list, id } = await listed(life);
    return after(id, () => life.s.work((tx) => life.get(SupplierLists).withdraw(tx, life.people.leila, list)));
  },
  allotted: async (life) =>
    after(await card(life), (id) =>
      life.s.work((tx) =>
        life.get(SimsService).allot(tx, life.people.leila, life.organisation('structure'), { ids: [id] }),
      ),
    ),
  handed_out: async (life) => {
    const beneficiaryId = await life.s.work((tx) => life.get(BeneficiariesService).create(tx, life.people.ines, {}));
    return after(await SIMS.allotted(life), (simId) =>
      life.s.work((tx) =>
        life.get(SimsService).handOut(tx, life.people.ines, { simId, beneficiaryId, password: PASSWORD }),
      ),
    );
  },
  ended: async (life) =>
    after(await SIMS.handed_out(life), (id) =>
      life.s.work((tx) => life.get(SimsService).change(tx, life.people.leila, [id], { verb: 'end', reason: 'lost' })),
    ),
};

async function removed(life: Life, ...acts: ((code: string, d: Machine) => Promise<unknown>)[]): Promise<string> {
  const desk = removedMediaDesk(life);
  const d = await desk.machine();
  const code = await desk.takeOut(d);
  for (const act of acts) await act(code, d);
  return code;
}
export const REMOVED_MEDIA: ComesTo<RemovedState> = {
  kept: (life) => removed(life),
  in_device: (life) =>
    removed(life, async (code, d) => {
      await removedMediaDesk(life).inventory(d.id, d.disks);
      await removedMediaDesk(life).act(code, 'put_back');
    }),
  erased: (life) => removed(life, (code) => removedMediaDesk(life).act(code, 'erase', { password: PASSWORD })),
  destroyed: (life) => removed(life, (code) => removedMediaDesk(life).act(code, 'destroy', { password: PASSWORD })),
  lost: (life) => removed(life, (code) => removedMediaDesk(life).act(code, 'report_lost', { reason: 'not_found' })),
};

async function lost(life: Life, ...verbs: ['tell' | 'answer', IncidentInput][]): Promise<string> {
  // A donor answers for its data: the bank, which knows already, would be told nothing.
  const device = await life.logOn(await life.donation(`Ville de Sèvres ${newId()}`), {});
  await life.act(device, 'report_lost', { reason: 'stolen' });
  const id = await only(life, 'SELECT incident_id FROM incidents.lost_item WHERE device_id = $1', device);
  for (const [verb, input] of verbs) {
    const controllerId = await only(life, 'SELECT id FROM incidents.controller WHERE incident_id = $1', id);
    await life.s.work((tx) =>
      life.get(IncidentsService).act(tx, life.people.leila, verb, id, { controllerId, ...input }),
    );
  }
  return id;
}
/** Of one person's losses within an hour one incident is made, as long as it is open: that one is the last. */
export const INCIDENTS: ComesTo<IncidentState> = {
  told: (life) => lost(life, ['tell', { how: 'letter' }]),
  closed: (life) => lost(life, ['tell', { how: 'letter' }], ['answer', { answer: 'no_risk' }]),
  found: async (life) => after(await lost(life, ['tell', { how: 'letter' }]), (id) => found(life, id, 'found_again')),
  error: async (life) => after(await lost(life), (id) => found(life, id, 'wrong_entry')),
  open: (life) => lost(life),
};
async function found(life: Life, incident: string, reason: 'found_again' | 'wrong_entry'): Promise<void> {
  const device = await only(life, 'SELECT device_id FROM incidents.lost_item WHERE incident_id = $1', incident);
  const placeId = life.s.fixtures.organisations.bank.place;
  await life.act(device, 'find', { reason, placeId } as never, life.people.leila);
}

const prepared = async (life: Life): Promise<string> => {
  const ids = [await BRING_TO.in_stock(life)];
  const bulk = life.get(BulkService);
  return life.s.work(async (tx) => {
    const id = await bulk.prepare(tx, life.people.leila, { verb: 'move', ids });
    await bulk.settle(tx, life.people.leila, id, { placeId: life.s.fixtures.organisations.bank.place });
    return id;
  });
};
const confirmed = async (life: Life): Promise<string> =>
  after(await prepared(life), (id) => life.s.work((tx) => life.get(BulkService).confirm(tx, life.people.leila, id)));
export const BULK_ACTS: ComesTo<BulkState> = {
  prepared,
  running: confirmed,
  done: async (life) =>
    after(await confirmed(life), (id) =>
      life
        .get(Outbox)
        .works.find(({ queue }) => queue === 'bulk')!
        .process({ id, attempt: 0 }),
    ),
  cancelled: async (life) =>
    after(await prepared(life), (id) => life.s.work((tx) => life.get(BulkService).cancel(tx, life.people.leila, id))),
};
