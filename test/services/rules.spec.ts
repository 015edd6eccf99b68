import type { DataSource } from 'typeorm';
import { DATED_TABLES, datedTable, RULE_IDS, RulesModule, RulesService } from '#bank/rules';
import type { Member } from '#platform/kernel';
import { openDataSource } from '../support/servers/database.js';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let owner: DataSource;
let admin: Member;

beforeAll(async () => {
  s = await services(RulesModule);
  owner = await openDataSource(s.database.ownerUrl, {}, 2);
  admin = { ...s.fixtures.people.leila, roles: ['bank_admin'] };
});
afterAll(async () => {
  await owner.destroy();
  await s.close();
});

const delay = (over: object = {}) => ({
  key: 'lock_deadline',
  validFrom: '2044-01-01',
  source: 'Décision du bureau',
  values: { days: '90' },
  ...over,
});
const add = (rule: object, id: keyof typeof DATED_TABLES = 'delais', who: Member = admin) =>
  s.work((tx) => s.app.get(RulesService).add(tx, who, id, rule as never));
const rows = (id: keyof typeof DATED_TABLES = 'delais') => s.app.get(RulesService).of(admin, id);

test('every table with a date of validity is in the list, with a trigger that keeps its past', async () => {
  const dated: { name: string; kept: boolean }[] = await owner.query(
    `SELECT format('%s.%s', c.table_schema, c.table_name) AS name,
       EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = format('%I.%I', c.table_schema, c.table_name)::regclass AND t.tgname = 'rule_in_force') AS kept
     FROM information_schema.columns c JOIN information_schema.columns d USING (table_schema, table_name)
     WHERE c.column_name = 'valid_from' AND d.column_name = 'source' ORDER BY 1`,
  );
  expect(RULE_IDS.map((id) => datedTable(id).table).sort()).toEqual(dated.map((t) => t.name).sort());
  expect(dated.filter((t) => !t.kept)).toEqual([]);
});

test.each(RULE_IDS)('%s can be read in words', async (id) => {
  const t = datedTable(id);
  const rules = await rows(id);
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules) {
    if (t.key) expect(Object.keys(t.key.words)).toContain(rule.key);
    for (const c of t.columns)
      if (c.kind === 'codes')
        expect(Object.keys(c.words ?? {})).toEqual(expect.arrayContaining(rule.values[c.column] as string[]));
    expect(rule.source).not.toBe('');
  }
});

test.each(RULE_IDS)('%s is written whole by its library, and taken back', async (id) => {
  const t = datedTable(id);
  const [like] = await rows(id);
  // As a form says it: amounts in euros; and any number will do.
  const typed = t.columns.map(({ column, kind }) => {
    const value = like!.values[column];
    return [column, kind === 'cents' ? '7,50' : typeof value === 'number' ? 7 : value];
  });
  const values = Object.fromEntries(
    t.columns.map(({ column, kind }, i) => [column, kind === 'cents' ? 750 : typed[i]![1]]),
  );
  const rule = { key: like!.key ?? '', validFrom: '2045-01-01', source: 'Une loi', values: Object.fromEntries(typed) };
  await add(rule, id);
  const written = async () => (await rows(id)).filter((r) => r.validFrom === '2045-01-01');
  expect(await written()).toEqual([
    {
      ...like,
      values,
      validFrom: '2045-01-01',
      source: 'Une loi',
      standing: 'coming',
      operatorNumber: t.authored ? admin.operatorNumber : null,
    },
  ]);
  await s.work((tx) => s.app.get(RulesService).remove(tx, admin, id, rule));
  expect(await written()).toEqual([]);
});

test('a rule to come is added, replaces on its day, and goes while it has not begun', async () => {
  const today = (await s.db.query(`SELECT (now() AT TIME ZONE time_zone)::date::text AS day FROM people.bank`))[0].day;
  await add(delay());
  expect((await rows()).find((r) => r.validFrom === '2044-01-01')).toMatchObject({
    standing: 'coming',
    values: { days: 90 },
  });
  expect(await broken(add(delay()))).toBe('rules.same_day');
  const looks = delay({ key: 'looks', values: { amount: '1', unit: 'days' } });
  expect(await broken(add(looks, 'conservation'))).toBe('people.looks_kept_shorter');
  await s.work((tx) =>
    s.app.get(RulesService).remove(tx, admin, 'delais', { key: 'lock_deadline', validFrom: '2044-01-01' }),
  );
  await add(delay({ validFrom: today }));
  expect((await rows()).filter((r) => r.key === 'lock_deadline').map((r) => r.standing)).toEqual(['in_force', 'past']);
  const gone = (validFrom: string) =>
    broken(s.work((tx) => s.app.get(RulesService).remove(tx, admin, 'delais', { key: 'lock_deadline', validFrom })));
  expect(await gone(today)).toBe('rules.in_force');
  expect(await gone('2044-01-01')).toBe('not_found');
  const [noted] = await s.db.query(
    `SELECT facts FROM people.audit_entry WHERE verb = 'add_rule' ORDER BY id DESC LIMIT 1`,
  );
  expect(noted.facts).toMatchObject({ key: 'lock_deadline', validFrom: today });
});

test('amounts, yes and no, lists and nothing at all are read as people write them', async () => {
  await add(
    { key: 'laptop', validFrom: '2044-01-01', source: 'Un décret', values: { cents: '1 180,50 €' } },
    'prix-plafonds',
  );
  await add({ key: 'tablet', validFrom: '2044-01-01', source: 'Un décret', values: { cents: '' } }, 'prix-plafonds');
  const prices = (await rows('prix-plafonds')).filter((r) => r.standing === 'coming');
  expect(prices.map((r) => r.values['cents'])).toEqual([118050, null]);
  const values = {
    public_origin: 'oui',
    resale_forbidden: false,
    price_capped: 'non',
    papers: ['collection_slip', 'undertaking'],
  };
  await add({ key: 'person', validFrom: '2044-01-01', source: 'Une loi', values }, 'donateurs');
  expect((await rows('donateurs')).find((r) => r.standing === 'coming')?.values).toEqual({
    public_origin: true,
    resale_forbidden: false,
    price_capped: false,
    papers: ['collection_slip', 'undertaking'],
  });
});

test('no rule promises a receipt that the law does not give', async () => {
  const values = { public_origin: 'non', resale_forbidden: 'non', price_capped: 'non', papers: ['cerfa_16216'] };
  const rule = { key: 'association', validFrom: '2046-01-01', source: 'Un espoir', values };
  expect(await broken(add(rule, 'donateurs'))).toBe('rules.receipt_not_for_donor');
  await expect(
    s.db.query(
      `INSERT INTO intake.donor_rule VALUES ('association', '2046-01-01', false, false, false, '{cerfa_11580}', 'Un espoir')`,
    ),
  ).rejects.toThrow('donor_rule_receipts');
});

test.each([
  [{ key: 'moon' }, 'rules.key_missing'],
  [{ validFrom: '2044-02-30' }, 'rules.date_wrong'],
  [{ validFrom: '2020-01-01' }, 'rules.day_past'],
  [{ source: '  ' }, 'rules.source_missing'],
  [{ values: { days: 'dix' } }, 'rules.value_wrong'],
  [{ values: { days: '0' } }, 'rules.value_wrong'],
  [{ values: {} }, 'rules.value_wrong'],
])('%j is refused with %s', async (over, code) => {
  expect(await broken(add(delay({ validFrom: '2043-01-01', ...over })))).toBe(code);
});

test('only the bank’s administrator adds, only the bank reads', async () => {
  const { leila, aude } = s.fixtures.people;
  expect(await broken(add(delay({ validFrom: '2043-01-01' }), 'delais', { ...leila, roles: ['coordinator'] }))).toBe(
    'not_found',
  );
  expect(await broken(s.app.get(RulesService).of(aude, 'delais'))).toBe('not_found');
});

test('Postgres: the application’s role writes no past and rewrites nothing', async () => {
  const tried = (sql: string) => broken(s.work((tx) => tx.query(sql)));
  expect(await tried(`INSERT INTO intake.delay VALUES ('lock_deadline', '2020-06-01', 1, 'x')`)).toBe('rules.day_past');
  expect(await tried(`DELETE FROM intake.delay WHERE valid_from = '2020-01-01'`)).toBe('rules.in_force');
  await expect(s.db.query('UPDATE intake.delay SET days = 1')).rejects.toThrow(/permission denied/);
  await expect(s.db.query('TRUNCATE intake.delay')).rejects.toThrow(/permission denied/);
});
