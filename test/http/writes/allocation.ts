import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FaultsService } from '#bank/faults';
import { bankToday } from '../../support/servers/bank-day.js';
import { appliedList } from '../../support/sheets/setup-lists.js';
import type { World } from '../../support/things/world.js';
import { SIGNED, type Writes } from './write.js';

const DRAWN = `data:image/png;base64,${readFileSync('libs/bank/demo/files/signature.png').toString('base64')}`;
const request = (w: World, state: string) =>
  w.value(
    'SELECT id FROM allocation.request WHERE state = $1 AND structure_id = $2 ORDER BY id DESC',
    state,
    w.structure,
  );
const unit = (w: World, category: string) =>
  w.value(
    `SELECT u.id FROM allocation.request_unit u WHERE u.state = 'approved' AND u.category = $1 AND u.structure_id = $2
       AND NOT EXISTS (SELECT 1 FROM allocation.reservation r WHERE r.unit_id = u.id AND r.ended_at IS NULL)`,
    category,
    w.structure,
  );
const unitPath = async (w: World, id: string, act: string): Promise<string> =>
  `/requests/${await w.value('SELECT request_id FROM allocation.request_unit WHERE id = $1', id)}/units/${id}/${act}`;
const sim = (w: World, status: string) => w.value('SELECT id FROM sims.sim WHERE status = $1 ORDER BY id DESC', status);
const asking = (w: World) => ({
  placeId: w.fixtures.organisations.structure.place,
  lines: [{ category: 'laptop', quantity: 1, needs: ['school'] }],
});

/** From the quota to the person, SIM cards, faults and papers. */
export const allocation: Writes = {
  '/quotas': (w) => ({
    as: 'coordinator',
    path: '/quotas',
    body: { structureId: w.structure, category: 'monitor', startsOn: '2030-01-01', endsOn: '2030-12-31', allowed: 5 },
  }),
  '/requests': (w) => ({ as: 'structure_agent', path: '/requests', body: asking(w) }),
  '/requests/:id/submit': async (w) => ({
    as: 'structure_agent',
    path: `/requests/${await request(w, 'draft')}/submit`,
  }),
  '/setup-lists/:list/:id/withdraw': async (w) => ({
    as: 'coordinator',
    path: `/setup-lists/quotas/${await appliedList(w.t.app, w.fixtures.people.leila, 'quotas', 'Structure;Année;Écrans\nCCAS de Bagneux;2039;1\n')}/withdraw`,
  }),
  '/requests/:id/quota': async (w) => ({
    as: 'coordinator',
    path: `/requests/${await request(w, 'submitted')}/quota`,
    body: { category: 'laptop', allowed: 30, reason: 'mistyped' },
  }),
  '/requests/:id/approve': async (w) => ({
    as: 'coordinator',
    path: `/requests/${await request(w, 'submitted')}/approve`,
  }),
  '/requests/:id/refuse': async (w) => ({
    as: 'coordinator',
    path: `/requests/${await request(w, 'submitted')}/refuse`,
    body: { reason: 'no_stock' },
  }),
  '/requests/:id/units/:unit/refusals': async (w) => ({
    as: 'coordinator',
    path: await unitPath(w, await unit(w, 'laptop'), 'refusals'),
    body: { deviceId: w.id('inStock'), reason: 'worn' },
  }),
  '/own-counter': (w) => ({
    as: 'bank_admin',
    path: '/own-counter',
    body: { staff: [w.fixtures.people.leila.userId] },
  }),
  '/beneficiaries': () => ({ as: 'structure_agent', path: '/beneficiaries', body: { commune: 'Bagneux (92)' } }),
  '/requests/:id/units/:unit/beneficiary': async (w) => {
    const id = await unit(w, 'laptop');
    return {
      as: 'structure_agent',
      path: await unitPath(w, id, 'beneficiary'),
      body: { beneficiaryId: await w.value(`SELECT id FROM allocation.beneficiary ORDER BY id DESC`) },
    };
  },
  '/matching-runs': () => ({ as: 'coordinator', path: '/matching-runs' }),
  '/matching-runs/:id/cancel': async (w) => ({
    as: 'coordinator',
    path: `/matching-runs/${await w.value('SELECT id FROM allocation.matching_run WHERE ended_at IS NULL')}/cancel`,
  }),
  '/reservations': async (w) => ({
    as: 'coordinator',
    path: '/reservations',
    body: { pairs: [{ unitId: await unit(w, 'laptop'), deviceId: w.id('inStock') }] },
  }),
  '/reservations/:id/release': async (w) => ({
    as: 'coordinator',
    path: `/reservations/${await w.value('SELECT id FROM allocation.reservation WHERE device_id = $1 AND ended_at IS NULL', w.id('inStock'))}/release`,
  }),
  '/requests/:id/units/:unit/reservation': async (w) => ({
    as: 'coordinator',
    path: await unitPath(w, await unit(w, 'laptop'), 'reservation'),
    body: { deviceId: w.id('inStock') },
  }),
  '/deliveries': (w) => ({ as: 'coordinator', path: '/deliveries', body: { deviceIds: [w.id('reserved')] } }),
  '/transfers/:id/departure': async (w) => ({
    as: 'coordinator',
    path: `/transfers/${await w.value("SELECT id FROM logistics.transfer WHERE purpose = 'delivery' AND state = 'sent' AND departed_at IS NULL ORDER BY id DESC")}/departure`,
  }),
  '/transfers/:id/departure/undo': async (w) => ({
    as: 'coordinator',
    path: `/transfers/${await w.value('SELECT id FROM logistics.transfer WHERE departed_at IS NOT NULL AND state = $1 ORDER BY id DESC', 'sent')}/departure/undo`,
  }),
  '/devices/:code/appointment': (w) => ({
    as: 'structure_agent',
    path: `/devices/${w.code('onTheShelf')}/appointment`,
    // Past at once, so that somebody may be absent.
    body: { on: bankToday(), at: '00:00' },
  }),
  '/devices/:code/appointment/missed': (w) => ({
    as: 'structure_agent',
    path: `/devices/${w.code('onTheShelf')}/appointment/missed`,
  }),
  '/devices/:code/appointment/missed/undo': (w) => ({
    as: 'structure_agent',
    path: `/devices/${w.code('onTheShelf')}/appointment/missed/undo`,
  }),
  '/devices/:code/appointment/cancel': (w) => ({
    as: 'structure_agent',
    path: `/devices/${w.code('onTheShelf')}/appointment/cancel`,
  }),
  '/devices/:code/hand-over': (w) => ({
    as: 'structure_agent',
    path: `/devices/${w.code('onTheShelf')}/hand-over`,
    body: { mode: 'gift', newBeneficiary: {}, signature: { kind: 'drawn', data: DRAWN }, ...SIGNED },
  }),
  '/devices/:code/return': (w) => ({
    as: 'structure_agent',
    path: `/devices/${w.code('onTheShelf')}/return`,
    body: { placeId: w.fixtures.organisations.structure.place },
  }),
  '/requests/:id/units/:unit/give-up': async (w) => {
    const id = await request(w, 'approved');
    const unit = await w.value(
      `SELECT id FROM allocation.request_unit WHERE state = 'approved' AND request_id = '${id}' ORDER BY id`,
    );
    return { as: 'structure_manager', path: `/requests/${id}/units/${unit}/give-up` };
  },
  '/requests/:id/cancel': async (w) => ({
    as: 'structure_manager',
    path: `/requests/${await request(w, 'draft')}/cancel`,
  }),

  '/sims/imports': () => ({
    as: 'coordinator',
    path: '/sims/imports',
    body: { list: 'ICCID\n8933150319000000013\n', carrier: 'Essai' },
  }),
  '/sims/imports/:id/withdraw': async (w) => ({
    as: 'coordinator',
    path: `/sims/imports/${await w.value("SELECT id FROM imports.file WHERE kind = 'sims' AND state = 'applied' ORDER BY id DESC")}/withdraw`,
  }),
  '/sims/allotments': (w) => ({
    as: 'coordinator',
    path: '/sims/allotments',
    body: { structureId: w.structure, count: 1 },
  }),
  '/sims/:id/call-back': async (w) => ({ as: 'coordinator', path: `/sims/${await sim(w, 'allotted')}/call-back` }),
  '/sims/:id/hand-out': async (w) => ({
    as: 'structure_agent',
    path: `/sims/${await sim(w, 'allotted')}/hand-out`,
    body: { beneficiaryId: await w.value('SELECT id FROM allocation.beneficiary ORDER BY id DESC'), ...SIGNED },
  }),
  '/sims/:id/recharge': async (w) => ({
    as: 'structure_agent',
    path: `/sims/${await sim(w, 'handed_out')}/recharge`,
    body: { creditEndsOn: '2099-12-31' },
  }),
  '/sims/:id/end': async (w) => ({
    as: 'structure_agent',
    path: `/sims/${await sim(w, 'handed_out')}/end`,
    body: { reason: 'lost' },
  }),

  '/faults': (w) => ({
    as: 'stranger',
    path: '/faults',
    body: { label: w.code('first'), problem: 'screen', sentence: `Essai ${randomUUID().slice(0, 8)}` },
  }),
  '/faults/:secret/ask-again': async (w) => {
    const report = await w.value('SELECT id FROM maintenance.report ORDER BY id DESC');
    const { secret } = await w.t.app.get(FaultsService).followUpKey(report);
    return { as: 'stranger', path: `/faults/${secret}/ask-again`, body: {} };
  },
  '/tickets/:id/actions/:verb': async (w) => ({
    as: 'structure_agent',
    path: `/tickets/${await w.value(`SELECT id FROM maintenance.ticket WHERE state = 'open' AND structure_id = $1`, w.structure)}/actions/take`,
    body: {},
  }),
  '/tickets/:id/notes': async (w) => ({
    as: 'structure_agent',
    path: `/tickets/${await w.value('SELECT id FROM maintenance.ticket WHERE structure_id = $1', w.structure)}/notes`,
    body: { text: `Rappeler ${randomUUID().slice(0, 8)}` },
  }),
  '/incidents/:id/actions/:verb': async (w) => ({
    as: 'coordinator',
    path: `/incidents/${await w.value('SELECT incident_id AS id FROM incidents.controller WHERE told_at IS NULL')}/actions/tell`,
    body: {
      how: 'letter',
      controllerId: await w.value('SELECT id FROM incidents.controller WHERE told_at IS NULL'),
    },
  }),
  '/documents/:id/retry': async (w) => ({ as: 'coordinator', path: `/documents/${await w.failedPaper()}/retry` }),
  '/documents/:id/mails': async (w) => ({ as: 'collector', path: `/documents/${await w.paperOfAGift()}/mails` }),
};
