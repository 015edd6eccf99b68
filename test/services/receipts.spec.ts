import pg from 'pg';
import { DocumentsService } from '#bank/documents';
import { BankService } from '#bank/people';
import {
  AgreementsService,
  ChecklistService,
  DeclaredValuesService,
  ReceiptQueries,
  ReceiptsService,
  SignedBackService,
  YearlyListsService,
} from '#bank/receipts';
import { COMPANY, PERSON, type ReceiptFixtures, receiptFixtures, SIGNED } from '../support/papers/receipts.js';
import { bankToday } from '../support/servers/bank-day.js';
import { broken } from '../support/servers/services.js';

let s: ReceiptFixtures;
let owner: pg.Client;
let receipts: ReceiptsService;
let queries: ReceiptQueries;

beforeAll(async () => {
  s = await receiptFixtures();
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
  receipts = s.app.get(ReceiptsService);
  queries = s.app.get(ReceiptQueries);
});
afterAll(async () => {
  await owner?.end();
  await s?.close();
});

const factsOf = async (documentId: string) =>
  (await owner.query('SELECT facts FROM documents.document WHERE id = $1', [documentId])).rows[0].facts;

describe('a receipt', () => {
  it('says both identities, the value as declared, who typed it, and every device', async () => {
    const id = await s.closed('company', '1 271,80', 3);
    const { documentId, number } = await s.issue(id);
    const facts = await factsOf(documentId);
    expect(facts).toMatchObject({
      donor: { name: COMPANY.name, legalForm: 'SAS', address: COMPANY.address },
      issuer: { legalForm: 'Association loi 1901', siren: '000000018', signatoryTitle: expect.any(String) },
      valueCents: 127_180,
      declared: { on: bankToday(), how: 'par lettre', operator: s.aude.operatorNumber },
      quantities: [{ category: 'Ordinateur portable', quantity: 3 }],
      signed: { operator: s.leila.operatorNumber },
    });
    expect(facts.devices).toHaveLength(3);
    expect(facts.certificate.source).toContain('238 bis');
    const view = (await queries.ofDonation(s.leila, id))[0]!;
    expect(view).toMatchObject({ number, donor: COMPANY.name, valueCents: 127_180, devices: 3, cancelledAt: null });
  });

  it('of a person names them on the sealed paper alone, which goes six years later', async () => {
    const { documentId } = await s.issue(await s.closed('person', '80'), PERSON);
    const { rows } = await owner.query(
      `SELECT retention_class, retention_until::date - requested_at::date AS days, sealed_facts IS NOT NULL AS sealed FROM documents.document WHERE id = $1`,
      [documentId],
    );
    expect(rows[0]).toMatchObject({ retention_class: 'identity', sealed: true });
    expect(rows[0].days).toBeGreaterThanOrEqual(6 * 365);
    for (const table of [
      'documents.document',
      'receipts.receipt',
      'receipts.declared_value',
      'people.audit_entry',
      'platform.idempotency_key',
    ]) {
      const there = await owner.query('SELECT to_regclass($1) AS there', [table]);
      if (!there.rows[0].there) continue;
      const { rows: found } = await owner.query(
        `SELECT 1 FROM ${table} x WHERE x::text LIKE '%Dominique%' OR x::text LIKE '%impasse%'`,
      );
      expect([table, found]).toEqual([table, []]);
    }
    expect(await broken(s.app.get(DocumentsService).byId(s.aude, documentId))).toBe('not_found');
  });

  it.each([
    ['receipts.not_for_this_donor', 'public_body', {}],
    ['receipts.not_for_this_donor', 'association', {}],
    ['receipts.identity_incomplete', 'person', { name: 'Dominique Exemple', address: ' ' }],
    ['receipts.identity_incomplete', 'company', { legalForm: '' }],
    ['receipts.identity_too_long', 'company', { address: 'x'.repeat(301) }],
    ['receipts.siren_wrong', 'company', { siren: '123456789' }],
    ['receipts.secret_wrong', 'company', { password: 'pas le bon' }],
  ] as const)('is refused with %s', async (code, kind, over) => {
    const id = await s.closed(kind);
    expect(await broken(s.work((tx) => receipts.issue(tx, s.leila, id, { ...COMPANY, ...SIGNED, ...over })))).toBe(
      code,
    );
  });

  it('is refused without a value, before the donation is closed, and to a collection point', async () => {
    const id = await s.closed('company');
    expect(await broken(s.work((tx) => receipts.issue(tx, s.aude, id, { ...COMPANY, ...SIGNED })))).toBe('not_found');
    await owner.query(`ALTER TABLE receipts.declared_value DISABLE TRIGGER append_only_rows; DELETE FROM receipts.declared_value v
      WHERE donation_id = '${id}'; ALTER TABLE receipts.declared_value ENABLE TRIGGER append_only_rows`);
    expect(await broken(s.issue(id))).toBe('receipts.value_missing');
  });

  it('is refused by a bank that is not eligible, or not for this kind of donor', async () => {
    const bank = s.app.get(BankService);
    const before = await bank.settings();
    const id = await s.closed('company');
    await s.work((tx) => bank.change(tx, s.leila, { ...before, eligibilityGround: null }));
    expect(await broken(s.issue(id))).toBe('receipts.bank_not_eligible');
    await s.work((tx) => bank.change(tx, s.leila, { ...before, eligibilityGround: 'endowment_fund' }));
    await owner.query(`INSERT INTO people.eligibility_ground (ground, valid_from, for_companies, for_persons, text, source)
      VALUES ('endowment_fund', '2020-01-01', false, true, 'Une loi nouvelle', 'Une loi')`);
    expect(await broken(s.issue(id))).toBe('receipts.ground_not_for_this_donor');
    expect(await broken(s.work((tx) => bank.change(tx, s.leila, { ...before, object: '' })))).toBe(
      'people.eligibility_incomplete',
    );
    await s.work((tx) => bank.change(tx, s.leila, before));
    expect(await broken(s.issue(id))).toBe('done');
  });

  it('is cancelled and replaced, and both keep their numbers', async () => {
    const id = await s.closed('company', '100');
    const first = await s.issue(id);
    await s.work((tx) =>
      s.app.get(DeclaredValuesService).note(tx, s.leila, id, { euros: '120', declaredOn: bankToday(), how: 'mail' }),
    );
    const second = await s.work((tx) =>
      receipts.replace(tx, s.leila, first.id, { ...COMPANY, ...SIGNED, reason: 'value_wrong' }),
    );
    expect(second.number).not.toBe(first.number);
    expect(await factsOf(second.documentId)).toMatchObject({ replaces: first.number, valueCents: 12_000 });
    expect(await queries.byId(s.leila, first.id)).toMatchObject({
      number: first.number,
      cancelReason: 'value_wrong',
      replacedBy: second.number,
    });
    const { rows } = await owner.query('SELECT replaced_by FROM documents.withdrawal WHERE document_id = $1', [
      first.documentId,
    ]);
    expect(rows).toEqual([{ replaced_by: second.documentId }]);
    const again = s.work((tx) => receipts.cancel(tx, s.leila, first.id, { reason: 'value_wrong', ...SIGNED }));
    expect(await broken(again)).toBe('receipts.already_cancelled');
    expect(await broken(s.work((tx) => receipts.cancel(tx, s.leila, second.id, { reason: 'why', ...SIGNED })))).toBe(
      'receipts.reason_missing',
    );
  });
});

describe('the list of a year', () => {
  it('gives number and total by kind without the cancelled ones, and stays as it was made', async () => {
    const lists = s.app.get(YearlyListsService);
    const year = await queries.currentYear();
    const before = (await queries.years(s.leila)).find((y) => y.year === year)!;
    await s.issue(await s.closed('company', '1000'));
    const cancelled = await s.issue(await s.closed('person', '50'), PERSON);
    await s.work((tx) => receipts.cancel(tx, s.leila, cancelled.id, { reason: 'issued_by_mistake', ...SIGNED }));
    const now = (await queries.years(s.leila)).find((y) => y.year === year)!;
    expect(now.companies).toEqual({ count: before.companies.count + 1, cents: before.companies.cents + 100_000 });
    expect(now.persons).toEqual(before.persons);
    expect(now.cancelled).toBe(before.cancelled + 1);
    await s.work((tx) => lists.make(tx, s.leila, year, SIGNED.password));
    await s.issue(await s.closed('company', '7'));
    await s.work((tx) => lists.make(tx, s.leila, year, SIGNED.password));
    const [second, first] = await queries.lists(s.leila, year);
    expect(first!.companies).toEqual(now.companies);
    expect(second!.companies.cents).toBe(now.companies.cents + 700);
    expect(second!.number).not.toBe(first!.number);
    const facts = await factsOf(first!.documentId);
    expect(facts.receipts.map((r: { donor: string }) => r.donor)).not.toContain(PERSON.name);
    expect(await broken(s.work((tx) => lists.make(tx, s.leila, 2999, SIGNED.password)))).toBe('receipts.year_wrong');
    expect(await broken(queries.years(s.aude))).toBe('not_found');
  });
});

describe('the papers of a donation', () => {
  it('tell when a public gift is worth more per device than the law allows, and refuse nothing', async () => {
    const values = s.app.get(DeclaredValuesService);
    const id = await s.closed('public_body', '', 2);
    const cap = () => values.cap({ id, donorKind: 'public_body' });
    expect(await cap()).toMatchObject({
      cents: 30000,
      source: expect.stringContaining('D3212-3'),
      meanCents: null,
      over: false,
    });
    const declare = (euros: string) =>
      s.work((tx) => values.note(tx, s.aude, id, { euros, declaredOn: bankToday(), how: 'letter' }));
    await declare('600');
    expect(await cap()).toMatchObject({ devices: 2, meanCents: 30000, over: false });
    await declare('600,01');
    expect(await cap()).toMatchObject({ over: true });
    expect(await values.cap({ id, donorKind: 'company' })).toBeNull();
    await s.work((tx) => s.app.get(AgreementsService).sign(tx, s.leila, id, SIGNED.password));
  });

  it('are asked by the donor’s kind, made, and signed back', async () => {
    const id = await s.closed('public_body', '', 2);
    const checklist = s.app.get(ChecklistService);
    const lines = async () => (await checklist.of(s.aude, id)).lines;
    expect((await lines()).map((l) => [l.paper, l.document !== null])).toEqual([
      ['undertaking', false],
      ['collection_slip', true],
      ['proof_of_reuse', false],
    ]);
    const agreements = s.app.get(AgreementsService);
    const first = await s.work((tx) => agreements.sign(tx, s.leila, id, SIGNED.password));
    const said = await factsOf(first);
    expect(said.undertaking.source).toContain('L. 3212-2');
    expect(said.undertaking.text).not.toContain('prête');
    expect(said.capacity).toMatchObject({ text: expect.stringContaining('précarité'), source: expect.any(String) });
    const second = await s.work((tx) => agreements.sign(tx, s.leila, id, SIGNED.password));
    expect((await lines())[0]!.document!.id).toBe(second);
    const back = s.app.get(SignedBackService);
    const note = (scan: Buffer | null) => s.work((tx) => back.note(tx, s.aude, id, second, scan));
    expect(await broken(note(Buffer.from('<svg>')))).toBe('receipts.scan_unreadable');
    await note(Buffer.from('%PDF-1.4 a scan'));
    expect((await lines())[0]).toMatchObject({ scan: true, signedBackAt: expect.any(Date) });
    expect(await broken(note(null))).toBe('receipts.already_signed_back');
    expect((await back.scan(s.aude, id, second)).mime).toBe('application/pdf');
    expect(await s.work((tx) => back.forgetDue(tx))).toBe(0);
    await owner.query(`ALTER TABLE receipts.signed_back DISABLE TRIGGER signed_scan_only_goes; UPDATE receipts.signed_back SET keep_until = now();
      ALTER TABLE receipts.signed_back ENABLE TRIGGER signed_scan_only_goes`);
    expect(await s.work((tx) => back.forgetDue(tx))).toBe(1);
    expect((await lines())[0]).toMatchObject({ scan: false, signedBackAt: expect.any(Date) });
    expect(await broken(back.scan(s.aude, id, second))).toBe('not_found');
  });
});
