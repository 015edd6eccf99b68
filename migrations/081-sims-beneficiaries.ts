import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A card goes to a person of the structure that has it, and to nobody else's: the pair is held by Postgres. */
export default class SimsBeneficiaries1764000081000 implements MigrationInterface {
  name = 'SimsBeneficiaries1764000081000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE sims.sim ADD CONSTRAINT sim_beneficiary_of_structure
        FOREIGN KEY (beneficiary_id, structure_id) REFERENCES allocation.beneficiary (id, structure_id);
      ALTER TABLE sims.hand_out ADD CONSTRAINT hand_out_beneficiary_of_structure
        FOREIGN KEY (beneficiary_id, structure_id) REFERENCES allocation.beneficiary (id, structure_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      ALTER TABLE sims.hand_out DROP CONSTRAINT hand_out_beneficiary_of_structure;
      ALTER TABLE sims.sim DROP CONSTRAINT sim_beneficiary_of_structure;
    `);
  }
}
