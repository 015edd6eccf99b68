import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { askedHelp } from '../apps/asked-help.js';
import { openGround } from './ground.js';
import { type Row, report, saveResults } from './report.js';
import { measure } from './rounds.js';
import { rowsOf } from './rows.js';

const SIZES: Readonly<Record<string, number>> = {
  '1k': 1_000,
  '10k': 10_000,
  '100k': 100_000,
  '200k': 200_000,
  '1M': 1_000_000,
};

const HELP = `npm run bench : mesure notre chemin entier à côté du plus petit programme qui fait le même travail.

  --devices 10k   appareils de la banque (${Object.keys(SIZES).join(', ')}, ou un nombre)
  --rows 10k      lignes du fichier d’un donateur
  --rounds 5, --seconds 2   tours, et secondes d’un tour
  --only texte    seulement les mesures dont le nom contient ce texte`;
if (askedHelp(HELP)) process.exit();

const { values } = parseArgs({
  options: {
    devices: { type: 'string', default: '10k' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string' },
    /** Of a donor's file. */
    rows: { type: 'string', default: '10k' },
  },
});
const devices = SIZES[values.devices] ?? Number(values.devices);

const fileRows = SIZES[values.rows] ?? Number(values.rows);
if (
  !Number.isInteger(devices) ||
  devices < 100 ||
  !Number.isInteger(fileRows) ||
  fileRows % 1000 !== 0 ||
  fileRows < 1000
) {
  console.error(`--devices et --rows prennent ${Object.keys(SIZES).join(', ')} ou un nombre (--rows par milliers).`);
  process.exit(1);
}

const ground = await openGround(devices, (said) => console.error(`• ${said}`));
try {
  const rows: Row[] = [];
  for (const row of await rowsOf(ground, fileRows)) {
    if (values.only && !row.name.includes(values.only)) continue;
    console.error(`• ${row.name}`);
    rows.push(await measure(row, { rounds: Number(values.rounds), seconds: Number(values.seconds) }));
    for (const note of row.notes?.() ?? []) console.error(`  ${note}`);
  }
  console.log(report(devices, rows));
  console.error(`• écrit dans ${await saveResults(devices, rows)}`);
} finally {
  await ground.close();
}
