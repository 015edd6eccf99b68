import { ROLES } from '#platform/kernel';
import type { PersonKind } from '../../support/browser/everybody.js';

/** A session is its owner's alone, and the example's is nobody's who asks. */
const NOT_THEIRS = Object.fromEntries([...ROLES, 'instance' as const].map((who) => [who, '404']));
/** The example is not there any more. */
const NOBODYS = { bank_admin: '404', instance: '404' } as const;
const ofPapers = { instance: '404' } as const;

/**
 * Where the answer is not what the route's right says, and why. A cell `ok/404` says one's own thing and another's.
 */
export const EXCEPTIONS: Readonly<Record<string, Partial<Record<PersonKind, string>>>> = {
  // No paper is addressed to the instance administrator.
  'GET /documents/:file': ofPapers,
  'POST /documents/:id/nouvel-essai': ofPapers,
  // The lot of the example is not for the bank, nor for the collection point: neither ends its arrival.
  'GET /lots/:id/fin': { bank_admin: '404', coordinator: '404', collector: '404' },
  'POST /compte/sessions/:id/fin': NOT_THEIRS,
  'POST /compte/fournisseurs/:provider/retrait': NOT_THEIRS,
  'POST /compte/verification/cles/:id/retrait': NOT_THEIRS,
  'POST /gestion/securite/demandes/:id/confirmation': NOBODYS,
  'POST /gestion/securite/demandes/:id/lien': NOBODYS,
  'POST /gestion/securite/demandes/:id/retrait': NOBODYS,
  'POST /absences/:id/fin': NOT_THEIRS,
  // Who runs the installation works in no organisation.
  'GET /absences': ofPapers,
  'POST /absences': ofPapers,
  // A grid is of the organisation that prints on it, and the committee prints nothing.
  'GET /dons/etiquettes/formats/:format/calibrage.pdf': { auditor: '404' },
  'GET /api/v1/label-formats/:format': { auditor: '404' },
  'GET /api/v1/label-formats/:format/calibration': { auditor: '404' },
  // Here each write is undone, and the paper it made is gone before it is shown.
  'POST /api/v1/donations/:id/erasure-certificate': { bank_admin: '404', coordinator: '404', collector: '404' },
  // What waits in a roll of the bank's is for every collection point.
  'GET /api/v1/codes/:code': { collector: 'ok' },
};
