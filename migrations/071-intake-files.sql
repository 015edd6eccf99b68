-- Donors' files (CSV, workbooks) until they are devices, and sheets of labels.

-- A file from its upload to its devices. A worker takes what is due.
CREATE TABLE intake.file (
  id uuid PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES intake.donation,
  filename text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- A donor's sheet may name people: its bytes go once it is decided about.
  blob_id uuid REFERENCES documents.blob,
  state intake.file_state NOT NULL,
  columns jsonb NOT NULL DEFAULT '{}',
  rows_read integer NOT NULL DEFAULT 0,
  rows_wrong integer NOT NULL DEFAULT 0,
  rows_warned integer NOT NULL DEFAULT 0,
  rows_logged integer NOT NULL DEFAULT 0,
  error text,
  error_facts jsonb NOT NULL DEFAULT '{}',
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  applied_at timestamptz,
  format intake.file_format,
  -- The workbook's sheets by name, and which of them is read (from 0).
  sheets jsonb NOT NULL DEFAULT '[]',
  sheet integer NOT NULL DEFAULT 0,
  -- The line of the titles; 0: the file has none.
  header_row integer NOT NULL DEFAULT 0,
  header jsonb NOT NULL DEFAULT '[]',
  examples jsonb NOT NULL DEFAULT '[]',
  -- What each column is read as: a field, or null.
  fields jsonb NOT NULL DEFAULT '[]',
  -- What somebody said about the file: sheet, header row, what each column is.
  choices jsonb NOT NULL DEFAULT '{}',
  -- Who says what the columns are: their titles, an earlier file of this donor, a person, nobody yet.
  columns_by intake.columns_by NOT NULL DEFAULT 'names',
  devices_read integer NOT NULL DEFAULT 0,
  -- All its rows or none of them.
  only_whole boolean NOT NULL DEFAULT false,
  -- Why it came back to be decided about.
  notice text,
  -- Counts up each time it is given to a worker anew.
  turn integer NOT NULL DEFAULT 0,
  CONSTRAINT file_bytes_until_decided CHECK ((blob_id IS NULL) = (state = ANY (intake.decided_file_states()))),
  CONSTRAINT file_failed_why CHECK ((error IS NOT NULL) = (state = 'failed')),
  CONSTRAINT file_applied_when CHECK ((applied_at IS NOT NULL) = (state = 'applied'))
);
-- The same bytes make devices once; a refused or unreadable file may come again.
CREATE UNIQUE INDEX file_once ON intake.file (donation_id, sha256) WHERE state <> ALL (intake.failed_file_states());
CREATE INDEX file_due ON intake.file (due_at) WHERE state = ANY (intake.working_file_states());
CREATE INDEX file_donation ON intake.file (donation_id, id DESC);
REVOKE DELETE ON intake.file FROM bn_app;

-- A row about which there is something to say; a wrong one keeps its cells, to be given back.
CREATE TABLE intake.file_row (
  file_id uuid NOT NULL REFERENCES intake.file,
  line integer NOT NULL,
  category text,
  make text NOT NULL DEFAULT '',
  model text NOT NULL DEFAULT '',
  serial text,
  serial_key text,
  condition text NOT NULL DEFAULT 'unknown',
  asset_number text,
  number_key text,
  wrong boolean NOT NULL DEFAULT false,
  warned boolean NOT NULL DEFAULT false,
  problems jsonb NOT NULL DEFAULT '[]',
  -- What a row that was not understood says, to be found again in the spreadsheet.
  said text NOT NULL DEFAULT '',
  raw text,
  -- Cells of the row as it stood, and how many devices it makes.
  width integer NOT NULL DEFAULT 0,
  quantity integer NOT NULL DEFAULT 1,
  PRIMARY KEY (file_id, line)
);
CREATE INDEX file_row_told ON intake.file_row (file_id, line) WHERE wrong OR warned;

-- Rows that make devices, many in one, since nothing but their file ever asks for them. JSON as text: it is never looked into here,
-- and may hold what jsonb refuses. They go when the file is decided about.
CREATE TABLE intake.file_part (
  file_id uuid NOT NULL REFERENCES intake.file,
  n integer NOT NULL,
  last_line integer NOT NULL,
  rows text NOT NULL,
  PRIMARY KEY (file_id, n)
);
ALTER TABLE intake.file_part ALTER COLUMN rows SET STORAGE EXTERNAL;

-- Written outside of the transaction that logs the devices, so that the waiting page can tell how far it is.
CREATE TABLE intake.file_progress (
  file_id uuid PRIMARY KEY REFERENCES intake.file,
  done integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

-- How a donor names columns, by the hash of their titles.
CREATE TABLE intake.file_mapping (
  donor_id uuid NOT NULL REFERENCES intake.donor,
  signature text NOT NULL CHECK (signature ~ '^[0-9a-f]{64}$'),
  columns jsonb NOT NULL,
  category text,
  operator_number integer,
  chosen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (donor_id, signature)
);

-- Labels that were asked for: a new roll of codes ('blank'), a roll printed again ('roll'), a donation's devices, chosen devices.
CREATE TABLE intake.label_sheet (
  id uuid PRIMARY KEY,
  kind intake.label_sheet_kind NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  donation_id uuid REFERENCES intake.donation,
  document_id uuid NOT NULL REFERENCES documents.document,
  labels integer NOT NULL CHECK (labels > 0),
  operator_number integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  roll_id uuid REFERENCES devices.code_roll DEFERRABLE INITIALLY DEFERRED,
  -- A shop's format (libs/documents/paper/label-formats.ts) or an id of label_format.
  format text NOT NULL DEFAULT '24',
  CONSTRAINT label_sheet_of_donation CHECK ((donation_id IS NOT NULL) = (kind = 'donation')),
  CONSTRAINT label_sheet_of_roll CHECK ((roll_id IS NOT NULL) = (kind = ANY (intake.roll_kinds())))
);
CREATE INDEX label_sheet_organisation ON intake.label_sheet (organisation_id, id DESC);
CREATE INDEX label_sheet_donation ON intake.label_sheet (donation_id) WHERE donation_id IS NOT NULL;
CREATE INDEX label_sheet_roll ON intake.label_sheet (roll_id) WHERE roll_id IS NOT NULL;

-- Sheets of labels that an organisation measured itself. Millimetres, on A4.
CREATE TABLE intake.label_format (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  name text COLLATE "fr-x-icu" NOT NULL CHECK (name <> ''),
  columns integer NOT NULL CHECK (columns BETWEEN 1 AND 7),
  rows integer NOT NULL CHECK (rows BETWEEN 1 AND 19),
  width numeric(6,2) NOT NULL CHECK (width BETWEEN 28 AND 210),
  height numeric(6,2) NOT NULL CHECK (height BETWEEN 15 AND 297),
  "left" numeric(6,2) NOT NULL CHECK ("left" >= 0),
  top numeric(6,2) NOT NULL CHECK (top >= 0),
  gap_x numeric(6,2) NOT NULL CHECK (gap_x >= 0),
  gap_y numeric(6,2) NOT NULL CHECK (gap_y >= 0),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT label_format_on_a4_across CHECK ("left" + columns * width + (columns - 1) * gap_x <= 210),
  CONSTRAINT label_format_on_a4_down CHECK (top + rows * height + (rows - 1) * gap_y <= 297)
);
CREATE UNIQUE INDEX label_format_name ON intake.label_format (organisation_id, lower(name)) WHERE active;
REVOKE UPDATE, DELETE ON intake.label_format FROM bn_app;
GRANT UPDATE (active) ON intake.label_format TO bn_app;

-- How an organisation's printer shifts a format, in millimetres.
CREATE TABLE intake.label_offset (
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  format text NOT NULL CHECK (format <> ''),
  x numeric(4,2) NOT NULL CHECK (x BETWEEN -10 AND 10),
  y numeric(4,2) NOT NULL CHECK (y BETWEEN -10 AND 10),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, format)
);
