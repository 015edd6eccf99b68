import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { printsHelp } from '../apps/help.js';
import { firstPages } from './first-pages.js';
import { openGround } from './ground.js';
import { type Row, report, saveResults } from './report.js';
import { type Measurable, measureRequests, measureWait, measureWhole } from './rounds.js';
import { rowsOf } from './rows.js';

const SIZES: Readonly<Record<string, number>> = {
  '1k': 1_000,
  '10k': 10_000,
  '100k': 100_000,
  '200k': 200_000,
  '1M': 1_000_000,
};

const HELP = `npm run bench : mesure notre chemin entier à côté d’autres programmes qui font le même travail sur les mêmes données.

  --devices 10k   appareils de la banque (${Object.keys(SIZES).join(', ')}, ou un nombre)
  --rows 500      lignes du fichier d’un donateur, ou d’un autre outil
  --rounds 5, --seconds 2   tours, et secondes d’un tour
  --warm 15       secondes pendant lesquelles chaque programme s’échauffe avant qu’on mesure
  --only texte    seulement les mesures dont le nom contient ce texte`;
if (printsHelp(HELP)) process.exit();

const { values } = parseArgs({
  options: {
    devices: { type: 'string', default: '10k' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string' },
    /** Of a donor's file. */
    rows: { type: 'string', default: '500' },
    warm: { type: 'string', default: '15' },
  },
});
const devices = SIZES[values.devices] ?? Number(values.devices);

const fileRows = SIZES[values.rows] ?? Number(values.rows);
if (!Number.isInteger(devices) || devices < 100 || !Number.isInteger(fileRows) || fileRows < 1) {
  console.error(`--devices et --rows prennent ${Object.keys(SIZES).join(', ')} ou un nombre .`);
  process.exit(1);
}

const pace = { rounds: Number(values.rounds), seconds: Number(values.seconds), warm: Number(values.warm) };
const ground = await openGround(devices, (sentence) => console.error(`• ${sentence}`));

function measured(row: Measurable): Promise<Row> {
  if (row.kind === 'requests') return measureRequests(row, pace, ground.postgresPid);
  return row.kind === 'whole' ? measureWhole(row, pace, ground.postgresPid) : measureWait(row, pace);
}

try {
  const rows: Row[] = [];
  for (const row of await rowsOf(ground, fileRows)) {
    if (values.only && !row.name.includes(values.only)) continue;
    console.error(`• ${row.name}`);
    rows.push(await measured(row));
    for (const note of row.notes?.() ?? []) console.error(`  ${note}`);
  }
  const start = values.only ? null : await firstPages(ground);
  console.log(report(devices, rows, start));
  console.error(`• écrit dans ${await saveResults(devices, rows, start)}`);
} finally {
  await ground.close();
}
