import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openSchema } from '#database';

export default class Platform1764000000000 implements MigrationInterface {
  name = 'Platform1764000000000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'platform');
    await q.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS unaccent;
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'platform.append_only',
          DETAIL = json_build_object('table', TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME)::text;
      END $$;

      CREATE TABLE platform.idempotency_key (
        actor_key text NOT NULL,
        route text NOT NULL,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
        request_hash text NOT NULL,
        ref text,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (actor_key, route, key)
      );
      CREATE INDEX idempotency_key_created ON platform.idempotency_key (created_at);

      CREATE TABLE platform.counter (
        kind text NOT NULL,
        year int NOT NULL,
        last int NOT NULL CHECK (last > 0),
        PRIMARY KEY (kind, year)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP SCHEMA platform CASCADE');
  }
}
