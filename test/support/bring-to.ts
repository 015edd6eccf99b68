import type { State } from '#devices';
import type { Life } from './life.js';

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
