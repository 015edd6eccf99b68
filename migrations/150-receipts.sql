-- Papers of a donation: the value a donor declares, tax receipts with their numbers, cancellations and yearly lists. The words of the
-- law: 151-receipts-dated-rules.sql.

CALL platform.open_schema('receipts');

-- A donor declares, a member types: who typed it and when is kept beside it. A new declaration does not erase the one before. Append-only.
CREATE TABLE receipts.declared_value (
  id uuid PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES intake.donation,
  cents integer NOT NULL CHECK (cents BETWEEN 1 AND 1000000000),
  declared_on date NOT NULL,
  how receipts.declared_how NOT NULL,
  typed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  UNIQUE (id, donation_id, cents)
);
CREATE INDEX declared_value_donation ON receipts.declared_value (donation_id, typed_at DESC);

-- A tax receipt: year, n and number are given by receipts.numbered, whoever writes. Append-only.
CREATE TABLE receipts.receipt (
  id uuid PRIMARY KEY,
  year integer NOT NULL,
  n integer NOT NULL CHECK (n >= 1),
  number text NOT NULL UNIQUE,
  kind receipts.kind NOT NULL,
  donation_id uuid NOT NULL REFERENCES intake.donation,
  value_id uuid NOT NULL,
  value_cents integer NOT NULL,
  devices integer NOT NULL CHECK (devices >= 1),
  -- A company's public identity; of a person nothing stands here, only in the sealed paper that has an end.
  donor_name text, donor_legal_form text, donor_siren text, donor_address text,
  document_id uuid NOT NULL UNIQUE REFERENCES documents.document DEFERRABLE INITIALLY DEFERRED,
  issued_at timestamptz NOT NULL,
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  UNIQUE (year, n),
  FOREIGN KEY (value_id, donation_id, value_cents) REFERENCES receipts.declared_value (id, donation_id, cents),
  CONSTRAINT receipt_names_companies CHECK (num_nonnulls(donor_name, donor_legal_form, donor_address) = CASE kind WHEN 'company' THEN 3 ELSE 0 END),
  CONSTRAINT receipt_numbers_companies CHECK (kind = 'company' OR donor_siren IS NULL)
);
CREATE INDEX receipt_donation ON receipts.receipt (donation_id);

-- A number is never taken back: its receipt is cancelled, and says by which it is replaced. Append-only.
CREATE TABLE receipts.cancellation (
  receipt_id uuid PRIMARY KEY REFERENCES receipts.receipt,
  reason receipts.cancel_reason NOT NULL,
  replaced_by uuid UNIQUE REFERENCES receipts.receipt DEFERRABLE INITIALLY DEFERRED,
  cancelled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  CHECK (replaced_by <> receipt_id)
);

-- The list of a year's receipts as it was made (CGI, art. 222 bis). Append-only.
CREATE TABLE receipts.yearly_list (
  id uuid PRIMARY KEY,
  year integer NOT NULL,
  document_id uuid NOT NULL UNIQUE REFERENCES documents.document,
  company_count integer NOT NULL, company_cents bigint NOT NULL,
  person_count integer NOT NULL, person_cents bigint NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  operator_number integer NOT NULL
);
CREATE INDEX yearly_list_year ON receipts.yearly_list (year, id DESC);

-- A paper that came back signed. Its scan shows a signature, so it is sealed and goes at its date; that it came stays.
CREATE TABLE receipts.signed_back (
  id uuid PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES intake.donation,
  document_id uuid NOT NULL UNIQUE REFERENCES documents.document,
  blob_id uuid REFERENCES documents.blob,
  mime text,
  keep_until timestamptz,
  noted_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  CHECK (blob_id IS NULL OR num_nulls(mime, keep_until) = 0)
);
CREATE INDEX signed_back_donation ON receipts.signed_back (donation_id);
CREATE INDEX signed_back_ends ON receipts.signed_back (keep_until) WHERE blob_id IS NOT NULL;
REVOKE UPDATE, DELETE ON receipts.signed_back FROM bn_app;
GRANT UPDATE (blob_id) ON receipts.signed_back TO bn_app;

-- The last number of each calendar year of the bank: a receipt and its number exist together or not at all. Written only by
-- receipts.numbered, as the owner; it stays locked until the receipt's transaction ends, so one that fails gives its number back.
CREATE TABLE receipts.counter (
  year integer PRIMARY KEY CHECK (year BETWEEN 2000 AND 9999),
  last integer NOT NULL CHECK (last >= 0)
);
REVOKE INSERT, UPDATE, DELETE ON receipts.counter FROM bn_app;
