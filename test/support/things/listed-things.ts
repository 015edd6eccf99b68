import type { Client } from 'pg';
import { BENEFICIARIES, HANDOVERS, REQUESTS } from '#bank/allocation';
import { LISTED_CORRECTIONS } from '#bank/corrections';
import { DOCUMENTS } from '#bank/documents';
import { TICKETS } from '#bank/faults';
import { INCIDENTS } from '#bank/incidents';
import { DONATIONS, DONORS } from '#bank/intake';
import { RECEIVED } from '#bank/inventories';
import { CONTAINERS, TRANSFERS } from '#bank/logistics';
import { ORGANISATIONS } from '#bank/people';
import { RECEIPTS } from '#bank/receipts';
import { SIMS } from '#bank/sims';
import { ERASURE_FILES, REMOVED } from '#bank/workshop';
import type { AssembledStatement, Sorts, Turn } from '#platform/database';

/** A list with orders, as the property of walking needs it. */
export interface Listed {
  readonly table: string;
  readonly sorts: Sorts;
  /** The statement of a page, by what it is narrowed to. */
  readonly narrowed: Readonly<Record<string, (turn: Turn<never>) => AssembledStatement>>;
  /** What every copy of a row has. */
  readonly own?: Readonly<Record<string, string>>;
  /** Values that what is sorted or kept by may take; few, so that many rows are equal. */
  readonly vary: Readonly<Record<string, string>>;
}

const some = (...texts: string[]) =>
  `(ARRAY[${texts.map((t) => `'${t}'`).join(', ')}])[1 + floor(random() * ${texts.length})::int]`;
/** Moments of which some are the same to the microsecond, and some in the same millisecond. */
export const MOMENT = `timestamptz '2026-03-01 08:00:00.123+01' + floor(random() * 4) * interval '1 microsecond' + floor(random() * 3) * interval '1 day'`;
const PERHAPS = `CASE WHEN random() < 0.6 THEN ${MOMENT} END`;
const DAY = `date '2026-03-01' + floor(random() * 4)::int`;
const EVENT = 'floor(random() * 9)::int + 1';

const NOBODY = { organisation: null, user: null, aboutId: null };
const BANK_CARDS = { own: null, numberHashes: () => null };
const EVERY_DEVICE = (param: string) => `(${param}::uuid IS NULL OR true)`;

/** @param one ids of the demo that some are narrowed to. */
export const listedThings = (
  one: Record<'structure' | 'collection' | 'bank', string>,
): Readonly<Record<string, Listed>> => ({
  donations: {
    table: 'intake.donation',
    sorts: DONATIONS.sorts,
    narrowed: {
      all: (turn) => DONATIONS.statement({ own: null, names: true }, {}, turn),
      received: (turn) => DONATIONS.statement({ own: null, names: true }, { state: 'received' }, turn),
      'of a collection point': (turn) => DONATIONS.statement({ own: one.collection, names: true }, {}, turn),
      'of public bodies': (turn) => DONATIONS.statement({ own: null, names: true }, { donorKind: 'public_body' }, turn),
    },
    vary: {
      changed_at: MOMENT,
      expected_on: `CASE WHEN random() < 0.5 THEN ${DAY} END`,
      state: some('received', 'promised', 'closed'),
    },
  },
  donors: {
    table: 'intake.donor',
    sorts: DONORS.sorts,
    narrowed: {
      all: (turn) => DONORS.statement({ own: null, reached: () => null }, {}, turn),
      'a word': (turn) => DONORS.statement({ own: null, reached: () => null }, { q: 'mairie' }, turn),
      'of a collection point': (turn) => DONORS.statement({ own: one.collection, reached: () => null }, {}, turn),
    },
    vary: { name: some('Mairie', 'mairie', 'École', 'Zoé & Cie') },
  },
  transfers: {
    table: 'logistics.transfer',
    sorts: TRANSFERS.sorts,
    narrowed: {
      all: (turn) => TRANSFERS.statement({ org: null, all: true }, {}, turn),
      'on the road': (turn) => TRANSFERS.statement({ org: null, all: true }, { state: 'sent' }, turn),
      'from the bank': (turn) => TRANSFERS.statement({ org: one.bank, all: true }, { direction: 'out' }, turn),
    },
    vary: { created_at: MOMENT, sent_at: PERHAPS, ended_at: PERHAPS, state: some('sent', 'preparing', 'received') },
  },
  requests: {
    table: 'allocation.request',
    sorts: REQUESTS.sorts,
    narrowed: {
      all: (turn) => REQUESTS.statement(null, {}, turn),
      approved: (turn) => REQUESTS.statement(null, { state: 'approved' }, turn),
      'of a structure': (turn) => REQUESTS.statement(one.structure, {}, turn),
    },
    vary: {
      urgency: some('normal', 'priority'),
      expires_at: PERHAPS,
      last_event_id: EVENT,
      state: some('draft', 'submitted', 'approved'),
    },
  },
  beneficiaries: {
    table: 'allocation.beneficiary',
    sorts: BENEFICIARIES.sorts,
    narrowed: { 'of a structure': (turn) => BENEFICIARIES.statement(one.structure, {}, turn) },
    own: { structure_id: `'${one.structure}'`, ended_on: 'NULL', merged_into: 'NULL' },
    vary: { last_contact_on: DAY },
  },
  handovers: {
    table: 'allocation.handover',
    sorts: HANDOVERS.sorts,
    narrowed: {
      all: (turn) => HANDOVERS.statement({ structureId: null }, {}, turn),
      'not back': (turn) => HANDOVERS.statement({ structureId: null }, { open: '1' }, turn),
      'of a structure': (turn) => HANDOVERS.statement({ structureId: one.structure }, {}, turn),
    },
    own: {
      device_id: '(SELECT id FROM devices.device ORDER BY id LIMIT 1)',
      structure_id: `'${one.structure}'`,
      beneficiary_id: '(SELECT id FROM allocation.beneficiary ORDER BY id LIMIT 1)',
    },
    vary: { handed_over_at: MOMENT, ended_at: PERHAPS },
  },
  containers: {
    table: 'devices.container',
    sorts: CONTAINERS.sorts,
    narrowed: {
      all: (turn) => CONTAINERS.statement(null, {}, turn),
      "the bank's": (turn) => CONTAINERS.statement(one.bank, {}, turn),
    },
    own: { organisation_id: `'${one.bank}'`, kind: `'crate'` },
    vary: {
      changed_at: MOMENT,
      name: some('Bleue', 'bleue', 'Rouge', ''),
      place_id: 'CASE WHEN random() < 0.7 THEN (SELECT id FROM people.place ORDER BY random() LIMIT 1) END',
    },
  },
  corrections: {
    table: 'corrections.correction',
    sorts: LISTED_CORRECTIONS.sorts,
    narrowed: {
      all: (turn) => LISTED_CORRECTIONS.statement(NOBODY, {}, turn),
      waiting: (turn) => LISTED_CORRECTIONS.statement(NOBODY, { 'a-contresigner': 'oui' }, turn),
    },
    vary: { touches: `(ARRAY['{}', '{receipt}'])[1 + floor(random() * 2)::int]::text[]` },
  },
  tickets: {
    table: 'maintenance.ticket',
    sorts: TICKETS.sorts,
    narrowed: {
      all: (turn) => TICKETS.statement(null, {}, turn),
      open: (turn) => TICKETS.statement(null, { state: 'live' }, turn),
      'of a structure': (turn) => TICKETS.statement(one.structure, {}, turn),
    },
    vary: { last_event_id: EVENT, state: some('open', 'waiting', 'closed') },
  },
  incidents: {
    table: 'incidents.incident',
    sorts: INCIDENTS.sorts,
    narrowed: {
      all: (turn) => INCIDENTS.statement(null, {}, turn),
      open: (turn) => INCIDENTS.statement(null, { state: 'live' }, turn),
      'of an organisation': (turn) => INCIDENTS.statement(one.collection, {}, turn),
    },
    vary: { opened_at: MOMENT, state: some('open', 'told') },
  },
  sims: {
    table: 'sims.sim',
    sorts: SIMS.sorts,
    narrowed: {
      all: (turn) => SIMS.statement(BANK_CARDS, {}, turn),
      'in stock': (turn) => SIMS.statement(BANK_CARDS, { status: 'in_stock' }, turn),
      'some digits': (turn) => SIMS.statement(BANK_CARDS, { q: '7' }, turn),
    },
    vary: {
      changed_at: MOMENT,
      carrier: some('Orange', 'orange', 'Éclair', 'Émile'),
      iccid: some('8933150000000000001', '8933150000000000002', '8933150000000000027'),
      status: some('in_stock', 'allotted'),
    },
  },
  'erasure files': {
    table: 'refurbishment.erasure_log',
    sorts: ERASURE_FILES.sorts,
    narrowed: {
      all: (turn) => ERASURE_FILES.statement(null, {}, turn),
      'to judge': (turn) => ERASURE_FILES.statement(null, { outcome: 'to_judge' }, turn),
      "the bank's": (turn) => ERASURE_FILES.statement(one.bank, {}, turn),
    },
    own: { organisation_id: `'${one.bank}'` },
    vary: { outcome: some('read', 'to_judge') },
  },
  'received inventories': {
    table: 'inventories.received',
    sorts: RECEIVED.sorts,
    narrowed: {
      all: (turn) => RECEIVED.statement({ own: null, organisation: one.bank, visible: EVERY_DEVICE }, {}, turn),
      waiting: (turn) =>
        RECEIVED.statement({ own: null, organisation: one.bank, visible: EVERY_DEVICE }, { state: 'waiting' }, turn),
    },
    own: { organisation_id: `'${one.bank}'`, received_at: 'now()', candidates: `'{}'` },
    vary: {
      decided_at: PERHAPS,
      make: `CASE WHEN random() < 0.7 THEN ${some('Dell', 'DELL', 'Hp')} END`,
      model: some('X', 'x', 'Latitude'),
      state: some('waiting', 'attached'),
    },
  },
  documents: {
    table: 'documents.document',
    sorts: DOCUMENTS.sorts,
    narrowed: {
      "the program's": (turn) => DOCUMENTS.statement('program', {}, turn),
      "the bank's": (turn) => DOCUMENTS.statement({ organisation: one.bank }, {}, turn),
      ready: (turn) => DOCUMENTS.statement('program', { state: 'ready' }, turn),
    },
    vary: { number: some('A-1', 'A-2', 'B-1'), state: some('ready', 'failed') },
  },
  'removed media': {
    table: 'refurbishment.removed_medium',
    sorts: REMOVED.sorts,
    narrowed: {
      all: (turn) => REMOVED.statement(null, {}, turn),
      kept: (turn) => REMOVED.statement(null, { state: 'kept' }, turn),
    },
    own: {
      medium_id: '(SELECT id FROM devices.medium ORDER BY id LIMIT 1)',
      device_id: '(SELECT id FROM devices.device ORDER BY id LIMIT 1)',
      evidence_id: '(SELECT id FROM refurbishment.evidence ORDER BY id LIMIT 1)',
      holder_org_id: `'${one.bank}'`,
    },
    vary: { changed_at: MOMENT, removed_at: MOMENT, state: some('kept', 'destroyed') },
  },
  receipts: {
    table: 'receipts.receipt',
    sorts: RECEIPTS.sorts,
    narrowed: {
      'of a year': (turn) => RECEIPTS.statement(2026, {}, turn),
      'that count': (turn) => RECEIPTS.statement(2026, { state: 'counts' }, turn),
    },
    own: { year: '2026' },
    vary: {
      n: '1 + floor(random() * 20)::int',
      value_cents: `1000 * (1 + floor(random() * 4)::int)`,
      kind: some('company', 'person'),
    },
  },
  // Last: a bank may become anything.
  organisations: {
    table: 'people.organisation',
    sorts: ORGANISATIONS.sorts,
    narrowed: {
      all: (turn) => ORGANISATIONS.statement(null, {}, turn),
      'a word': (turn) => ORGANISATIONS.statement(null, { q: 'mairie' }, turn),
    },
    own: { merged_into: 'NULL', commune: `''`, own_counter: 'NULL' },
    vary: {
      changed_at: MOMENT,
      kind: some('structure', 'collection_point', 'esat'),
      name: some('Mairie', 'mairie', 'École', 'Zoé & Cie'),
    },
  },
});

/** Any row may then be like another, and say anything of itself. */
export async function unchecked(behind: Client, table: string): Promise<void> {
  const { rows: rules } = await behind.query<{ drops: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname) AS drops
     FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('c', 'u')
     UNION ALL SELECT format('ALTER TABLE %s ALTER %I DROP NOT NULL', attrelid::regclass, attname) FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND attnotnull AND attidentity = '' AND attname <> 'id'
     UNION ALL SELECT format('DROP INDEX %s', indexrelid::regclass) FROM pg_index i
     WHERE indrelid = $1::regclass AND indisunique AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)`,
    [table],
  );
  for (const { drops } of rules) await behind.query(drops);
}
