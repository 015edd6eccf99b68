import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the application has no reason to write, it may not: who signed stays the person who signed, what was handed over
 * stays as it was stated, and the law's dated data comes with migrations.
 */
export default class Rights1764000110000 implements MigrationInterface {
  name = 'Rights1764000110000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      REVOKE DELETE ON ${NEVER_DELETED.join(', ')} FROM bn_app;
      REVOKE INSERT, UPDATE, DELETE ON ${GIVEN.join(', ')} FROM bn_app;
      REVOKE UPDATE ON ${NEVER_CHANGED.join(', ')} FROM bn_app;
    `);
    for (const [table, columns] of Object.entries(CHANGED_IN_PART)) {
      await q.query(`REVOKE UPDATE ON ${table} FROM bn_app; GRANT UPDATE (${columns}) ON ${table} TO bn_app`);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      GRANT DELETE ON ${NEVER_DELETED.join(', ')} TO bn_app;
      GRANT INSERT, UPDATE, DELETE ON ${GIVEN.join(', ')} TO bn_app;
      GRANT UPDATE ON ${[...NEVER_CHANGED, ...Object.keys(CHANGED_IN_PART)].join(', ')} TO bn_app;
    `);
  }
}

/** Papers and histories refer to them by number or id for ever. */
const NEVER_DELETED = [
  'people.bank',
  'people.organisation',
  'people.place',
  'people.app_user',
  'people.membership',
  'people.api_token',
  'platform.counter',
  'devices.custody_end',
];

/** Settings that the law or the bank dated, each with its source. */
const GIVEN = [
  'intake.donor_rule',
  'intake.price_ceiling',
  'intake.retention',
  'allocation.retention_rule',
  'allocation.approval_rule',
  'allocation.warranty_rule',
];

const NEVER_CHANGED = ['devices.alias', 'devices.device_note', 'sims.batch'];

const CHANGED_IN_PART: Readonly<Record<string, string>> = {
  'people.membership': 'roles, active',
  'people.api_token': 'last_used_at, revoked_at',
  'people.one_time_link': 'expires_at, used_at',
  'people.session': 'membership_id, last_seen_at',
  'devices.asset_code': 'device_id, printed_at',
  'allocation.handover': 'ended_at, end_reason',
};
