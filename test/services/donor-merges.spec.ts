import fc from 'fast-check';
import { CorrectionsService } from '#bank/corrections';
import { DonorLinks, DonorOutcomes, FiguresModule, ReuseProofs } from '#bank/figures';
import {
  DonationCorrections,
  DonationQueries,
  DonationsService,
  DonorContactsService,
  DonorMerges,
  DonorsService,
  type NewDonor,
} from '#bank/intake';
import { AgreementsService, OwnValues, ReceiptsModule } from '#bank/receipts';
import { type Member, newId } from '#platform/kernel';
import { SIGNED } from '../support/papers/receipts.js';
import { twoDaysAgo } from '../support/planted/dated-back.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open(ReceiptsModule, FiguresModule);
});
afterAll(() => life.s.close());

const YEAR = new Date().getFullYear();
const merge = (goes: string, stays: string, who: Member = life.people.leila) =>
  broken(life.s.work((tx) => life.get(DonorMerges).merge(tx, who, goes, { into: stays, reason: 'entered_twice' })));
const separate = (card: string, who: Member = life.people.leila) =>
  broken(life.s.work((tx) => life.get(DonorMerges).separate(tx, who, card, 'misread')));
const donor = (over: Partial<NewDonor> = {}) => {
  const given: NewDonor = { kind: 'public_body', name: `Ville ${newId().slice(-7)}`, ...over };
  return life.s.work((tx) => life.get(DonorsService).register(tx, life.people.aude, given));
};
const donation = (donorId: string) =>
  life.s.work((tx) =>
    life.get(DonationsService).create(tx, life.people.aude, {
      donorId,
      placeId: life.s.fixtures.organisations.collection.place,
      arrival: 'received',
    }),
  );
/** Two cards of one town hall, each with a donation of a device. */
const two = async () => {
  const [goes, stays] = [await donor(), await donor()];
  const gifts = [await donation(goes), await donation(stays)] as const;
  for (const id of gifts) await life.logOn(id, {});
  return { goes, stays, gifts };
};
const card = (id: string, who: Member = life.people.leila) => life.get(DonorsService).byId(who, id);

describe('a donor that was entered twice', () => {
  test('stands once: its page, its donations, its figures and its new private link count both, and no donation was moved', async () => {
    const { goes, stays, gifts } = await two();
    const link = await life.s.work((tx) => life.get(DonorLinks).make(tx, life.people.leila, goes));
    expect(await merge(goes, stays)).toBe('done');

    for (const id of [goes, stays])
      expect(await card(id)).toMatchObject({ id: stays, donations: 2, merged: [{ id: goes, fresh: true }] });
    for (const donorId of [goes, stays]) {
      const { items } = await life.get(DonationQueries).list(life.people.leila, { donorId });
      expect(items.map((d) => d.id).sort()).toEqual([...gifts].sort());
      expect(items.map((d) => d.donorId)).toEqual([stays, stays]);
    }
    // Who had the private link of one card does not read the other's gifts: a new link tells of both.
    const links = life.get(DonorLinks);
    expect(await broken(links.open(link.secret))).toBe('not_found');
    const again = await life.s.work((tx) => links.make(tx, life.people.leila, stays));
    const scope = await links.open(again.secret);
    expect(await life.get(DonorOutcomes).of(scope)).toMatchObject({ given: 2, donor: (await card(stays)).name });
    expect((await life.get(ReuseProofs).preview(life.people.leila, goes, YEAR)).given).toBe(2);
    const proofs = (await life.get(ReuseProofs).provable(life.people.leila)).filter((y) =>
      [goes, stays].includes(y.donorId),
    );
    expect(proofs).toMatchObject([{ donorId: stays, donations: 2, devices: 2 }]);
    const [{ donor_id }] = await life.s.db.query('SELECT donor_id FROM intake.donation WHERE id = $1', [gifts[0]]);
    expect(donor_id).toBe(goes);
  });

  test('is listed once, is found by what either card said, and its next donation is of the card that stays', async () => {
    const identifier = '000000083';
    const [goes, stays] = [
      await donor({ name: 'Hotel de ville du Lac' }),
      await donor({ name: 'Commune du Lac', identifier }),
    ];
    await merge(goes, stays);
    const { items } = await life.get(DonorsService).list(life.people.aude, { q: 'Hotel de ville du Lac' });
    expect(items.map((d) => d.id)).toEqual([stays]);
    const { donorId } = await life.get(DonationQueries).byId(life.people.aude, await donation(goes));
    expect(donorId).toBe(stays);
    await life.s.work((tx) => life.get(DonorContactsService).add(tx, life.people.aude, goes, { name: 'Camille' }));
    expect((await card(stays)).contacts.map((c) => c.name)).toEqual(['Camille']);
  });

  test('is named on the next paper as the card that stays is', async () => {
    const [goes, stays] = [await donor({ kind: 'company' }), await donor({ kind: 'company' })];
    const id = await donation(goes);
    await life.logOn(id, { assetNumber: 'A-7' });
    await merge(goes, stays);
    const paper = await life.s.work((tx) =>
      life.get(AgreementsService).sign(tx, life.people.leila, id, SIGNED.password),
    );
    const [{ facts }] = await life.s.db.query('SELECT facts FROM documents.document WHERE id = $1', [paper]);
    expect(facts.donor.name).toBe((await card(stays)).name);
    expect(JSON.stringify(facts)).toContain('A-7');
  });

  test('is read again by a second person', async () => {
    const { goes, stays } = await two();
    await merge(goes, stays);
    const { items } = await life.get(CorrectionsService).list(life.people.leila, { 'a-contresigner': 'oui' });
    expect(items.find((c) => c.subjectId === goes)).toMatchObject({ kind: 'donor_merged', touches: ['people'] });
  });

  test('was two: within a day each has its own again', async () => {
    const { goes, stays } = await two();
    await merge(goes, stays);
    expect(await separate(goes, life.people.aude)).toBe('not_found');
    expect(await separate(goes)).toBe('done');
    for (const id of [goes, stays]) expect(await card(id)).toMatchObject({ id, donations: 1, merged: [] });
    expect(await separate(goes)).toBe('corrections.not_merged');
    await merge(goes, stays);
    await twoDaysAgo(life.s.database.ownerUrl, goes);
    expect(await separate(goes)).toBe('corrections.too_late');
  });

  test('was two: proofs of reuse that counted both are withdrawn, those of before stay', async () => {
    const { goes, stays, gifts } = await two();
    const prove = (id: string) =>
      life.s.work((tx) => life.get(ReuseProofs).make(tx, life.people.leila, id, YEAR, SIGNED.password));
    const before = await prove(goes);
    await merge(goes, stays);
    const [one, other] = [await prove(goes), await prove(stays)];
    await separate(goes);
    const withdrawn = await life.s.db.query(
      'SELECT document_id AS id FROM documents.withdrawal WHERE document_id = ANY ($1)',
      [[before, one, other]],
    );
    expect(withdrawn.map((w: { id: string }) => w.id).sort()).toEqual([one, other].sort());
    const [c] = (await life.get(CorrectionsService).list(life.people.leila)).items.filter((x) => x.subjectId === goes);
    expect(c).toMatchObject({ kind: 'donor_unmerged', touches: ['people', 'signed_paper'] });
    // Which two cards it was is read of the correction itself.
    const [to, from] = await Promise.all(gifts.map((id) => life.get(DonationQueries).byId(life.people.leila, id)));
    expect([c!.from, c!.to]).toMatchObject([
      { donor: stays, donation: from!.number },
      { donor: goes, donation: to!.number },
    ]);
  });

  test('is an association on each of its cards: no value, and no receipt, as of a company', async () => {
    const known = await donor({ kind: 'association', identifier: 'W691234567' });
    await life.s.work((tx) =>
      life.get(DonationCorrections).correctKind(tx, life.people.leila, known, { kind: 'company', reason: 'misheard' }),
    );
    const goes = await donor({ kind: 'company' });
    const gift = await donation(goes);
    const of = { donorId: goes, organisationId: null };
    expect([...(await life.get(OwnValues).open(of)).values()]).toEqual([gift]);
    expect(await merge(goes, known)).toBe('done');
    expect([...(await life.get(OwnValues).open(of)).values()]).toEqual([]);
    expect(await broken(life.get(OwnValues).byId(of, gift))).toBe('not_found');
    const insert = life.s.work((tx) =>
      tx.query(
        `INSERT INTO receipts.receipt (id, kind, donation_id, value_id, value_cents, devices, document_id, issued_at, membership_id, operator_number,
           donor_name, donor_legal_form, donor_address) VALUES ($1, 'company', $2, $1, 100, 1, $1, now(), $3, 1001, 'X', 'X', 'X')`,
        [newId(), gift, life.people.leila.membershipId],
      ),
    );
    expect(await broken(insert)).toBe('receipts.not_for_this_donor');
  });

  test('leads to the end, whatever was merged into it before', async () => {
    const [a, b, c] = [await donor(), await donor(), await donor()];
    await merge(a, b);
    expect(await merge(c, a)).toBe('done');
    expect(await merge(b, a)).toBe('corrections.merged_with_itself');
    const d = await donor();
    expect(await merge(b, d)).toBe('done');
    for (const id of [a, b, c]) expect((await card(id)).id).toBe(d);
    expect(await merge(a, d)).toBe('corrections.merged_already');
    await separate(b);
    expect((await card(c)).id).toBe(b);
  });

  test('is another where kind or number differ, and the card with the number stays', async () => {
    const known = async (identifier: string, kind: NewDonor['kind'] = 'company') => donor({ kind, identifier });
    expect(await merge(await donor(), await donor({ kind: 'company' }))).toBe('intake.merge_other_kind');
    const numbered = await known('000000018');
    expect(await merge(numbered, await known('000000034'))).toBe('intake.merge_other_number');
    expect(await merge(numbered, await donor({ kind: 'company' }))).toBe('intake.merge_keep_numbered');
    const { goes, stays } = await two();
    expect(await merge(goes, stays, life.people.aude)).toBe('not_found');
    expect(await merge(goes, newId())).toBe('not_found');
    const sql = (into: string) =>
      broken(life.s.work((tx) => tx.query('UPDATE intake.donor SET merged_into = $2 WHERE id = $1', [goes, into])));
    expect(await sql(stays)).toBe('corrections.merge_untold');
    expect(await sql(goes)).toBe('corrections.merged_with_itself');
  });
});

test('two who merge both ways at once: one is heard', async () => {
  for (let i = 0; i < 4; i += 1) {
    const [a, b] = [await donor(), await donor()];
    const answers = await Promise.all([merge(a, b), merge(b, a)]);
    expect(answers.sort()).toEqual([expect.stringMatching(/^corrections\.merged_/), 'done']);
    expect((await card(a)).id).toBe((await card(b)).id);
  }
});

test('whatever is merged and separated, every card leads to one that stands, and the sums stay the same', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 4; i += 1) {
    ids.push(await donor());
    for (let n = 0; n <= i; n += 1) await donation(ids[i]!);
  }
  const step = fc.record({ a: fc.nat(3), b: fc.nat(3), back: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      for (const { a, b, back } of steps) {
        await (back ? separate(ids[a]!) : merge(ids[a]!, ids[b]!));
        const cards = new Map((await Promise.all(ids.map((id) => card(id)))).map((d) => [d.id, d]));
        expect([...cards.values()].reduce((sum, d) => sum + d.donations, 0)).toBe(10);
        expect([...cards.values()].reduce((sum, d) => sum + 1 + d.merged.length, 0)).toBe(ids.length);
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
