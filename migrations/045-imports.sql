-- Files that somebody sends to be taken in, whatever they list (docs/adr/0026): read, shown, answered, then applied or dropped as a whole.

CALL platform.open_schema('imports');

-- A file from its upload to what it made. A worker takes what is due.
CREATE TABLE imports.file (
  id uuid PRIMARY KEY,
  kind imports.kind NOT NULL,
  -- What it belongs to, as its kind says: a donation.
  subject_id uuid,
  filename text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- Its bytes, sealed: they may name people, and go once it is decided about.
  blob_id uuid REFERENCES documents.blob,
  state imports.state NOT NULL,
  format imports.format,
  -- The workbook's sheets by name, and which of them is read (from 0).
  sheets jsonb NOT NULL DEFAULT '[]',
  sheet integer NOT NULL DEFAULT 0,
  -- The line of the titles; 0: the file has none.
  header_row integer NOT NULL DEFAULT 0,
  -- The titles of the columns that are read; of others nothing is kept outside the seal.
  header jsonb NOT NULL DEFAULT '[]',
  sample bytea,
  sample_key text,
  -- What each column is read as: a field, or null; and by field its title.
  fields jsonb NOT NULL DEFAULT '[]',
  columns jsonb NOT NULL DEFAULT '{}',
  columns_by imports.columns_by NOT NULL DEFAULT 'names',
  -- What somebody said about the file: sheet, header row, what each column is.
  choices jsonb NOT NULL DEFAULT '{}',
  -- What was said with the upload: whose numbers these are, for which carrier.
  settings jsonb NOT NULL DEFAULT '{}',
  rows_seen integer NOT NULL DEFAULT 0,
  rows_good integer NOT NULL DEFAULT 0,
  rows_wrong integer NOT NULL DEFAULT 0,
  rows_left integer NOT NULL DEFAULT 0,
  rows_warned integer NOT NULL DEFAULT 0,
  -- Different words that somebody should say the meaning of.
  words_asked integer NOT NULL DEFAULT 0,
  things_read integer NOT NULL DEFAULT 0,
  things_made integer NOT NULL DEFAULT 0,
  -- All its rows or none of them.
  only_whole boolean NOT NULL DEFAULT false,
  -- Why it came back to be decided about.
  notice text,
  error text,
  error_facts jsonb NOT NULL DEFAULT '{}',
  result jsonb NOT NULL DEFAULT '{}',
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  -- Counts up each time it is given to a worker anew.
  turn integer NOT NULL DEFAULT 0,
  applied_at timestamptz,
  CONSTRAINT file_bytes_until_decided CHECK ((blob_id IS NULL) = (state = ANY (imports.decided_states()))),
  CONSTRAINT file_sample_until_decided CHECK (sample IS NULL OR state <> ALL (imports.decided_states())),
  CONSTRAINT file_sample_sealed CHECK ((sample IS NULL) = (sample_key IS NULL)),
  CONSTRAINT file_failed_why CHECK ((error IS NOT NULL) = (state = 'failed')),
  CONSTRAINT file_applied_when CHECK ((applied_at IS NOT NULL) = (state = ANY (imports.applied_states()))),
  -- No row goes missing.
  CONSTRAINT file_rows_accounted CHECK (rows_seen = rows_good + rows_wrong + rows_left AND rows_warned <= rows_good)
);
-- The same bytes are taken in once; a refused or unreadable file may come again.
CREATE UNIQUE INDEX file_once ON imports.file (kind, subject_id, sha256) NULLS NOT DISTINCT WHERE state <> ALL (imports.failed_states());
CREATE INDEX file_due ON imports.file (due_at) WHERE state = ANY (imports.working_states());
CREATE INDEX file_of_subject ON imports.file (subject_id, id DESC) WHERE subject_id IS NOT NULL;
CREATE INDEX file_undecided ON imports.file (created_at) WHERE blob_id IS NOT NULL;
REVOKE DELETE ON imports.file FROM bn_app;

-- A row about which there is something to say, or that was left out, with the cells of the columns that are read and of no other. A wrong one is given back
-- from the sealed file as long as it is there, then from these.
CREATE TABLE imports.row (
  file_id uuid NOT NULL REFERENCES imports.file,
  line integer NOT NULL,
  wrong boolean NOT NULL,
  warned boolean NOT NULL,
  -- Why the row is none of what the file lists.
  left_out imports.left_reason,
  problems jsonb NOT NULL DEFAULT '[]',
  -- JSON as text: never looked into here, and may hold what jsonb refuses. By field what stood there, and what was made of it.
  cells text NOT NULL,
  meaning text,
  -- How many cells the row had.
  width integer NOT NULL DEFAULT 0,
  PRIMARY KEY (file_id, line),
  CONSTRAINT row_is_one_of CHECK (num_nonnulls(nullif(wrong, false), nullif(warned, false), left_out) = 1)
);

-- Good rows, many in one and sealed, since nothing but their file ever asks for them. They go when it is decided about.
CREATE TABLE imports.part (
  file_id uuid NOT NULL REFERENCES imports.file,
  n integer NOT NULL,
  last_line integer NOT NULL,
  key_id text NOT NULL,
  rows bytea NOT NULL,
  PRIMARY KEY (file_id, n)
);
ALTER TABLE imports.part ALTER COLUMN rows SET STORAGE EXTERNAL;

-- What each row made, in the file's order.
CREATE TABLE imports.made (
  file_id uuid NOT NULL REFERENCES imports.file,
  line integer NOT NULL,
  thing_id uuid NOT NULL,
  PRIMARY KEY (file_id, line, thing_id)
);
REVOKE UPDATE, DELETE ON imports.made FROM bn_app;

-- Written outside of the transaction that takes the rows in, so that the waiting page can tell how far it is.
CREATE TABLE imports.progress (
  file_id uuid PRIMARY KEY REFERENCES imports.file,
  done integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

-- What columns with these titles are, for the bank or for one donor.
CREATE TABLE imports.remembered_columns (
  kind imports.kind NOT NULL,
  scope text NOT NULL CHECK (scope <> ''),
  signature text NOT NULL CHECK (signature ~ '^[0-9a-f]{64}$'),
  columns jsonb NOT NULL,
  defaults jsonb NOT NULL DEFAULT '{}',
  operator_number integer,
  chosen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (kind, scope, signature)
);

-- Each different word of a file's columns of words, how many rows have it, and what it is taken for.
CREATE TABLE imports.word (
  file_id uuid NOT NULL REFERENCES imports.file,
  field text NOT NULL,
  key text NOT NULL,
  said text NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  meaning text,
  sureness imports.sureness NOT NULL,
  because text NOT NULL,
  -- Set when a person said so: of this file, of the donor's earlier ones, of the bank's.
  answered_by imports.answer_scope,
  PRIMARY KEY (file_id, field, key)
);

-- What a person said of a word for the next files too: the bank's, or one donor's.
CREATE TABLE imports.remembered_word (
  kind imports.kind NOT NULL,
  scope text NOT NULL CHECK (scope <> ''),
  field text NOT NULL,
  key text NOT NULL,
  meaning text NOT NULL,
  operator_number integer,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (kind, scope, field, key)
);
