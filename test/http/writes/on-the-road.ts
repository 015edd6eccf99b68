import type { World } from '../../support/things/world.js';
import { donation, type Writes } from './write.js';

const lineOf = (w: World, lot: string) => w.value('SELECT id FROM logistics.transfer_line WHERE transfer_id = $1', lot);
const lot = (w: World, state: string, to: string) =>
  w.value('SELECT id FROM logistics.transfer WHERE state = $1 AND to_org_id = $2 ORDER BY id DESC', state, to);

/** Labels, crates and lots; the donation is closed before they leave. */
export const onTheRoad: Writes = {
  '/label-sheets': (w) => ({
    as: 'collector',
    path: '/label-sheets',
    body: { placeId: w.fixtures.organisations.collection.place, count: 2 },
  }),
  '/donations/:id/close': async (w) => ({
    as: 'collector',
    path: `/donations/${await donation(w, 'company', 'received')}/close`,
  }),

  '/containers': (w) => ({
    as: 'collector',
    path: '/containers',
    body: { kind: 'crate', name: 'Essai', placeId: w.fixtures.organisations.collection.place },
  }),
  '/containers/:code/contents': async (w) => ({
    as: 'collector',
    path: `/containers/${await w.crate()}/contents`,
    body: { codes: [w.code('onTheDesk')] },
  }),
  '/containers/:code/seal': async (w) => ({
    as: 'collector',
    path: `/containers/${await w.crate()}/seal`,
    body: { seal: 'S-77' },
  }),
  '/containers/:code/place': async (w) => ({
    as: 'collector',
    path: `/containers/${await w.crate()}/place`,
    body: { placeId: await w.shelf() },
  }),
  '/containers/:code/contents/:device/removal': async (w) => ({
    as: 'collector',
    path: `/containers/${await w.crate()}/contents/${w.id('onTheDesk')}/removal`,
  }),

  '/transfers': (w) => ({
    as: 'collector',
    path: '/transfers',
    body: { toOrganisationId: w.fixtures.organisations.workshop.id },
  }),
  '/transfers/:id/lines': async (w) => ({
    as: 'collector',
    path: `/transfers/${await lot(w, 'preparing', w.workshop)}/lines`,
    body: { codes: [w.code('onTheDesk')] },
  }),
  '/transfers/:id/lines/:line/removal': async (w) => {
    const id = await lot(w, 'preparing', w.workshop);
    return { as: 'collector', path: `/transfers/${id}/lines/${await lineOf(w, id)}/removal` };
  },
  '/transfers/:id/cancellation': async (w) => ({
    as: 'collector',
    path: `/transfers/${await lot(w, 'preparing', w.workshop)}/cancellation`,
  }),
  '/transfers/:id/sending': async (w) => ({
    as: 'collector',
    path: `/transfers/${await lot(w, 'preparing', w.fixtures.organisations.otherWorkshop.id)}/sending`,
  }),
  '/transfers/:id/recall': async (w) => ({
    as: 'collector',
    path: `/transfers/${await lot(w, 'sent', w.fixtures.organisations.otherWorkshop.id)}/recall`,
  }),
  '/transfers/:id/confirmations': async (w) => ({
    as: 'workshop_supervisor',
    path: `/transfers/${await lot(w, 'sent', w.workshop)}/confirmations`,
    body: { codes: [w.code('inALot')] },
  }),
  '/transfers/:id/end': async (w) => ({
    as: 'workshop_supervisor',
    path: `/transfers/${await lot(w, 'sent', w.workshop)}/end`,
    body: {},
  }),
  '/transfers/:id/late-confirmations': async (w) => ({
    as: 'workshop_supervisor',
    path: `/transfers/${await lot(w, 'received_with_differences', w.workshop)}/late-confirmations`,
    body: { codes: [w.code('neverArrived')] },
  }),
  '/transfers/:id/call-back': async (w) => ({
    as: 'collector',
    path: `/transfers/${await w.lotThatMissesOne()}/call-back`,
    body: {},
  }),
};
