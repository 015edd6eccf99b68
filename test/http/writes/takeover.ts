import { glpiFile, glpiRow, readyTakeover, waitingTakeover } from '../../support/takeover.js';
import type { Writes } from './write.js';

const SHEET = { field: 'sheet', name: 'glpi.csv', bytes: Buffer.from(glpiFile(glpiRow(), glpiRow())) };

/** What comes from another tool. */
export const takeover: Writes = {
  '/takeovers': () => ({ as: 'coordinator', path: '/takeovers', body: { issuer: 'GLPI' }, file: SHEET }),
  '/takeovers/:id/columns': async (w) => ({
    as: 'bank_admin',
    path: `/takeovers/${await waitingTakeover(w.t.app, w.cast.people.leila)}/columns`,
    body: { number: 5, state: 2, model: 7 },
  }),
  '/takeovers/:id/mapping': async (w) => ({
    as: 'coordinator',
    path: `/takeovers/${await waitingTakeover(w.t.app, w.cast.people.leila)}/mapping`,
    body: { targets: [{ field: 'state', key: 'en stock', target: 'to_be_proven' }] },
  }),
  '/takeovers/:id/apply': async (w) => ({
    as: 'coordinator',
    path: `/takeovers/${await readyTakeover(w.t.app, w.cast.people.leila)}/apply`,
    body: { only: 'all' },
  }),
  '/takeovers/:id/refuse': async (w) => ({
    as: 'coordinator',
    path: `/takeovers/${await waitingTakeover(w.t.app, w.cast.people.leila)}/refuse`,
  }),
};
