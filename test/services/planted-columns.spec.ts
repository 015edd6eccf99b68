import { readFileSync } from 'node:fs';
import { PAPER_PROMISE, promiseOf, REPLACEMENT_PROMISES } from '#bank/allocation';
import { PersonalDataService } from '#bank/rules';
import { DECLARED_LOG_STATEMENT, STATEMENTS } from '#bank/workshop';
import { reviewedColumns } from '#platform/kernel';
import { SEALED } from '../../apps/server/startup/sealed.js';
import { VALID_WRITES } from '../http/writes/writes.js';
import { PlantedBank } from '../support/planted/planted-bank.js';
import { whatTheDemoHasNot } from '../support/planted/planted-corrections.js';
import { PlantedForms } from '../support/planted/planted-forms.js';
import { PlantedTables } from '../support/planted/planted-tables.js';

/** Forms by which nobody is reached or found: hashes, codes of things, what maps and figures count by, numbers of organisations. */
const OF_NOBODY = [
  // Of a program, until the organisation removes it.
  "events.webhook.address: ((address ~ '^https?://",
  // A reference, after nothing else of the person is left.
  "events.event.reference: (reference ~ '^R-",
  "~ '^[0-9a-f]{64}$'",
  "people.saved_filter.list: (list ~ '^/[a-z][a-z0-9/-]*$'",
  "~ '^[0-9a-f]{32}$'",
  "~ '^([0-9a-f]{16}|[0-9a-f]{32})$'",
  "~ '^[0-9A-F]{24}$'",
  "~ '^[2-9A-HJKMNP-Z]{7}$'",
  "maintenance.ticket.number: (number ~ '^[2-9A-HJKMNP-Z]{6}$'",
  "maintenance.report.number: (number ~ '^[2-9A-HJKMNP-Z]{6}$'",
  // As a bench PC's kernel calls it.
  'refurbishment.bench_run_drive.bus: ',
  // Counted.
  "incidents.incident.number: (number ~ '^I-[0-9]{4}-",
  "~ '^age1[02-9ac-hj-np-z]{58}$'",
  "source ~ '^[a-z][a-z0-9_]*$'",
  "iccid ~ '^89[0-9]{16,18}$'",
  "iccid_key ~ '^89[0-9]{17,18}$'",
  "postal_code ~ '^[0-9]{5}$'",
  "commune_code ~ '^[0-9][0-9AB][0-9]{3}$'",
  "reporting.figure.period: (period ~ '^(\\d{4}(-\\d{2})?)?$'",
  "intake.donor.rna: (rna ~ '^W[0-9A-Z]{3}[0-9]{6}$'",
  "territory.commune.code: (code ~ '^[0-9AB]{5}$'",
  "people.bank.siren: (siren ~ '^[0-9]{9}$'",
  "people.organisation.siren: (siren ~ '^[0-9]{9}$'",
  // Written with its SIREN.
  "intake.donor.siret: (siret ~ '^[0-9]{14}$'",
  // Drawn by lot: it names nobody, and ends with its person, also where it is cited: it is watched.
  'allocation.beneficiary.reference: beneficiary_reference_check',
];

/** Numbers that the program draws, among them references of people, which are watched: no form takes words for them. */
const CITES_REFERENCES = [
  'corrections.correction.label',
  'corrections.correction.from_facts',
  'corrections.correction.to_facts',
  'devices.device_event.cause_label',
];

/** Of people for whom no device is asked for or in repair any more: the others stay until that is over (`words-purge.ts`). */
const REFERENCES = `SELECT b.reference FROM allocation.beneficiary b WHERE b.ended_on IS NULL
  AND NOT EXISTS (SELECT FROM allocation.request_unit u WHERE u.beneficiary_id = b.id AND u.state = ANY (allocation.open_unit_states()))
  AND NOT EXISTS (SELECT FROM allocation.handover h JOIN devices.device d ON d.id = h.device_id AND d.state = 'in_maintenance'
    WHERE h.beneficiary_id = b.id AND h.ended_at IS NULL)`;

let bank: PlantedBank;
let forms: PlantedForms;
let tables: PlantedTables;

beforeAll(async () => {
  bank = await PlantedBank.open({ mail: false });
  forms = new PlantedForms(bank.w, JSON.parse(readFileSync('docs/openapi.json', 'utf8')), bank.canaries);
  await forms.walk(VALID_WRITES);
  await whatTheDemoHasNot(bank.w.t, bank.w.fixtures, bank.w.db);
  await bank.settles();
}, 900_000);
afterAll(() => bank?.close());

test('a sentence of the program that somebody signed holds no word of theirs', async () => {
  const sentences = new Set<string>([
    ...Object.values(STATEMENTS),
    DECLARED_LOG_STATEMENT,
    PAPER_PROMISE,
    ...Object.values(REPLACEMENT_PROMISES),
    ...(['gift', 'sale'] as const).flatMap((mode) =>
      (['refurbished', 'tested', 'in_part', 'untested'] as const).map((level) => promiseOf(mode, { level })),
    ),
  ]);
  const others: string[] = [];
  for (const { table, column, why } of reviewedColumns) {
    if (why !== 'une phrase du programme, telle qu’elle a été signée') continue;
    const { rows } = await bank.owner.query<{ text: string }>(
      `SELECT DISTINCT ${column} AS text FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    for (const { text } of rows)
      if (!sentences.has(text.replace(/ \((BN-[\dA-Z]{4}-[\dA-Z]{3}(, )?)+\)$/, '')))
        others.push(`${table}.${column}: ${text}`);
  }
  expect(others).toEqual([]);
});

test('what takes words takes a name; Postgres refuses it elsewhere, and nothing is left that was not looked at', async () => {
  const lines = await bank.w.t.app.get(PersonalDataService, { strict: false }).lines();
  tables = new PlantedTables(bank.owner, bank.canaries);
  await tables.plant(lines, ['people.audit_entry.facts', ...CITES_REFERENCES]);
  expect(tables.open).toEqual([]);
  expect(forms.taken.length).toBeGreaterThan(45);
  expect(tables.planted.length).toBeGreaterThan(80);
  expect(tables.formed.sort()).toEqual(['intake.donor.siren', 'people.app_user.email']);
  expect(tables.refused.filter((column) => !/: ./.test(column))).toEqual([]);
  expect(tables.refused.length).toBeGreaterThan(190);
  // They go with something else: the bank that says so of itself and of its site, a commune of the official list that figures count by.
  expect(tables.tied).toEqual([
    'allocation.beneficiary.commune',
    'people.accessibility_declaration.auditor',
    'people.bank.email',
    'people.bank.privacy_contact',
    'people.bank.publisher',
    'people.bank.signatory_title',
  ]);
});

test('what lets in nothing but a form is planted by that form, or is the form of no person', () => {
  for (const field of ['POST /faults phone', 'POST /donors/:id/contacts phone', 'POST /donors identifier'])
    expect(forms.taken).toContain(field);
  const held = tables.refused.filter(
    (column) => !/: (FOREIGN KEY|\(\w+ = ANY \(ARRAY\[|[a-z_]+\.[a-z_]+$)/.test(column),
  );
  expect(held.filter((column) => !OF_NOBODY.some((form) => column.includes(form)))).toEqual([]);
});

test('what is under seal takes somebody too, in each column that is sealed', async () => {
  await bank.sealed.plant(SEALED);
  expect(SEALED.map(({ table, bytes }) => `${table}.${bytes}`).filter((one) => !bank.sealed.planted.has(one))).toEqual([
    // Drawn at random, never typed.
    'events.webhook_secret.sealed',
  ]);
});

test('of three thousand names, numbers and addresses, and of the references of people none is left after twelve years', async () => {
  const { rows: people } = await bank.owner.query<{ reference: string }>(REFERENCES);
  const references = people.map(({ reference }) => reference);
  expect(references.length).toBeGreaterThan(10);
  bank.canaries.watch(references, 'allocation.beneficiary.reference');
  await bank.yearsPass(async () => {
    await tables.again();
    await bank.sealed.plant(SEALED);
  });
  expect(bank.canaries.planted).toBeGreaterThan(3000);
  expect(await bank.left()).toEqual([]);
}, 900_000);

test('the day on which words end is known of each row', async () => {
  const { rows: endings } = await bank.owner.query<{ thing: string; since: string; differs: string }>(
    `SELECT thing, since, coalesce(string_agg(format('r.%I IS DISTINCT FROM %s', word, instead), ' OR ') FILTER (WHERE word <> '*'), 'true') AS differs
     FROM platform.endings() WHERE thing <> 'documents.document' GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const never: string[] = [];
  for (const { thing, since, differs } of endings) {
    const [{ n }] = (
      await bank.owner.query(`SELECT count(*)::int AS n FROM ${thing} r WHERE (${since}) IS NULL AND (${differs})`)
    ).rows;
    if (n) never.push(`${thing}: ${n} (${since})`);
  }
  expect(never).toEqual([]);
});
