import { DocumentsService } from '#bank/documents';
import { DeviceDonations, DonationQueries } from '#bank/intake';
import { ReceiptsModule } from '#bank/receipts';
import { type Member } from '#platform/kernel';
import { reuseProof } from '../fixtures/papers.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';
import { COMPANY, donationRights } from '../support/things/donation-rights.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open(ReceiptsModule);
});
afterAll(() => life.s.close());

const { right, correctDonor, close, corrections, origin } = donationRights(() => life);

describe('a wrong kind of donor', () => {
  test('is put right for all its donations at once', async () => {
    const id = await life.donation('Clinique du Parc');
    const device = await life.logOn(id, {});
    const { donorId } = await life.get(DonationQueries).byId(life.people.aude, id);
    const to = (kind: 'company' | 'person') =>
      broken(life.s.work((tx) => right().correctKind(tx, life.people.aude, donorId, { kind, reason: 'misheard' })));
    expect(await to('person')).toBe('intake.person_is_another_donor');
    expect(await to('company')).toBe('done');
    expect(await to('company')).toBe('intake.same_kind');
    expect(await origin(device)).toMatchObject({ donor_kind: 'company', public_origin: false });
  });

  test('is the bank’s once one of them has ended', async () => {
    const id = await life.donation('Clinique du Pré');
    await life.logOn(id, {});
    await close(id);
    const { donorId } = await life.get(DonationQueries).byId(life.people.aude, id);
    const by = (who: Member) =>
      broken(life.s.work((tx) => right().correctKind(tx, who, donorId, { kind: 'company', reason: 'misheard' })));
    expect(await by(life.people.aude)).toBe('corrections.too_late');
    expect(await by(life.people.leila)).toBe('done');
  });
});

describe('a device that was logged in the wrong donation', () => {
  test('goes to the one it came with, with what the law ties to its donor', async () => {
    const [wrong, rightOne] = [await life.donation('Ville de Gauche'), await life.donation('Ville de Droite')];
    await correctDonor(rightOne, COMPANY);
    const device = await life.logOn(wrong, {});
    const { code } = await life.row(device);
    const move = (codes: string[], to = rightOne) =>
      broken(
        life.s.work((tx) =>
          life.get(DeviceDonations).move(tx, life.people.aude, wrong, { codes, to, reason: 'misread' }),
        ),
      );
    expect(await move([code], wrong)).toBe('intake.same_donation');
    expect(await move([code])).toBe('done');
    expect(await move([code])).toBe('intake.device_not_of_donation');
    expect(await origin(device)).toMatchObject({ donation_id: rightOne, donor_kind: 'company' });
    const view = (id: string) => life.get(DonationQueries).byId(life.people.aude, id);
    expect([(await view(wrong)).logged, (await view(rightOne)).logged]).toEqual([0, 1]);
    expect((await view(rightOne)).events[0]).toMatchObject({ verb: 'correct_devices', facts: { devices: 1 } });
  });

  test('its certificate of erasure names the right donation, made again as it was stated; a second person reads it', async () => {
    const [wrong, rightOne] = [await life.donation('Ville de Nord'), await life.donation('Ville de Sud')];
    const device = await life.logOn(wrong, {});
    await life.carry(device, 'workshop');
    await life.prove(device);
    const certificates = (): Promise<{ donation: string; withdrawn: boolean; readers: number; by: string | null }[]> =>
      life.s.db.query(
        `SELECT d.facts ->> 'donation' AS donation, w.document_id IS NOT NULL AS withdrawn, r.number AS by,
           (SELECT count(*)::int FROM documents.document_reader x WHERE x.document_id = d.id) AS readers
         FROM documents.document d JOIN refurbishment.work_order o ON o.id = d.cause_id LEFT JOIN documents.withdrawal w ON w.document_id = d.id
         LEFT JOIN documents.document r ON r.id = w.replaced_by
         WHERE d.type = 'erasure_certificate' AND o.device_id = $1 ORDER BY d.id`,
        [device],
      );
    const [before] = await certificates();
    const { code } = await life.row(device);
    await life.s.work((tx) =>
      life.get(DeviceDonations).move(tx, life.people.aude, wrong, { codes: [code], to: rightOne, reason: 'misread' }),
    );
    const { number } = await life.get(DonationQueries).byId(life.people.aude, rightOne);
    const [old, again] = await certificates();
    expect(old).toMatchObject({ ...before, withdrawn: true, by: expect.stringMatching(/^CE-/) });
    expect(again).toEqual({ donation: number, withdrawn: false, readers: before!.readers, by: null });
    const [c] = await corrections(wrong);
    expect(c!.touches).toEqual(['evidence']);
  });

  test('the yearly proofs of reuse of both donors are withdrawn, those of another year stay', async () => {
    const [wrong, rightOne] = [await life.donation('Ville de Preuve'), await life.donation('Ville de Contre')];
    const device = await life.logOn(wrong, {});
    const year = new Date().getFullYear();
    const proofOf = async (donation: string, of: number): Promise<string> => {
      const { donorId } = await life.get(DonationQueries).byId(life.people.aude, donation);
      const cause = { kind: 'donor', id: donorId };
      return life.s.work((tx) =>
        life.get(DocumentsService).request(tx, life.people.leila, {
          type: 'reuse_proof',
          facts: { ...reuseProof, year: of },
          readers: [],
          cause,
        }),
      );
    };
    const [gone, other, past] = [
      await proofOf(wrong, year),
      await proofOf(rightOne, year),
      await proofOf(wrong, year - 1),
    ];
    const { code } = await life.row(device);
    await life.s.work((tx) =>
      life.get(DeviceDonations).move(tx, life.people.aude, wrong, { codes: [code], to: rightOne, reason: 'misread' }),
    );
    const withdrawn: { id: string }[] = await life.s.db.query(
      'SELECT document_id AS id FROM documents.withdrawal WHERE document_id = ANY ($1)',
      [[gone, other, past]],
    );
    expect(withdrawn.map(({ id }) => id).sort()).toEqual([gone, other].sort());
    expect((await corrections(wrong))[0]!.touches).toEqual(['signed_paper']);
  });

  test('to and fro at once, both move', async () => {
    const [a, b] = [await life.donation('Ville A'), await life.donation('Ville B')];
    const [inA, inB] = [await life.logOn(a, {}), await life.logOn(b, {})];
    const move = async (from: string, device: string, to: string) => {
      const codes = [(await life.row(device)).code];
      return broken(
        life.s.work((tx) =>
          life.get(DeviceDonations).move(tx, life.people.aude, from, { codes, to, reason: 'misread' }),
        ),
      );
    };
    expect(await Promise.all([move(a, inA, b), move(b, inB, a)])).toEqual(['done', 'done']);
  });
});
