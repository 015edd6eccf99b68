import type { ThingKind } from '../../support/things.js';

/** The kind of thing that an address names: the longest beginning counts. An address that names none is not here. */
const THING_AT: Readonly<Record<string, ThingKind>> = {
  '/E/:code': 'label',
  '/e/:code': 'label',
  '/V/:ref': 'verified paper',
  '/v/:ref': 'verified paper',
  '/api/v1/verifications/:ref': 'verified paper',
  '/suivi/:secret': 'follow-up of a fault',
  '/api/v1/faults/:secret': 'follow-up of a fault',
  '/mon-don/:secret': 'private link of a gift',
  '/mot-de-passe/:secret': 'link of a password',

  '/appareils/:code': 'device',
  '/appareils/:code/actions/:verb': 'device to move',
  '/appareils/:code/verrous/:lock': 'locked device',
  '/appareils/:code/photos/:': 'photo',
  '/api/v1/devices/:code': 'device',
  '/api/v1/devices/:code/actions/:verb': 'device to move',
  '/api/v1/devices/:code/locks/:lock': 'locked device',
  '/api/v1/devices/:code/photos/:': 'photo',
  '/api/v1/devices/:code/media/:medium': 'medium',
  '/inventaires/:id': 'received inventory',
  '/api/v1/inventories/:id': 'received inventory',
  '/lots/:id': 'lot',
  '/api/v1/transfers/:id': 'lot',
  '/caisses/:code': 'crate',
  '/api/v1/containers/:code': 'crate',

  '/atelier/scan': 'device',
  '/atelier/:code': 'device',
  '/atelier/:code/supports/:medium': 'medium',
  '/atelier/journaux/:id': 'erasure log',
  '/api/v1/erasure-logs/:id': 'erasure log',

  '/dons/:id': 'donation',
  '/dons/:id/collecte': 'promise',
  '/dons/:id/fichiers/:file': 'file',
  '/dons/:id/papiers': 'paper of a donation',
  '/dons/:id/papiers/recu': 'donation',
  '/dons/:id/papiers/:document/scan': 'signed scan',
  '/api/v1/donations/:id': 'donation',
  '/api/v1/donations/:id/imports/:file': 'file',
  '/api/v1/donations/:id/papers/:document': 'paper of a donation',
  '/dons/donateurs/:': 'donor',
  '/dons/donateurs/:donor/lien/:id': 'donor link',
  '/api/v1/donors/:': 'donor',
  '/api/v1/donors/:donor/links/:id': 'donor link',
  '/dons/etiquettes/planches/:id': 'label sheet',
  '/dons/etiquettes/planches/:id/:file': 'sheet of a roll',
  '/api/v1/label-sheets/:id': 'label sheet',
  '/api/v1/label-sheets/:id/zpl': 'sheet of a roll',
  '/dons/etiquettes/rouleaux/:id': 'roll of codes',
  '/api/v1/code-rolls/:id': 'roll of codes',
  '/dons/etiquettes/formats/:format': 'label format',
  '/api/v1/label-formats/:format': 'label format',
  '/dons/etiquettes/codes/:code': 'free code',
  '/api/v1/codes/:code': 'free code',
  '/recus/:id': 'receipt',
  '/api/v1/receipts/:id': 'receipt',
  '/recus/annee/:': 'year of receipts',
  '/api/v1/receipts/years/:year': 'year of receipts',
  '/recus/reemploi/:donor': 'year of a donor',
  '/api/v1/reuse-proofs/:donor': 'year of a donor',
  '/documents/:id': 'paper',
  '/documents/:file': 'paper as PDF',
  '/api/v1/documents/:id': 'paper',

  '/corrections/:id': 'correction',
  '/api/v1/corrections/:id': 'correction',

  '/demandes/:id': 'request',
  '/demandes/:id/modifier': 'draft',
  '/demandes/:id/envoyer': 'draft',
  '/demandes/:id/appareils/:unit': 'request with units',
  '/api/v1/requests/:id': 'request',
  'PUT /api/v1/requests/:id': 'draft',
  '/api/v1/requests/:id/submit': 'draft',
  '/api/v1/requests/:id/units/:unit': 'request with units',
  '/attributions/reservations/:id': 'reservation',
  '/api/v1/reservations/:id': 'reservation',
  '/quotas/:structure': 'structure',
  '/remises/:id': 'handover',
  '/api/v1/handovers/:id': 'handover',
  '/beneficiaires/:id': 'beneficiary',
  '/api/v1/beneficiaries/:id': 'beneficiary',
  '/sim/:id': 'sim',
  '/sim/import/:id': 'list of SIM',
  '/api/v1/sims/:id': 'sim',
  '/pannes/:id': 'ticket',
  '/api/v1/tickets/:id': 'ticket',

  '/reprise/:id': 'data import file',
  '/api/v1/takeovers/:id': 'data import file',
  '/reprise/journaux/:id': 'old logs',
  '/api/v1/takeover-logs/:id': 'old logs',
  '/regles/:table': 'rules',
  '/api/v1/rules/:table': 'rules',
  '/gestion/jetons/:id': 'token',
  '/gestion/organisations/:id': 'organisation',
  '/gestion/membres/:id': 'membership',
};
const BEGINNINGS = Object.keys(THING_AT).sort((a, b) => b.length - a.length);

/** The kind of thing that a route's address names, or null. @throws when the address names one that is not in the list. */
export function thingOf(route: string): ThingKind | null {
  const path = route.split(' ')[1]!;
  const begins = (whole: string, start: string) =>
    whole === start || whole.startsWith(start.endsWith(':') ? start : `${start}/`);
  const at = BEGINNINGS.find((start) => begins(route, start) || begins(path, start));
  if (!at && path.includes(':')) throw new Error(`what does ${route} name? (test/http/access/things.ts)`);
  return at ? THING_AT[at]! : null;
}
