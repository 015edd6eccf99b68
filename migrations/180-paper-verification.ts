import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every paper gets a secret that its QR carries, so that whoever holds it can ask whether it is genuine. */
export default class PaperVerification1764000180000 implements MigrationInterface {
  name = 'PaperVerification1764000180000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- 96 bits of the server's strong source; the fixed digits of a uuid are left out.
      CREATE FUNCTION documents.new_secret() RETURNS text LANGUAGE sql VOLATILE SET search_path = pg_catalog AS $$
        SELECT upper(left(h, 12) || right(h, 12)) FROM replace(gen_random_uuid()::text, '-', '') AS h
      $$;
      ALTER TABLE documents.document ADD COLUMN secret text NOT NULL DEFAULT documents.new_secret()
        CONSTRAINT document_secret_strong CHECK (secret ~ '^[0-9A-F]{24}$');

      -- Which paper took the place of one that no longer counts.
      ALTER TABLE documents.withdrawal ADD COLUMN replaced_by uuid REFERENCES documents.document DEFERRABLE INITIALLY DEFERRED
        CONSTRAINT withdrawal_by_another CHECK (replaced_by <> document_id);

      -- Who asked for papers that are not there: a hash of an address, kept for a day, so that nobody tries secrets one by one.
      CREATE TABLE documents.verification_attempt (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        address_hash text NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX verification_attempt_recent ON documents.verification_attempt (address_hash, at);
      CREATE INDEX verification_attempt_age ON documents.verification_attempt (at);
    `);
    await q.query(stays(', NEW.secret', ', OLD.secret'));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(stays('', ''));
    await q.query(`
      DROP TABLE documents.verification_attempt;
      ALTER TABLE documents.withdrawal DROP COLUMN replaced_by;
      ALTER TABLE documents.document DROP COLUMN secret;
      DROP FUNCTION documents.new_secret;
    `);
  }
}

/** What was asked for never changes, its secret neither. */
const stays = (now: string, before: string) => `
  CREATE OR REPLACE FUNCTION documents.document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.immutable';
    END IF;
    IF (NEW.id, NEW.type, NEW.title, NEW.number, NEW.facts, NEW.facts_sha256, NEW.cause_kind, NEW.cause_id, NEW.retention_class,
        NEW.requested_at${now}) IS DISTINCT FROM
       (OLD.id, OLD.type, OLD.title, OLD.number, OLD.facts, OLD.facts_sha256, OLD.cause_kind, OLD.cause_id, OLD.retention_class,
        OLD.requested_at${before})
       OR NEW.requested_by IS DISTINCT FROM OLD.requested_by
       OR NEW.retention_until IS DISTINCT FROM OLD.retention_until
       OR (NEW.sealed_facts IS DISTINCT FROM OLD.sealed_facts AND NEW.state <> 'erased') THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.immutable';
    END IF;
    IF NOT (CASE OLD.state
      WHEN 'requested' THEN NEW.state IN ('requested','rendering','failed','erased')
      WHEN 'rendering' THEN NEW.state IN ('requested','rendering','ready','failed','erased')
      WHEN 'failed' THEN NEW.state IN ('requested','erased')
      WHEN 'ready' THEN NEW.state = 'erased' AND (NEW.pdf_sha256, NEW.pdf_size, NEW.ready_at) = (OLD.pdf_sha256, OLD.pdf_size, OLD.ready_at)
      ELSE false END) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.immutable';
    END IF;
    RETURN NEW;
  END $$;
`;
