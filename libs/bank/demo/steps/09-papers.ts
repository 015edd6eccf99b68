import { ReuseProofs } from '#bank/figures';
import { AgreementsService, DeclaredValuesService, ReceiptsService } from '#bank/receipts';
import { rows } from '#platform/database';
import { DEMO_PASSWORD } from '../fixtures.js';
import type { Seeding } from '../seeding.js';

/** The papers of the gifts: the town's agreement and proof of reuse, a person's tax receipt. */
export async function papers(t: Seeding): Promise<void> {
  const { aude, leila } = t.people;
  const donationOf = async (kind: string) => {
    const [row] = await t.does((tx) =>
      rows<{ id: string; donor: string; year: number; day: string }>(
        tx,
        `SELECT n.id, n.donor_id AS donor, extract(year FROM n.received_at AT TIME ZONE b.time_zone)::int AS year,
           (n.received_at AT TIME ZONE b.time_zone)::date::text AS day
         FROM intake.donation n JOIN intake.donor r ON r.id = n.donor_id CROSS JOIN people.bank b
         WHERE r.kind = $1 AND n.state = 'closed' ORDER BY n.id LIMIT 1`,
        [kind],
      ),
    );
    return row as { id: string; donor: string; year: number; day: string };
  };
  const town = await donationOf('public_body');
  await t.does((tx) => t.get(AgreementsService).sign(tx, leila, town.id, DEMO_PASSWORD));
  await t.does((tx) => t.get(ReuseProofs).make(tx, leila, town.donor, town.year, DEMO_PASSWORD));

  const person = await donationOf('person');
  const value = { euros: '171,80', declaredOn: person.day, how: 'at_the_desk' };
  await t.does((tx) => t.get(DeclaredValuesService).note(tx, aude, person.id, value));
  await t.does((tx) => t.get(DeclaredValuesService).check(tx, leila, person.id, 'second_hand_prices'));
  const identity = { name: 'Dominique Inventé', address: '3 impasse des Essais, 92150 Suresnes' };
  await t.does((tx) => t.get(ReceiptsService).issue(tx, leila, person.id, { ...identity, password: DEMO_PASSWORD }));
}
