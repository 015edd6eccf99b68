import { bankDay, OrganisationsService } from '#bank/people';
import { type DatedTableId, RulesService } from '#bank/rules';
import type { Seeding } from '../seeding.js';

/** Plainly an example: the program knows no text of the law that a person has not entered. */
const BOX =
  'EXEMPLE de la démonstration : ici se trouve l’encadré sur les garanties légales, que la loi prescrit mot pour mot.\nUne banque entre ce texte dans « Règles », avec sa source, avant la première vente.';

const RULES: readonly (readonly [
  table: DatedTableId,
  key: string | null,
  values: Readonly<Record<string, unknown>>,
])[] = [
  ['vente', null, { mode: 'priced' }],
  ['grille-prix', 'laptop', { grade_a: '80', grade_b: '60', grade_c: '40' }],
  [
    'loi',
    'structure_resale',
    { settled: true, text: 'Texte inventé pour la démonstration.', decides: 'La banque', second_hand: false },
  ],
  ['loi', 'sale_box', { settled: true, text: BOX, decides: 'La loi', second_hand: false }],
];

/** The bank sells laptops at a solidarity price: all that the paper of a sale must bear is there. */
export async function selling(t: Seeding): Promise<void> {
  const { leila, ines } = t.people;
  await t.does(async (tx) => {
    const validFrom = await bankDay(tx);
    for (const [table, key, values] of RULES) {
      const rule = { key: key || undefined, validFrom, source: 'Règle inventée pour la démonstration', values };
      await t.get(RulesService).add(tx, leila, table, rule);
    }
    const reach = { address: '3 rue des Essais, 92220 Bagneux', openingHours: 'du lundi au vendredi, 9 h à 17 h' };
    await t.get(OrganisationsService).sayReach(tx, ines, { ...reach, onPapers: true });
  });
}
