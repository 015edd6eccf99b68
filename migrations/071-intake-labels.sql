-- Sheets of labels.

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
  -- A shop's format (libs/bank/documents/paper/labels/label-formats.ts) or an id of label_format.
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
