-- Files of another tool: read without what they say of people, mapped by a person, then taken over as a whole; and the logs it left behind
-- (docs/adr/0019).

CALL platform.open_schema('data_import');

-- A file from its upload to its devices. A worker takes what is due.
CREATE TABLE data_import.file (
  id uuid PRIMARY KEY,
  -- Whose numbers these are: the issuer of every alias that comes out of the file.
  issuer text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 60),
  filename text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  state data_import.file_state NOT NULL,
  -- The titles; of columns about people only the titles are kept, apart.
  header text[] NOT NULL,
  people text[] NOT NULL DEFAULT '{}',
  columns jsonb NOT NULL DEFAULT '{}',
  default_place_id uuid REFERENCES people.place,
  rows_read integer NOT NULL DEFAULT 0,
  rows_wrong integer NOT NULL DEFAULT 0,
  rows_warned integer NOT NULL DEFAULT 0,
  rows_skipped integer NOT NULL DEFAULT 0,
  rows_made integer NOT NULL DEFAULT 0,
  -- Counts by state and by structure, of what was made.
  result jsonb NOT NULL DEFAULT '{}',
  error text,
  error_facts jsonb NOT NULL DEFAULT '{}',
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  applied_at timestamptz,
  CONSTRAINT data_import_file_failed_why CHECK ((error IS NOT NULL) = (state = 'failed')),
  CONSTRAINT data_import_file_applied_when CHECK ((applied_at IS NOT NULL) = (state = 'applied'))
);

-- The same bytes are taken over once; a refused file may come again.
CREATE UNIQUE INDEX data_import_file_once ON data_import.file (sha256) WHERE state <> ALL (data_import.failed_states());
CREATE INDEX data_import_file_due ON data_import.file (due_at) WHERE state = 'applying';

-- A row of it, without what it says of people.
CREATE TABLE data_import.file_row (
  file_id uuid NOT NULL REFERENCES data_import.file,
  line integer NOT NULL,
  cells text[] NOT NULL,
  -- What the row means once its words are mapped.
  state text, category text, make text NOT NULL DEFAULT '', model text NOT NULL DEFAULT '',
  serial text, serial_key text, number text, number_key text,
  place text, structure text, day date, origin text,
  skipped boolean NOT NULL DEFAULT false,
  wrong boolean NOT NULL DEFAULT false,
  warned boolean NOT NULL DEFAULT false,
  problems jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (file_id, line)
);
CREATE INDEX data_import_row_told ON data_import.file_row (file_id, line) WHERE wrong OR warned;

-- Each different word of a mapped column, how often it stands there, and what a person made of it.
CREATE TABLE data_import.file_value (
  file_id uuid NOT NULL REFERENCES data_import.file,
  field data_import.mapped_field NOT NULL,
  key text NOT NULL,
  value text NOT NULL,
  count integer NOT NULL,
  target text,
  PRIMARY KEY (file_id, field, key)
);

-- What a word meant last time; never a donor who is a person.
CREATE TABLE data_import.remembered (
  field text NOT NULL,
  key text NOT NULL,
  target text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (field, key)
);

-- Written outside of the transaction that takes the rows over, so that the waiting page can tell how far it is.
CREATE TABLE data_import.progress (
  file_id uuid PRIMARY KEY REFERENCES data_import.file,
  done integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

-- A folder of old logs, given at once.
CREATE TABLE data_import.log_batch (
  id uuid PRIMARY KEY,
  state data_import.batch_state NOT NULL,
  files integer NOT NULL CHECK (files > 0),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0
);
CREATE INDEX log_batch_due ON data_import.log_batch (due_at) WHERE state = 'reading';

-- One file of a folder. Its bytes wait here until it is read; then a log is kept by its room, and what is none is let go.
CREATE TABLE data_import.old_log (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES data_import.log_batch,
  position integer NOT NULL,
  path text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  size integer NOT NULL,
  bytes bytea,
  kind data_import.old_log_kind,
  -- The old number as the path says it.
  number text,
  outcome data_import.old_log_outcome,
  device_id uuid REFERENCES devices.device,
  erasure_log_id uuid REFERENCES refurbishment.erasure_log,
  blob_id uuid REFERENCES documents.blob,
  facts jsonb NOT NULL DEFAULT '{}',
  UNIQUE (batch_id, position),
  CONSTRAINT old_log_read_or_waiting CHECK ((outcome IS NULL) = (bytes IS NOT NULL)),
  CONSTRAINT old_log_attached_to_one CHECK (outcome IS DISTINCT FROM 'attached' OR device_id IS NOT NULL)
);
CREATE INDEX old_log_device ON data_import.old_log (device_id) WHERE device_id IS NOT NULL;
CREATE INDEX old_log_sha256 ON data_import.old_log (sha256);
CREATE INDEX old_log_erasure_log ON data_import.old_log (erasure_log_id) WHERE erasure_log_id IS NOT NULL;

REVOKE DELETE ON data_import.file, data_import.log_batch, data_import.old_log FROM bn_app;
