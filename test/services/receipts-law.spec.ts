import pg from 'pg';
import type { EntityManager } from 'typeorm';
import type { DonorKind } from '#bank/intake';
import { AgreementsService, CLAUSES, DeclaredValuesService } from '#bank/receipts';
import { COMPANY, PERSON, type ReceiptFixtures, receiptFixtures, SIGNED } from '../support/papers/receipts.js';
import { bankToday } from '../support/servers/bank-day.js';
import { broken } from '../support/servers/services.js';
import { entered } from '../support/things/selling.js';

let s: ReceiptFixtures;
let owner: pg.Client;

beforeAll(async () => {
  s = await receiptFixtures();
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await s?.close();
});

const factsOf = async (documentId: string) =>
  (await owner.query('SELECT facts FROM documents.document WHERE id = $1', [documentId])).rows[0].facts;

describe('what the law gives, whoever asks', () => {
  const insert = (kind: string, donation: string) =>
    s.db.query(
      `INSERT INTO receipts.receipt (id, kind, donation_id, value_id, value_cents, devices, document_id, issued_at, membership_id, operator_number,
         donor_name, donor_legal_form, donor_address, signatory_id)
       SELECT gen_random_uuid(), $1::text, n.id, v.id, v.cents, 1, gen_random_uuid(), now(), v.membership_id, 1001,
         CASE WHEN $1::text = 'company' THEN 'X' END, CASE WHEN $1::text = 'company' THEN 'X' END, CASE WHEN $1::text = 'company' THEN 'X' END,
         (SELECT g.id FROM people.signatory g WHERE g.act = 'receipt')
       FROM intake.donation n JOIN receipts.declared_value v ON v.donation_id = n.id WHERE n.id = $2`,
      [kind, donation],
    );
  const valued = async (kind: DonorKind) => {
    const id = await s.closed(kind);
    const note = { euros: '10', declaredOn: bankToday(), how: 'letter' };
    await s.work((tx) => s.app.get(DeclaredValuesService).note(tx, s.leila, id, note));
    return id;
  };

  it('Postgres refuses a business receipt to an association, a public body or a person', async () => {
    for (const kind of ['association', 'public_body', 'person'] as const)
      await expect(insert('company', await valued(kind))).rejects.toThrow('receipts.not_for_this_donor');
    await expect(insert('person', await valued('company'))).rejects.toThrow('receipts.not_for_this_donor');
  });

  it('no text in force promises a proof of each erasure: a log, or a signed statement, is what there is', async () => {
    const texts: { subject: string; text: string }[] = await s.db.query(
      `SELECT DISTINCT ON (subject) subject, text FROM receipts.legal_text WHERE valid_from <= current_date ORDER BY subject, valid_from DESC`,
    );
    expect(texts.length).toBeGreaterThan(15);
    for (const { subject, text } of texts)
      expect([subject, /preuve (?:de chaque|remise|d’effacement|de leur)/.test(text)]).toEqual([subject, false]);
  });

  it('a person’s value is checked by the bank, never at the desk, and anew when it changes', async () => {
    const values = s.app.get(DeclaredValuesService);
    const id = await valued('person');
    const check = (who: typeof s.leila, how = 'invoice_and_age') => s.work((tx) => values.check(tx, who, id, how));
    expect(await broken(s.issue(id, PERSON))).toBe('receipts.value_not_checked');
    await expect(insert('person', id)).rejects.toThrow('receipts.value_not_checked');
    expect(await broken(check(s.aude))).toBe('not_found');
    expect(await broken(check(s.leila, 'toString'))).toBe('receipts.check_how_missing');
    // A value that was declared after the page was opened is neither checked nor signed unseen.
    const read = (await values.of(id))!.id;
    await s.work((tx) => values.note(tx, s.leila, id, { euros: '5000', declaredOn: bankToday(), how: 'letter' }));
    const seen = (tx: EntityManager) => values.check(tx, s.leila, id, 'invoice_and_age', read);
    expect(await broken(s.work(seen))).toBe('receipts.value_changed');
    await check(s.leila);
    expect(await broken(check(s.leila))).toBe('receipts.already_checked');
    expect(await broken(s.issue(id, { ...PERSON, valueId: read } as typeof PERSON))).toBe('receipts.value_changed');
    const { documentId } = await s.issue(id, PERSON);
    expect(await factsOf(documentId)).toMatchObject({
      checked: { how: 'facture et âge de l’appareil', operator: s.leila.operatorNumber },
      valueNote: { text: expect.stringContaining('vérifiée par l’organisme') },
    });
    expect(await broken(s.work((tx) => values.check(tx, s.leila, id.replace(/^./, 'f'), 'invoice_and_age')))).toBe(
      'not_found',
    );
  });

  it('the law is told before the value: coût de revient to a business, market value to a person', async () => {
    const values = s.app.get(DeclaredValuesService);
    expect(await values.law({ donorKind: 'company' })).toMatchObject({
      text: expect.stringContaining('coût de revient'),
      source: 'CGI, art. 238 bis, 1',
    });
    expect(await values.law({ donorKind: 'person' })).toMatchObject({
      source: expect.stringContaining('250-20, § 40'),
    });
    expect([await values.law({ donorKind: 'association' }), await values.law({ donorKind: 'public_body' })]).toEqual([
      null,
      null,
    ]);
  });

  it('meals, care and housing, and the list of the IFI, are no grounds', async () => {
    const { rows } = await owner.query('SELECT DISTINCT ground FROM people.eligibility_ground ORDER BY 1');
    expect(rows.map((r) => r.ground)).toEqual(['endowment_fund', 'general_interest', 'public_utility']);
  });

  it('an agreement with a company has every clause that GDPR, art. 28 asks, from dated rows; a person’s has none', async () => {
    const sign = async (kind: DonorKind) => {
      const id = await s.closed(kind, '100', 1);
      return factsOf(await s.work((tx) => s.app.get(AgreementsService).sign(tx, s.leila, id, SIGNED.password)));
    };
    const { clauses, workshops, copies } = await sign('company');
    expect(clauses.map((c: { title: string }) => c.title)).toEqual(Object.values(CLAUSES));
    for (const clause of clauses) expect(clause.source).toContain('RGPD, art. 28');
    expect([workshops.length > 0, copies]).toEqual([true, 2]);
    expect(await sign('person')).not.toHaveProperty('clauses');
  });

  it('a public agreement cites the decree and D. 3212-3, which is not printed where it is not settled for the bank', async () => {
    const sign = async () => {
      const id = await s.closed('public_body', '', 1);
      return factsOf(await s.work((tx) => s.app.get(AgreementsService).sign(tx, s.leila, id, SIGNED.password)));
    };
    await entered(s.database.ownerUrl, { capacity: 'public_utility' });
    expect(await sign()).toMatchObject({
      ground: { source: expect.stringContaining('décret 2022-791') },
      undertaking: { source: expect.stringContaining('décret 2022-791') },
      cap: { cents: 30_000, source: expect.stringContaining('D3212-3') },
    });
    await entered(s.database.ownerUrl, { capacity: 'precarity' });
    expect((await sign()).cap).toBeNull();
  });

  it('an undertaking speaks of statutes and solidarity sales only for whoever has them', async () => {
    const sign = async () => {
      const id = await s.closed('public_body', '', 1);
      return factsOf(await s.work((tx) => s.app.get(AgreementsService).sign(tx, s.leila, id, SIGNED.password)));
    };
    await entered(s.database.ownerUrl, { capacity: 'public_bank' });
    const { undertaking, capacity } = await sign();
    expect(undertaking.text).not.toMatch(/statuts|solidaire/);
    expect([undertaking.source, capacity.source]).toEqual(['Un test', 'Un test']);
    await entered(s.database.ownerUrl, { capacity: 'precarity' });
    expect((await sign()).undertaking.text).toContain('statuts');
  });
});

describe('what a receipt needs before it is issued', () => {
  const owned = (text: string, params: unknown[] = []) => owner.query(text, params);
  /** A receipt written past the program, as the application's role may try. */
  const forged = (donation: string, over: { siren?: string | null; signatory?: string | null } = {}) =>
    s.db.query(
      `INSERT INTO receipts.receipt (id, kind, donation_id, value_id, value_cents, devices, document_id, issued_at, membership_id, operator_number,
         donor_name, donor_legal_form, donor_address, donor_siren, signatory_id)
       SELECT gen_random_uuid(), 'company', n.id, v.id, v.cents, 1, gen_random_uuid(), now(), $2, 1001, 'X', 'SAS', 'X', $3, $4
       FROM intake.donation n JOIN receipts.declared_value v ON v.donation_id = n.id WHERE n.id = $1 ORDER BY v.seq DESC LIMIT 1`,
      [donation, s.leila.membershipId, over.siren ?? null, over.signatory ?? null],
    );
  const signatory = async () =>
    (
      await owned(`SELECT id FROM people.signatory WHERE act = 'receipt' AND membership_id = $1`, [
        s.leila.membershipId,
      ])
    ).rows[0].id as string;

  it('a company has a SIREN, or none is issued', async () => {
    const id = await s.closed('company');
    expect(await broken(s.issue(id, { ...COMPANY, siren: '' }))).toBe('receipts.siren_missing');
    expect(await broken(s.issue(id, { ...COMPANY, siren: '000000027' }))).toBe('receipts.siren_wrong');
    await expect(forged(id, { signatory: await signatory() })).rejects.toThrow('receipts.siren_missing');
    const { documentId } = await s.issue(id);
    expect((await factsOf(documentId)).donor.siren).toBe(COMPANY.siren);
  });

  it('the value is declared on the day of the gift or after', async () => {
    const id = await s.closed('company', '100');
    const values = s.app.get(DeclaredValuesService);
    const early = { euros: '100', declaredOn: '2026-01-02', how: 'letter' };
    expect(await broken(s.work((tx) => values.note(tx, s.leila, id, early)))).toBe('receipts.declared_before_gift');
    // Typed before the donation's day was put right: the receipt waits for another declaration.
    await owned(`UPDATE intake.donation SET received_at = now() + interval '2 days' WHERE id = $1`, [id]);
    expect(await broken(s.issue(id))).toBe('receipts.declared_before_gift');
    const by = { siren: COMPANY.siren, signatory: await signatory() };
    await expect(forged(id, by)).rejects.toThrow('receipts.declared_before_gift');
    await owned(`UPDATE intake.donation SET received_at = now() - interval '1 hour' WHERE id = $1`, [id]);
    await s.issue(id);
  });

  it('somebody authorised signs legibly: without the picture of a signature none is issued', async () => {
    const id = await s.closed('company');
    const line = await signatory();
    const legible = (is: boolean) =>
      owned(
        `ALTER TABLE people.signatory DISABLE TRIGGER USER; UPDATE people.signatory SET image_legible = ${is} WHERE id = '${line}';
         ALTER TABLE people.signatory ENABLE TRIGGER USER`,
      );
    await legible(false);
    expect(await broken(s.issue(id))).toBe('receipts.signature_missing');
    await expect(forged(id, { siren: COMPANY.siren, signatory: line })).rejects.toThrow('receipts.signature_missing');
    await expect(forged(id, { siren: COMPANY.siren })).rejects.toThrow('receipts.signature_missing');
    await legible(true);
    const { documentId } = await s.issue(id);
    expect((await factsOf(documentId)).signed.person).toMatchObject({
      name: 'Leïla Inventée',
      image: expect.any(String),
    });
  });

  it('it says that the goods were received and accepted, and which source was read second-hand', async () => {
    const facts = await factsOf((await s.issue(await s.closed('person'), PERSON)).documentId);
    expect(facts.received.text).toContain('avoir reçu et accepté');
    expect(facts.valueNote.source).toMatch(/250-20, § 40 .*\(source lue de seconde main\)$/);
    const { rows } = await owned(`SELECT DISTINCT source FROM receipts.legal_text WHERE second_hand`);
    expect(rows.length).toBeGreaterThan(0);
  });
});
