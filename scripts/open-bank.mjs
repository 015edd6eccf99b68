// A bank of one's own, beside the trial one: its data in a folder of its own, without the demo. `npm run open-bank`, each time.
import { help } from './asked-help.mjs';

help(
  'npm run open-bank : ouvre votre banque sur cette machine, à côté de la banque d’essai, sans la démonstration. Ses données sont dans le dossier .banque (BN_DATA en nomme un autre).',
);
process.env.BN_DATA ??= '.banque';
process.env.DEMO = '0';
await import('../dist/apps/server/main.js');
