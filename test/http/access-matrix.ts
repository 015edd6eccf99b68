import type { Kind } from '../support/everybody.js';
import { allocation } from './access/allocation.js';
import { desk } from './access/desk.js';
import { devices } from './access/devices.js';
import { giving } from './access/giving.js';
import { intake } from './access/intake.js';
import { inventories } from './access/inventories.js';
import { labels } from './access/labels.js';
import { locks } from './access/locks.js';
import { logistics } from './access/logistics.js';
import { maintenance } from './access/maintenance.js';
import { papers } from './access/papers.js';
import { people } from './access/people.js';
import { photos } from './access/photos.js';
import { receipts } from './access/receipts.js';
import { rules } from './access/rules.js';
import { sims } from './access/sims.js';
import { takeover } from './access/takeover.js';
import { workshop } from './access/workshop.js';

/** The columns of every table, from left to right. */
export const PEOPLE = [
  'stranger',
  'instance',
  'bank_admin',
  'coordinator',
  'collector',
  'workshop_supervisor',
  'technician',
  'structure_manager',
  'structure_agent',
  'committee_reader',
  'donor_contact',
] as const;
export type PersonKind = (typeof PEOPLE)[number];

/**
 * What a person is answered.
 * `ok`: let through (a page, an answer; for a write whatever its own rules then say: 2xx, 303, 409, 422).
 * `401`: asked to sign in (a page goes to /connexion). `403`: not this role's work. `404`: not there, or not for them.
 */
export type Verdict = 'ok' | '401' | '403' | '404';

export interface Row {
  readonly route: string;
  /** The kind of thing that the address names; empty when it names none. */
  readonly thing: string;
  readonly own: Readonly<Record<PersonKind, Verdict>>;
  /** The same person of another organisation asking for the same thing; a cell `ok/404` says both. */
  readonly foreign: Readonly<Record<PersonKind, Verdict>>;
}

/** Reads a table: a line per route, its thing, then a cell per person. Lines that begin with `#` are for the reader. */
function read(table: string): Row[] {
  return table
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => {
      const [route = '', thing = '', ...cells] = line.split('|').map((cell) => cell.trim());
      if (cells.length !== PEOPLE.length) throw new Error(`${PEOPLE.length} cells are needed: ${line}`);
      const side = (at: 0 | 1) =>
        Object.fromEntries(PEOPLE.map((who, i) => [who, cells[i]!.split('/').at(at === 0 ? 0 : -1)])) as Row['own'];
      return { route: route.replace(/ +/, ' '), thing, own: side(0), foreign: side(1) };
    });
}

/** Who may do what, everywhere: each room's table below `access/`. */
export const MATRIX: readonly Row[] = [
  people,
  devices,
  photos,
  papers,
  receipts,
  intake,
  labels,
  inventories,
  giving,
  desk,
  locks,
  logistics,
  workshop,
  allocation,
  rules,
  sims,
  maintenance,
  takeover,
].flatMap(read);

/** Does the table make a difference between one's own and another organisation's? */
export const asksForeign = (row: Row, kind: Kind): boolean => row.thing !== '' && kind.foreign !== null;
