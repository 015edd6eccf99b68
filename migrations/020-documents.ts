import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendOnly, openSchema } from '#database';

/** Papers (the row is the outbox of their rendering), who may open them, and the bytes of every stored file. */
export default class Documents1764000020000 implements MigrationInterface {
  name = 'Documents1764000020000';

  async up(q: QueryRunner): Promise<void> {
    await openSchema(q, 'documents');
    await q.query(`
      CREATE TABLE documents.blob (
        id uuid PRIMARY KEY,
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size bigint NOT NULL CHECK (size >= 0),
        mime text NOT NULL CHECK (mime <> ''),
        -- The key its chunks are sealed with; null for a file that is stored as it is.
        key_id text,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      -- Chunks arrive before the size and the hash are known, so the parent is asked for at commit.
      CREATE TABLE documents.blob_chunk (
        blob_id uuid NOT NULL REFERENCES documents.blob ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        n integer NOT NULL CHECK (n >= 0),
        bytes bytea NOT NULL,
        PRIMARY KEY (blob_id, n)
      );
      ALTER TABLE documents.blob_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

      CREATE FUNCTION documents.blob_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.blob_immutable';
      END $$;
      CREATE TRIGGER blob_stays BEFORE UPDATE ON documents.blob FOR EACH ROW EXECUTE FUNCTION documents.blob_stays();
      CREATE TRIGGER blob_chunk_stays BEFORE UPDATE ON documents.blob_chunk FOR EACH ROW EXECUTE FUNCTION documents.blob_stays();

      -- Chunks go with their file, never before it; a file that a paper or a proof refers to cannot go.
      CREATE FUNCTION documents.chunk_goes_with_blob() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT 1 FROM documents.blob WHERE id = OLD.blob_id) THEN
          RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.blob_immutable';
        END IF;
        RETURN OLD;
      END $$;
      CREATE TRIGGER chunk_goes_with_blob BEFORE DELETE ON documents.blob_chunk
        FOR EACH ROW EXECUTE FUNCTION documents.chunk_goes_with_blob();

      CREATE TABLE documents.document (
        id uuid PRIMARY KEY,
        type text NOT NULL,
        title text NOT NULL,
        number text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('requested','rendering','ready','failed','erased')),
        facts jsonb NOT NULL,
        facts_sha256 text NOT NULL CHECK (facts_sha256 ~ '^[0-9a-f]{64}$'),
        -- Identity and drawn signature: encrypted, and only on a paper that has an end.
        sealed_facts bytea,
        key_id text,
        blob_id uuid REFERENCES documents.blob DEFERRABLE INITIALLY DEFERRED,
        pdf_sha256 text CHECK (pdf_sha256 ~ '^[0-9a-f]{64}$'),
        pdf_size integer,
        cause_kind text NOT NULL,
        cause_id uuid NOT NULL,
        retention_class text NOT NULL CHECK (retention_class IN ('permanent','identity')),
        retention_until timestamptz,
        requested_at timestamptz NOT NULL DEFAULT now(),
        requested_by uuid REFERENCES people.membership,
        ready_at timestamptz,
        erased_at timestamptz,
        -- attempt names the job in the queue, tries count failures since somebody asked, starts count deaths of a worker.
        attempt integer NOT NULL DEFAULT 0,
        tries integer NOT NULL DEFAULT 0,
        starts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        error text,
        CONSTRAINT document_sealed_whole CHECK ((sealed_facts IS NULL) = (key_id IS NULL)),
        CONSTRAINT document_sealed_ends CHECK (sealed_facts IS NULL OR retention_class = 'identity'),
        CONSTRAINT document_ready_whole CHECK (state <> 'ready' OR num_nulls(blob_id, pdf_sha256, pdf_size, ready_at) = 0),
        CONSTRAINT document_blob_when_ready CHECK (blob_id IS NULL OR state = 'ready'),
        CONSTRAINT document_erased_whole CHECK ((state = 'erased') = (erased_at IS NOT NULL)),
        CONSTRAINT document_erased_ends CHECK (state <> 'erased' OR (retention_class = 'identity' AND sealed_facts IS NULL)),
        CONSTRAINT document_failed_why CHECK (state <> 'failed' OR error IS NOT NULL)
      );
      CREATE INDEX document_cause ON documents.document (cause_kind, cause_id);
      CREATE INDEX document_due ON documents.document (due_at) WHERE state IN ('requested','rendering');
      CREATE INDEX document_ends ON documents.document (retention_until) WHERE retention_class = 'identity' AND state IN ('ready','failed');
      CREATE UNIQUE INDEX document_blob ON documents.document (blob_id) WHERE blob_id IS NOT NULL;

      CREATE TABLE documents.document_reader (
        document_id uuid NOT NULL REFERENCES documents.document,
        organisation_id uuid NOT NULL REFERENCES people.organisation,
        PRIMARY KEY (organisation_id, document_id)
      );
      CREATE INDEX document_reader_document ON documents.document_reader (document_id);

      -- What was asked for never changes; a finished paper never changes but to be erased; nothing is ever deleted.
      CREATE FUNCTION documents.document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'documents.immutable';
        END IF;
        IF (NEW.id, NEW.type, NEW.title, NEW.number, NEW.facts, NEW.facts_sha256, NEW.cause_kind, NEW.cause_id, NEW.retention_class,
            NEW.requested_at) IS DISTINCT FROM
           (OLD.id, OLD.type, OLD.title, OLD.number, OLD.facts, OLD.facts_sha256, OLD.cause_kind, OLD.cause_id, OLD.retention_class,
            OLD.requested_at)
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
      CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE ON documents.document
        FOR EACH ROW EXECUTE FUNCTION documents.document_stays();
      CREATE TRIGGER document_table_stays BEFORE TRUNCATE ON documents.document
        FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
      REVOKE DELETE, TRUNCATE ON documents.document FROM bn_app;
    `);
    await appendOnly(q, 'documents.document_reader');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('DROP SCHEMA documents CASCADE');
  }
}
