-- Papers (a row is the outbox of their rendering), who may open them, and the bytes of every stored file.

CALL platform.open_schema('documents');

-- A stored file. Never changed; it goes only when nothing refers to it.
CREATE TABLE documents.blob (
  id uuid PRIMARY KEY,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- In bytes, before sealing.
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
-- Photos, PDF and sealed bytes do not compress (STORAGE in CREATE TABLE needs PostgreSQL 16).
ALTER TABLE documents.blob_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The moves a paper may make: rows of libs/bank/documents/word-lists.ts.
CREATE TABLE documents.document_life (
  from_state text NOT NULL, to_state text NOT NULL,
  PRIMARY KEY (from_state, to_state)
);
REVOKE INSERT, UPDATE, DELETE ON documents.document_life FROM bn_app;

-- A paper: what it says is fixed when it is asked for (facts), its PDF follows.
CREATE TABLE documents.document (
  id uuid PRIMARY KEY,
  type text NOT NULL,
  title text NOT NULL,
  number text NOT NULL UNIQUE,
  state documents.document_state NOT NULL,
  facts jsonb NOT NULL,
  facts_sha256 text NOT NULL CHECK (facts_sha256 ~ '^[0-9a-f]{64}$'),
  -- Identity and drawn signature: encrypted, and only on a paper that has an end.
  sealed_facts bytea,
  key_id text,
  blob_id uuid REFERENCES documents.blob DEFERRABLE INITIALLY DEFERRED,
  pdf_sha256 text CHECK (pdf_sha256 ~ '^[0-9a-f]{64}$'),
  pdf_size integer,
  -- What it is about: a donation, a transfer, a hand-over…
  cause_kind text NOT NULL,
  cause_id uuid NOT NULL,
  -- 'identity': it names a person, and is erased after retention_until.
  retention_class documents.retention_class NOT NULL,
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
  -- On its QR: whoever holds the paper can ask whether it is genuine.
  secret text NOT NULL DEFAULT documents.new_secret() CONSTRAINT document_secret_strong CHECK (secret ~ '^[0-9A-F]{24}$'),
  CONSTRAINT document_sealed_whole CHECK ((sealed_facts IS NULL) = (key_id IS NULL)),
  CONSTRAINT document_sealed_ends CHECK (sealed_facts IS NULL OR retention_class = 'identity'),
  CONSTRAINT document_ready_whole CHECK (state <> 'ready' OR num_nulls(blob_id, pdf_sha256, pdf_size, ready_at) = 0),
  CONSTRAINT document_blob_when_ready CHECK (blob_id IS NULL OR state = 'ready'),
  CONSTRAINT document_erased_whole CHECK ((state = 'erased') = (erased_at IS NOT NULL)),
  CONSTRAINT document_erased_ends CHECK (state <> 'erased' OR (retention_class = 'identity' AND sealed_facts IS NULL)),
  CONSTRAINT document_failed_why CHECK (state <> 'failed' OR error IS NOT NULL)
);
CREATE INDEX document_cause ON documents.document (cause_kind, cause_id);
CREATE INDEX document_due ON documents.document (due_at) WHERE state = ANY (documents.unmade_states());
CREATE INDEX document_ends ON documents.document (retention_until) WHERE retention_class = 'identity' AND state = ANY (documents.settled_states());
CREATE UNIQUE INDEX document_blob ON documents.document (blob_id) WHERE blob_id IS NOT NULL;
REVOKE DELETE, TRUNCATE ON documents.document FROM bn_app;

-- Whose members may open a paper, beside the bank's. Append-only.
CREATE TABLE documents.document_reader (
  document_id uuid NOT NULL REFERENCES documents.document,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  PRIMARY KEY (organisation_id, document_id)
);
CREATE INDEX document_reader_document ON documents.document_reader (document_id);

-- A paper that no longer counts (its proof was taken back) stays as it was, and says so wherever it is shown. Append-only.
CREATE TABLE documents.withdrawal (
  document_id uuid PRIMARY KEY REFERENCES documents.document,
  withdrawn_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  -- Which paper took its place.
  replaced_by uuid REFERENCES documents.document DEFERRABLE INITIALLY DEFERRED
    CONSTRAINT withdrawal_by_another CHECK (replaced_by <> document_id)
);

-- Written outside of the transaction that stores the paper, so that the waiting page can tell how far it is (pages done of total).
CREATE UNLOGGED TABLE documents.progress (
  document_id uuid PRIMARY KEY REFERENCES documents.document,
  done integer NOT NULL,
  total integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

-- Who asked for papers that are not there: a hash of an address, kept for a day, so that nobody tries secrets one by one.
CREATE TABLE documents.verification_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address_hash text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX verification_attempt_recent ON documents.verification_attempt (address_hash, at);
CREATE INDEX verification_attempt_age ON documents.verification_attempt (at);
