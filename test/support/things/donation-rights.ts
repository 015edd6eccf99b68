import { CorrectionsService } from '#bank/corrections';
import { DonationCorrections, DonationsService, type NewDonor } from '#bank/intake';
import type { Member } from '#platform/kernel';
import type { Life } from '../planted/life.js';

export const COMPANY: NewDonor = { kind: 'company', name: 'Atelier du Moulin SAS', identifier: '000000018' };

/** What puts a donation right, by the collection point, and what is read of it afterwards. */
export function donationRights(life: () => Life) {
  const right = () => life().get(DonationCorrections);
  return {
    right,
    correctDonor: (id: string, donor: NewDonor, who: Member = life().people.aude) =>
      life().s.work((tx) => right().correctDonor(tx, who, id, { donor, reason: 'wrong_choice' })),
    close: (id: string) => life().s.work((tx) => life().get(DonationsService).close(tx, life().people.aude, id)),
    corrections: async (subject: string) =>
      (await life().get(CorrectionsService).list(life().people.leila)).items.filter((c) => c.subjectId === subject),
    /** What a device keeps of the donor it came from. */
    origin: async (id: string) => {
      const [row] = await life().s.db.query(
        'SELECT donation_id, donor_kind, public_origin, resale_forbidden, price_ceiling_cents FROM devices.device WHERE id = $1',
        [id],
      );
      return row;
    },
  };
}
