import { demoText } from '../../support/papers/demo-text.js';
import type { World } from '../../support/things/world.js';
import type { Writes } from './write.js';

const run = (w: World) => w.value('SELECT id FROM refurbishment.bench_run ORDER BY id DESC');

/** What a bench PC reports of a machine, with its own key. */
export const benchRuns: Writes = {
  '/bench/runs': (w) => ({
    as: 'bench_pc',
    path: '/bench/runs',
    body: {
      device: w.code('needsHelp'),
      drives: [{ serial: 'S1', model: 'WDC', sizeBytes: 1_000_204_886_016, bus: 'sata' }],
    },
  }),
  '/bench/runs/:id/inventories': async (w) => ({
    as: 'bench_pc',
    path: `/bench/runs/${await run(w)}/inventories`,
    file: {
      field: 'inventory',
      name: 'inventory.json',
      bytes: Buffer.from(demoText('inventaire-PF3DEMO1.json').replaceAll('PF3DEMO1', w.serial('needsHelp'))),
    },
  }),
  '/bench/runs/:id/evidence': async (w) => ({
    as: 'bench_pc',
    path: `/bench/runs/${await run(w)}/evidence`,
    file: { field: 'log', name: 'hdparm.txt', bytes: Buffer.from('/dev/sda:\n security_password: ""\n') },
  }),
  '/bench/runs/:id/progress': async (w) => ({
    as: 'bench_pc',
    path: `/bench/runs/${await run(w)}/progress`,
    body: { drives: [{ position: 0, state: 'erasing', percent: 40 }] },
  }),
};
