import type { QueryRunner } from 'typeorm';
import { Migration } from '#platform/database';
import { fingerprint, keyring, seal } from '#platform/kernel';

/** The number of a line is where a person is reached: under seal like its codes, found when it is given whole, gone with the line. */
export default class LineNumbers extends Migration {
  async up(q: QueryRunner): Promise<void> {
    await q.query(
      `CREATE TABLE sims.line_number (
         sim_id uuid PRIMARY KEY REFERENCES sims.sim,
         number_hash text NOT NULL CONSTRAINT line_number_once UNIQUE,
         key_id text NOT NULL,
         bytes bytea NOT NULL
       )`,
    );
    const lines: { id: string; msisdn: string }[] = await q.query(
      `SELECT id, msisdn FROM sims.sim WHERE msisdn IS NOT NULL AND status <> 'ended'`,
    );
    for (const { id, msisdn } of lines) {
      const { keyId, bytes } = seal(keyring(), Buffer.from(msisdn), id);
      await q.query('INSERT INTO sims.line_number (sim_id, number_hash, key_id, bytes) VALUES ($1, $2, $3, $4)', [
        id,
        fingerprint(`line:${msisdn}`),
        keyId,
        bytes,
      ]);
    }
    await q.query('ALTER TABLE sims.sim DROP COLUMN msisdn');
  }
}
