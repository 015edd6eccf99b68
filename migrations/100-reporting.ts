import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openSchema } from '#database';

/** Figures that were counted beforehand: pages read these few rows, never the history. */
export default class Reporting1764000100000 implements MigrationInterface {
  name = 'Reporting1764000100000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'reporting');
    await q.query(`
      CREATE TABLE reporting.figure (
        subject text NOT NULL CHECK (subject IN ('devices_by_state','handed_over_by_month','handed_over_by_category','handed_over_by_commune','handed_over_by_structure')),
        -- A state, 2026-11, a category, a commune, an organisation's id; '' is all that has none.
        key text NOT NULL,
        count integer NOT NULL CHECK (count > 0),
        PRIMARY KEY (subject, key)
      );

      CREATE TABLE reporting.refreshed (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        at timestamptz
      );
      INSERT INTO reporting.refreshed (at) VALUES (NULL);
      REVOKE INSERT, DELETE ON reporting.refreshed FROM bn_app;

      -- Counting hand-overs reads these rows of the history and no others.
      CREATE INDEX device_event_handed_over ON devices.device_event (occurred_at) INCLUDE (organisation_id) WHERE verb = 'hand_over';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP INDEX devices.device_event_handed_over; DROP SCHEMA reporting CASCADE;');
  }
}
