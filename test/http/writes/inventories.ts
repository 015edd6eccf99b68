import { Reception } from '#bank/inventories';
import type { Member } from '#platform/kernel';
import { agentJson, freshMachine, machineSays } from '../../support/machines/machine-documents.js';
import type { World } from '../../support/things/world.js';
import type { Writes } from './write.js';

/** A document that waits for somebody of the collection point. */
const waiting = async (w: World): Promise<string> =>
  (
    await w.t.app
      .get(Reception)
      .receive(w.fixtures.people.aude as Member, machineSays({ ...freshMachine(), serial: 'Default string' }))
  ).id;

/** What machines say of themselves, and what people decide about it. */
export const inventories: Writes = {
  '/inventories': () => ({
    as: 'technician',
    path: '/inventories',
    file: { field: 'inventory', name: 'machine.json', bytes: agentJson(freshMachine()) },
  }),
  '/inventories/:id/attach': async (w) => ({
    as: 'collector',
    path: `/inventories/${await waiting(w)}/attach`,
    body: {
      device: await w.value(
        `SELECT code FROM devices.device WHERE state = 'received' AND holder_org_id = $1 AND serial_key IS NULL`,
        w.fixtures.organisations.collection.id,
      ),
    },
  }),
  '/inventories/:id/log': async (w) => ({
    as: 'collector',
    path: `/inventories/${await waiting(w)}/log`,
    body: {
      donation: await w.value(
        `SELECT id FROM intake.donation WHERE state = 'received' AND organisation_id = $1`,
        w.fixtures.organisations.collection.id,
      ),
      category: 'laptop',
    },
  }),
  '/inventories/:id/discard': async (w) => ({
    as: 'collector',
    path: `/inventories/${await waiting(w)}/discard`,
    body: { reason: 'trial' },
  }),
};
