import type { DataSource } from 'typeorm';
import { openDataSource } from '../servers/database.js';

/** What a bank that sells has entered: its choice, its title, the text for structures, a price for laptops of every grade. */
export interface Selling {
  readonly mode?: 'free' | 'priced';
  readonly capacity?: 'not_said' | 'precarity' | 'public_utility' | 'reuse_company' | 'public_bank';
  readonly structures?: boolean;
  /** Cents. */
  readonly laptop?: number | null;
}

let day = 0;

/** What a bill of sale must bear, said once: a text for its box that is plainly an example, and where each structure is reached by post. */
async function sellable(owner: DataSource, on: string): Promise<void> {
  await owner.query(`DELETE FROM intake.law_rule WHERE subject = 'sale_box'`);
  await owner.query(
    `INSERT INTO intake.law_rule (subject, valid_from, settled, text, decides, source) VALUES ('sale_box', $1, true, $2, 'La loi', 'Un test')`,
    [on, BOX],
  );
  await owner.query(`UPDATE people.organisation SET address = '3 rue des Essais, 92220 Bagneux' WHERE address = ''`);
}
export const BOX = 'EXEMPLE : remplacer par le texte de l’article.\nSecond alinéa de l’exemple.';

/** Enters rules as of a day of the past, each time a later one: what was entered last counts. As the owner, who may. */
export async function entered(ownerUrl: string, { mode, capacity, structures, laptop }: Selling): Promise<void> {
  const owner = await openDataSource(ownerUrl, {}, 2);
  const on = new Date(Date.UTC(2024, 0, ++day)).toISOString().slice(0, 10);
  if (mode) await owner.query(`INSERT INTO intake.selling_rule VALUES ($1, $2, 'Un test')`, [on, mode]);
  if (mode === 'priced') await sellable(owner, on);
  if (capacity) {
    await owner.query('DELETE FROM intake.receiving_capacity WHERE valid_from > $1', [on]);
    await owner.query(`INSERT INTO intake.receiving_capacity VALUES ($1, $2, 'Un test')`, [on, capacity]);
  }
  if (structures !== undefined)
    await owner.query(
      `INSERT INTO intake.law_rule VALUES ('structure_resale', $1, $2, 'Un texte', 'La banque', 'Un test')`,
      [on, structures],
    );
  if (laptop !== undefined)
    await owner.query(`INSERT INTO allocation.price_grid VALUES ('laptop', $1, $2, $2, $2, 'Un test')`, [on, laptop]);
  await owner.destroy();
}
