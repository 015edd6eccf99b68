import { CorrectionsService } from '#corrections';
import { DeviceDonations, DonationCorrections, DonationQueries, DonationsService, type NewDonor } from '#intake';
import { type Member } from '#kernel';
import { ReceiptsModule } from '#receipts';
import { Life } from '../support/life.js';
import { broken } from '../support/services.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open(ReceiptsModule);
});
afterAll(() => life.s.close());

const COMPANY: NewDonor = { kind: 'company', name: 'Atelier du Moulin SAS', identifier: '732829320' };
const _IDENTITY = { name: COMPANY.name!, legalForm: 'SAS', address: '1, rue du Moulin, 92150 Suresnes' };
const right = () => life.get(DonationCorrections);
const correctDonor = (id: string, donor: NewDonor, who: Member = life.people.aude) =>
  life.s.work((tx) => right().correctDonor(tx, who, id, { donor, reason: 'wrong_choice' }));
const close = (id: string) => life.s.work((tx) => life.get(DonationsService).close(tx, life.people.aude, id));
const _corrections = async (subject: string) =>
  (await life.get(CorrectionsService).list(life.people.leila)).items.filter((c) => c.subjectId === subject);
const origin = async (id: string) => {
  const [row] = await life.s.db.query(
    'SELECT donation_id, donor_kind, public_origin, resale_forbidden, price_ceiling_cents FROM devices.device WHERE id = $1',
    [id],
  );
  return row;
};

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
