import 'reflect-metadata';
import { printsHelp } from '../help.js';

const HELP = `npm start : sert la banque, sur http://localhost:3000 (PORT en choisit un autre) ; sans DATABASE_URL, avec son propre PostgreSQL et la
démonstration, dans .data (BN_DATA). Ctrl-C arrête tout. Ce que font les variables de l’environnement : docs/settings.md.`;

if (!printsHelp(HELP)) {
  const { start } = await import('./startup/start.js');
  await start();
}
