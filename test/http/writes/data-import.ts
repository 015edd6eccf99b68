import {
  appliedDataImport,
  glpiFile,
  glpiRow,
  readyDataImport,
  signableOldLogs,
  someOldLogs,
  takenOver,
  waitingDataImport,
} from '../../support/sheets/data-import.js';
import { bookOf } from '../../support/sheets/sheets.js';
import type { World } from '../../support/things/world.js';
import { SIGNED, type Writes } from './write.js';

const SHEET = { field: 'sheet', name: 'glpi.csv', bytes: Buffer.from(glpiFile(glpiRow(), glpiRow())) };

const LOG = { field: 'logs', name: 'PC-0421_nwipe.log', bytes: Buffer.from('un journal\n') };

/** A workbook of two sheets, of which the first is taken over. */
async function halfTaken(w: World, name: string): Promise<string> {
  const bytes = await bookOf({
    A: [
      ['Ancien numéro', 'Type'],
      [`${name}-1`, 'Ecran'],
    ],
    B: [
      ['Ancien numéro', 'Type'],
      [`${name}-2`, 'Ecran'],
    ],
  });
  return takenOver(w.t.app, w.fixtures.people.leila, bytes);
}

/** What comes from another tool. */
export const dataImport: Writes = {
  '/takeovers': () => ({ as: 'coordinator', path: '/takeovers', body: { issuer: 'GLPI' }, file: SHEET }),
  '/takeovers/:id/columns': async (w) => ({
    as: 'bank_admin',
    path: `/takeovers/${await waitingDataImport(w.t.app, w.fixtures.people.leila)}/columns`,
    body: { number: 5, state: 2, model: 7 },
  }),
  '/takeovers/:id/mapping': async (w) => ({
    as: 'coordinator',
    path: `/takeovers/${await waitingDataImport(w.t.app, w.fixtures.people.leila)}/mapping`,
    body: { targets: [{ field: 'state', key: 'en stock', target: 'to_be_proven' }] },
  }),
  '/takeovers/:id/apply': async (w) => ({
    as: 'coordinator',
    path: `/takeovers/${await readyDataImport(w.t.app, w.fixtures.people.leila)}/apply`,
    body: { only: 'all' },
  }),
  '/takeovers/:id/refuse': async (w) => ({
    as: 'coordinator',
    path: `/takeovers/${await waitingDataImport(w.t.app, w.fixtures.people.leila)}/refuse`,
  }),
  '/takeovers/:id/withdraw': async (w) => ({
    as: 'coordinator',
    path: `/takeovers/${await appliedDataImport(w.t.app, w.fixtures.people.leila)}/withdraw`,
  }),
  '/takeovers/:id/sheets': async (w) => ({
    as: 'coordinator',
    path: `/takeovers/${await halfTaken(w, 'E')}/sheets`,
    body: { sheet: 1 },
  }),
  '/takeovers/:id/sheets/forget': async (w) => ({
    as: 'coordinator',
    path: `/takeovers/${await halfTaken(w, 'F')}/sheets/forget`,
  }),
  '/takeover-logs': () => ({ as: 'coordinator', path: '/takeover-logs', file: LOG }),
  '/takeover-logs/:id/match': async (w) => ({
    as: 'coordinator',
    path: `/takeover-logs/${await someOldLogs(w.t.app, w.fixtures.people.leila)}/match`,
  }),
  '/takeover-logs/:id/signatures': async (w) => ({
    as: 'coordinator',
    path: `/takeover-logs/${await signableOldLogs(w.t.app, w.fixtures.people.leila)}/signatures`,
    body: SIGNED,
  }),
};
