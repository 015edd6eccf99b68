import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DataImportService } from '#bank/files/old-register';
import { fileReached } from './file-reached.js';
import type { Ground } from './ground.js';
import type { Whole } from './rounds.js';

/** Another tool's file has no more. */
const MOST = 50_000;
const TITLES = ['Numéro d’inventaire', 'Type', 'Fabricant', 'Modèle', 'Numéro de série', 'Statut', 'Lieu'];
let files = 0;

/** What a bank had in another tool, with words that are understood and a place that is not there yet. */
function oldFile(rows: number): Buffer {
  files += 1;
  const lines = Array.from({ length: rows }, (_, i) => [
    `INV-${files}-${i}`,
    'PC portable',
    'Lenovo',
    'ThinkPad L480',
    `T${files}R${i}S${(i * 7919) % 100_003}`,
    i % 5 ? 'En stock' : 'Au rebut',
    `Armoire ${i % 40}`,
  ]);
  return Buffer.from([TITLES, ...lines].map((cells) => cells.join(';')).join('\r\n'));
}

/** From the bytes of another tool's file to declared devices: words understood and agreed with, checks, history. */
export function dataImport(g: Ground, wanted: number): Whole {
  const rows = Math.min(wanted, MOST);
  const db = g.app.get(DataSource);
  const { leila } = g.fixtures.people;
  return {
    kind: 'whole',
    name: 'rows of another tool’s file',
    count: rows,
    atMost: null,
    work: async () => {
      const source = oldFile(rows);
      const sha256 = createHash('sha256').update(source).digest('hex');
      const service = g.app.get(DataImportService);
      const file = { filename: 'glpi.csv', size: source.length, sha256, source };
      const id = await db.transaction((tx) => service.upload(tx, leila, file, 'Banc d’essai'));
      await fileReached(g, id, 'asking');
      await db.transaction((tx) => service.map(tx, leila, id, { rest: true }));
      await fileReached(g, id, 'ready');
      await db.transaction((tx) => service.apply(tx, leila, id, 'all', rows));
      await fileReached(g, id, 'applied');
    },
  };
}
