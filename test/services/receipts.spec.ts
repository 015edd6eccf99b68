import pg from 'pg';
import { DocumentsService } from '#documents';
import { BankService } from '#people';
import {
  AgreementsService,
  ChecklistService,
  DeclaredValuesService,
  ReceiptQueries,
  ReceiptsService,
  SignedBackService,
  YearlyListsService,
} from '#receipts';
import { COMPANY, PERSON, type ReceiptHouse, receiptHouse, SIGNED } from '../support/receipts.js';
import { broken } from '../support/services.js';

let house: ReceiptHouse;
let owner: pg.Client;
let receipts: ReceiptsService;
let queries: ReceiptQueries;

beforeAll(async () => {
  house = await receiptHouse();
  owner = new pg.Client({ connectionString: house.database.ownerUrl });
  await owner.connect();
  receipts = house.app.get(ReceiptsService);
  queries = house.app.get(ReceiptQueries);
});
afterAll(async () => {
  await owner?.end();
  await house?.close();
});

const factsOf = async (documentId: string) =>
  (await owner.query('SELECT facts FROM documents.document WHERE id = $1', [documentId])).rows[0].facts;

describe('a receipt', () => {
  it('says both identities, the value as declared, who typed it, and every device', async () => {
    const id = await house.closed('company', '1 271,80', 3);
    const { documentId, number } = await house.issue(id);
    const facts = await factsOf(documentId);
    expect(facts).toMatchObject({
      donor: { name: COMPANY.name, legalForm: 'SAS', address: COMPANY.address },
      issuer: { legalForm: 'Association loi 1901', siren: '732829320', signatoryTitle: expect.any(String) },
      valueCents: 127_180,
      declared: { on: '2026-01-02', how: 'par lettre', operator: house.aude.operatorNumber },
      quantities: [{ category: 'Ordinateur portable', quantity: 3 }],
      signed: { operator: house.leila.operatorNumber },
    });
    expect(facts.devices).toHaveLength(3);
    expect(facts.certificate.source).toContain('238 bis');
    const view = (await queries.ofDonation(house.leila, id))[0]!;
    expect(view).toMatchObject({ number, donor: COMPANY.name, valueCents: 127_180, devices: 3, cancelledAt: null });
  });

  it('of a person names them on the sealed paper alone, which goes six years later', async () => {
    const { documentId } = await house.issue(await house.closed('person', '80'), PERSON);
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
    expect(await broken(house.app.get(DocumentsService).byId(house.aude, documentId))).toBe('not_found');
  });

  it.each([
    ['receipts.not_for_this_donor', 'public_body', {}],
    ['receipts.identity_incomplete', 'person', { name: 'Dominique Exemple', address: ' ' }],
    ['receipts.identity_incomplete', 'company', { legalForm: '' }],
    ['receipts.identity_too_long', 'company', { address: 'x'.repeat(301) }],
    ['receipts.siren_wrong', 'company', { siren: '123456789' }],
    ['receipts.secret_wrong', 'company', { password: 'pas le bon' }],
  ] as const)('is refused with %s', async (code, kind, over) => {
    const id = await house.closed(kind);
    expect(
      await broken(house.work((tx) => receipts.issue(tx, house.leila, id, { ...COMPANY, ...SIGNED, ...over }))),
    ).toBe(code);
  });

  it('is refused without a value, before the donation is closed, and to a collection point', async () => {
    const id = await house.closed('company');
    expect(await broken(house.work((tx) => receipts.issue(tx, house.aude, id, { ...COMPANY, ...SIGNED })))).toBe(
      'not_found',
    );
    await owner.query(`ALTER TABLE receipts.declared_value DISABLE TRIGGER append_only_rows; DELETE FROM receipts.declared_value v
      WHERE donation_id = '${id}'; ALTER TABLE receipts.declared_value ENABLE TRIGGER append_only_rows`);
    expect(await broken(house.issue(id))).toBe('receipts.value_missing');
  });

  it('is refused by a bank that is not eligible, or not for this kind of donor', async () => {
    const bank = house.app.get(BankService);
    const before = await bank.settings();
    const id = await house.closed('company');
    await house.work((tx) => bank.change(tx, house.leila, { ...before, eligibilityGround: null }));
    expect(await broken(house.issue(id))).toBe('receipts.bank_not_eligible');
    await house.work((tx) => bank.change(tx, house.leila, { ...before, eligibilityGround: 'adapted_company' }));
    expect(await broken(house.issue(id))).toBe('receipts.ground_not_for_this_donor');
    expect(await broken(house.work((tx) => bank.change(tx, house.leila, { ...before, object: '' })))).toBe(
      'people.eligibility_incomplete',
    );
    await house.work((tx) => bank.change(tx, house.leila, before));
    expect(await broken(house.issue(id))).toBe('done');
  });

  it('is cancelled and replaced, and both keep their numbers', async () => {
    const id = await house.closed('company', '100');
    const first = await house.issue(id);
    await house.work((tx) =>
      house.app
        .get(DeclaredValuesService)
        .note(tx, house.leila, id, { euros: '120', declaredOn: '2026-01-03', how: 'mail' }),
    );
    const second = await house.work((tx) =>
      receipts.replace(tx, house.leila, first.id, { ...COMPANY, ...SIGNED, reason: 'value_wrong' }),
    );
    expect(second.number).not.toBe(first.number);
    expect(await factsOf(second.documentId)).toMatchObject({ replaces: first.number, valueCents: 12_000 });
    expect(await queries.byId(house.leila, first.id)).toMatchObject({
      number: first.number,
      cancelReason: 'value_wrong',
      replacedBy: second.number,
    });
    const { rows } = await owner.query('SELECT replaced_by FROM documents.withdrawal WHERE document_id = $1', [
      first.documentId,
    ]);
    expect(rows).toEqual([{ replaced_by: second.documentId }]);
    const again = house.work((tx) => receipts.cancel(tx, house.leila, first.id, { reason: 'value_wrong', ...SIGNED }));
    expect(await broken(again)).toBe('receipts.already_cancelled');
    expect(
      await broken(house.work((tx) => receipts.cancel(tx, house.leila, second.id, { reason: 'why', ...SIGNED }))),
    ).toBe('receipts.reason_missing');
  });
});

describe('a declared value', () => {
  it.each([
    ['receipts.value_wrong', { euros: 'beaucoup' }],
    ['receipts.declared_on_wrong', { declaredOn: '2026-02-30' }],
    ['receipts.declared_on_wrong', { declaredOn: '2999-01-01' }],
    ['receipts.how_missing', { how: 'toString' }],
  ])('is refused with %s', async (code, over) => {
    const id = await house.closed('company');
    const input = { euros: '10', declaredOn: '2026-01-02', how: 'letter', ...over };
    expect(await broken(house.work((tx) => house.app.get(DeclaredValuesService).note(tx, house.aude, id, input)))).toBe(
      code,
    );
  });
});

describe('the list of a year', () => {
  it('gives number and total by kind without the cancelled ones, and stays as it was made', async () => {
    const lists = house.app.get(YearlyListsService);
    const year = await queries.currentYear();
    const before = (await queries.years(house.leila)).find((y) => y.year === year)!;
    await house.issue(await house.closed('company', '1000'));
    const cancelled = await house.issue(await house.closed('person', '50'), PERSON);
    await house.work((tx) =>
      receipts.cancel(tx, house.leila, cancelled.id, { reason: 'issued_by_mistake', ...SIGNED }),
    );
    const now = (await queries.years(house.leila)).find((y) => y.year === year)!;
    expect(now.companies).toEqual({ count: before.companies.count + 1, cents: before.companies.cents + 100_000 });
    expect(now.persons).toEqual(before.persons);
    expect(now.cancelled).toBe(before.cancelled + 1);
    await house.work((tx) => lists.make(tx, house.leila, year, SIGNED.password));
    await house.issue(await house.closed('company', '7'));
    await house.work((tx) => lists.make(tx, house.leila, year, SIGNED.password));
    const [second, first] = await queries.lists(house.leila, year);
    expect(first!.companies).toEqual(now.companies);
    expect(second!.companies.cents).toBe(now.companies.cents + 700);
    expect(second!.number).not.toBe(first!.number);
    const facts = await factsOf(first!.documentId);
    expect(facts.receipts.map((r: { donor: string }) => r.donor)).not.toContain(PERSON.name);
    expect(await broken(house.work((tx) => lists.make(tx, house.leila, 2999, SIGNED.password)))).toBe(
      'receipts.year_wrong',
    );
    expect(await broken(queries.years(house.aude))).toBe('not_found');
  });
});

describe('the papers of a donation', () => {
  it('tell when a public gift is worth more per device than the law allows, and refuse nothing', async () => {
    const values = house.app.get(DeclaredValuesService);
    const id = await house.closed('public_body', '', 2);
    const cap = () => values.cap({ id, donorKind: 'public_body' });
    expect(await cap()).toMatchObject({
      cents: 30000,
      source: expect.stringContaining('D3212-3'),
      meanCents: null,
      over: false,
    });
    const declare = (euros: string) =>
      house.work((tx) => values.note(tx, house.aude, id, { euros, declaredOn: '2026-01-02', how: 'letter' }));
    await declare('600');
    expect(await cap()).toMatchObject({ devices: 2, meanCents: 30000, over: false });
    await declare('600,01');
    expect(await cap()).toMatchObject({ over: true });
    expect(await values.cap({ id, donorKind: 'company' })).toBeNull();
    await house.work((tx) => house.app.get(AgreementsService).sign(tx, house.leila, id, SIGNED.password));
  });

  it('are asked by the donor’s kind, made, and signed back', async () => {
    const id = await house.closed('public_body', '', 2);
    const checklist = house.app.get(ChecklistService);
    const lines = async () => (await checklist.of(house.aude, id)).lines;
    expect((await lines()).map((l) => [l.paper, l.document !== null])).toEqual([
      ['undertaking', false],
      ['collection_slip', true],
      ['proof_of_reuse', false],
    ]);
    const agreements = house.app.get(AgreementsService);
    const first = await house.work((tx) => agreements.sign(tx, house.leila, id, SIGNED.password));
    expect((await factsOf(first)).undertaking.source).toContain('L3212-2');
    const second = await house.work((tx) => agreements.sign(tx, house.leila, id, SIGNED.password));
    expect((await lines())[0]!.document!.id).toBe(second);
    const back = house.app.get(SignedBackService);
    const note = (scan: Buffer | null) => house.work((tx) => back.note(tx, house.aude, id, second, scan));
    expect(await broken(note(Buffer.from('<svg>')))).toBe('receipts.scan_unreadable');
    await note(Buffer.from('%PDF-1.4 a scan'));
    expect((await lines())[0]).toMatchObject({ scan: true, signedBackAt: expect.any(Date) });
    expect(await broken(note(null))).toBe('receipts.already_signed_back');
    expect((await back.scan(house.aude, id, second)).mime).toBe('application/pdf');
    expect(await house.work((tx) => back.forgetDue(tx))).toBe(0);
    await owner.query(`ALTER TABLE receipts.signed_back DISABLE TRIGGER signed_scan_only_goes; UPDATE receipts.signed_back SET keep_until = now();
      ALTER TABLE receipts.signed_back ENABLE TRIGGER signed_scan_only_goes`);
    expect(await house.work((tx) => back.forgetDue(tx))).toBe(1);
    expect((await lines())[0]).toMatchObject({ scan: false, signedBackAt: expect.any(Date) });
    expect(await broken(back.scan(house.aude, id, second))).toBe('not_found');
  });
});
