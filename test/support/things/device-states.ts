import type { State } from '#bank/devices';
import type { Life } from '../planted/life.js';

/** How a new device comes to each state, as in life. Each gives the device's id. */
export const BRING_TO: Readonly<Record<State, (life: Life) => Promise<string>>> = {
  to_be_proven: (life) => life.declare('to_be_proven'),
  received: (life) => life.log(),
  at_workshop: async (life) => then(await life.log(), (id) => life.carry(id, 'workshop')),
  in_transit: async (life) => then(await life.log(), (id) => life.send([id], 'workshop')),
  in_stock: async (life) =>
    then(await BRING_TO.at_workshop(life), async (id) => {
      await life.prove(id);
      await life.putInStock(id);
      await life.carry(id, 'bank');
    }),
  reserved: async (life) =>
    then(await BRING_TO.in_stock(life), async (id) => life.reserve((await life.approved()).unit, id)),
  delivered: async (life) =>
    then(await BRING_TO.reserved(life), async (id) =>
      life.receive(await life.deliver(id), [(await life.row(id)).code]),
    ),
  handed_over: async (life) => then(await BRING_TO.delivered(life), (id) => life.handOver(id)),
  in_maintenance: async (life) => then(await BRING_TO.handed_over(life), (id) => life.repair(id)),
  returned: async (life) => then(await BRING_TO.handed_over(life), (id) => life.takeBack(id)),
  recycled: async (life) =>
    then(await BRING_TO.at_workshop(life), (id) => life.act(id, 'recycle', { reason: 'too_old' })),
  dismantled: async (life) =>
    then(await BRING_TO.at_workshop(life), (id) => life.act(id, 'dismantle', { reason: 'parts_needed' })),
  lost: async (life) => then(await life.log(), (id) => life.act(id, 'report_lost', { reason: 'stolen' })),
  given_back: async (life) =>
    then(await life.log(), (id) => life.act(id, 'return_to_donor', { reason: 'donor_asked' })),
  withdrawn: async (life) => then(await life.log(), (id) => life.act(id, 'withdraw', { reason: 'logged_twice' })),
};

async function then(id: string, next: (id: string) => Promise<unknown>): Promise<string> {
  await next(id);
  return id;
}

const AT_HAND = [
  'prove',
  'proveAndStock',
  'inventory',
  'eraseByLog',
  'declareMedium',
  'takeOut',
  'endRemoved',
  'countersign',
  'crate',
  'undo',
] as const;
/** What is likely to lead on from a state; a walk follows it most of the time. */
export const LEADS_ON = {
  to_be_proven: [
    'toTheWorkshop',
    'proveAndStock',
    'send',
    'crate',
    ...AT_HAND,
    'stockByTheButton',
    'lost',
    'testFails',
  ],
  received: [
    'toTheWorkshop',
    'toTheWorkshop',
    'toTheWorkshop',
    'send',
    'sendTogether',
    'crate',
    'lost',
    'toTheBank',
    'withdraw',
    'double',
    'double',
    'noDouble',
  ],
  at_workshop: [
    'proveAndStock',
    'proveAndStock',
    ...AT_HAND,
    'testFails',
    'stockByTheButton',
    'recycle',
    'recycleAtOnce',
    'recycleWithoutAWord',
    'send',
  ],
  in_transit: ['receive', 'receive', 'receive', 'receiveSomethingElse', 'recall', 'callBack', 'foundLate'],
  in_stock: ['toTheBank', 'reserve', 'reserve', 'reserve', 'send', 'backToBench', 'inventory', 'testFails'],
  reserved: ['deliverAndReceive', 'deliverAndReceive', 'deliver', 'release', 'cancelRequest', 'refuseRequest'],
  delivered: ['handOver', 'handOver', 'handOver', 'send', 'toTheBank', 'declareMedium'],
  handed_over: ['wrongDevice', 'wrongReference', 'takeBack', 'report', 'repair', 'repair', 'swap', 'lost', 'solve'],
  in_maintenance: ['giveBack', 'giveBack', 'swap', 'toTheWorkshop', 'toTheStructure', 'recycle'],
  returned: ['toTheWorkshop', 'toTheBank', 'toTheWorkshop', 'dismantle'],
  recycled: ['wrongScan', 'prove'],
  dismantled: ['wrongScan', 'inventory'],
  lost: ['find'],
  given_back: ['wrongScan', 'send'],
  withdrawn: ['send', 'inventory'],
} as const satisfies Readonly<Record<State, readonly string[]>>;
