-- Work orders and evidence: what was erased, tested and graded, by whom. What may be in stock: refurbishment.gate_failures.

CALL platform.open_schema('refurbishment');

-- When each epoch of data began, by the server's clock and the history row: what came before proves nothing now.
-- Written only by triggers (refurbishment.epochs_begin, epoch_begins), as the owner: the application can neither add to it nor move it.
CREATE TABLE refurbishment.epoch_start (
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  began_at timestamptz NOT NULL,
  event_id bigint NOT NULL,
  PRIMARY KEY (device_id, data_epoch)
);

-- A workshop's work on a device, one per epoch of its data. It ends when the device enters the stock (refurbishment.work_order_ends).
CREATE TABLE refurbishment.work_order (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  -- What a technician asked the supervisor for. Null: nothing, or it was given.
  help_code refurbishment.help_code,
  help_at timestamptz,
  help_operator integer,
  CONSTRAINT help_whole CHECK (num_nulls(help_code, help_at) IN (0, 2)),
  UNIQUE (device_id, data_epoch, organisation_id)
);
CREATE INDEX work_order_help ON refurbishment.work_order (organisation_id) WHERE help_code IS NOT NULL;

-- A log as it came: its bytes are kept, and the server says when.
CREATE TABLE refurbishment.erasure_log (
  id uuid PRIMARY KEY,
  blob_id uuid NOT NULL UNIQUE REFERENCES documents.blob,
  sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  filename text NOT NULL DEFAULT '',
  -- nwipe and its version, as the log says.
  tool text NOT NULL,
  version text,
  machine_serial text,
  received_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  -- 'declared': another tool left it behind; its day of receipt tells nothing (docs/adr/0019).
  origin devices.origin NOT NULL DEFAULT 'seen'
);
CREATE INDEX erasure_log_organisation ON refurbishment.erasure_log (organisation_id, id DESC);

-- The unit of evidence: what one log says of one drive. The fingerprint is the run, not the file: one result retyped
-- into another file is still the same result.
CREATE TABLE refurbishment.drive_result (
  id uuid PRIMARY KEY,
  log_id uuid NOT NULL REFERENCES refurbishment.erasure_log,
  -- Its place in the log; the drive's device file (/dev/sda).
  position smallint NOT NULL,
  path text NOT NULL,
  model text,
  serial text,
  serial_key text,
  size_bytes bigint,
  status refurbishment.result_status NOT NULL,
  -- Why it did not pass or must be judged; codes with a sentence each.
  reasons text[] NOT NULL DEFAULT '{}',
  -- As the log names it, and its class in NIST SP 800-88.
  method text,
  method_class refurbishment.method_class NOT NULL,
  verification refurbishment.verification NOT NULL,
  rounds smallint NOT NULL DEFAULT 0,
  -- The log's own clock, as text: nothing is proven by it.
  ended_at_log text,
  fingerprint text NOT NULL CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  UNIQUE (log_id, position),
  CONSTRAINT passed_without_but CHECK (status <> 'passed' OR cardinality(reasons) = 0)
);
CREATE INDEX drive_result_serial ON refurbishment.drive_result (serial_key) WHERE serial_key IS NOT NULL;

-- A signed proof for one medium: a result of a log, or a statement that it was destroyed, removed, reset. Append-only.
CREATE TABLE refurbishment.evidence (
  id uuid PRIMARY KEY,
  medium_id uuid NOT NULL REFERENCES devices.medium,
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  kind refurbishment.evidence_kind NOT NULL,
  drive_result_id uuid REFERENCES refurbishment.drive_result,
  -- A person tied a result without a serial to this medium, and said why.
  decided boolean NOT NULL DEFAULT false,
  stated_text text,
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  signed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT log_is_a_result CHECK ((kind = 'log') = (drive_result_id IS NOT NULL)),
  CONSTRAINT statement_is_stated CHECK ((kind = 'log' AND NOT decided) OR coalesce(length(stated_text), 0) >= 20),
  CONSTRAINT only_results_are_decided CHECK (NOT decided OR kind = 'log')
);
CREATE INDEX evidence_device ON refurbishment.evidence (device_id, data_epoch);
CREATE INDEX evidence_medium ON refurbishment.evidence (medium_id);
CREATE INDEX evidence_result ON refurbishment.evidence (drive_result_id) WHERE drive_result_id IS NOT NULL;

-- One result serves one medium: a row while its evidence stands, kept by triggers as the owner.
CREATE TABLE refurbishment.result_use (
  fingerprint text PRIMARY KEY,
  evidence_id uuid NOT NULL UNIQUE REFERENCES refurbishment.evidence
);

-- A signed statement about all media of a device: there is none, or the list is complete. Append-only.
CREATE TABLE refurbishment.media_statement (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  kind refurbishment.media_statement_kind NOT NULL,
  stated_text text NOT NULL CHECK (length(stated_text) >= 20),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  signed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX media_statement_device ON refurbishment.media_statement (device_id, data_epoch);

-- Answers to the points of a test, and their verdict as refurbishment.verdict_of computes it. Append-only.
CREATE TABLE refurbishment.test_sheet (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  template_version smallint NOT NULL,
  -- Of the device when it was tested: what is asked depends on it.
  category text NOT NULL,
  answers jsonb NOT NULL,
  -- The operating system that was installed.
  system text,
  verdict refurbishment.verdict NOT NULL,
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  signed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT verdict_is_computed CHECK (verdict = refurbishment.verdict_of(template_version, category, answers)),
  CONSTRAINT system_is_named CHECK (answers ->> 'system' IS DISTINCT FROM 'ok' OR coalesce(length(system), 0) > 1)
);
CREATE INDEX test_sheet_device ON refurbishment.test_sheet (device_id, data_epoch, seq DESC);

-- The grade and the criteria that were ticked. Append-only.
CREATE TABLE refurbishment.grading (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  grade refurbishment.grade NOT NULL,
  criteria text NOT NULL CHECK (criteria <> ''),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  signed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX grading_device ON refurbishment.grading (device_id, data_epoch, seq DESC);

-- Evidence is never changed; the person who gave it may withdraw it, once, and that is written too.
CREATE TABLE refurbishment.withdrawal (
  id uuid PRIMARY KEY,
  evidence_id uuid UNIQUE REFERENCES refurbishment.evidence,
  media_statement_id uuid UNIQUE REFERENCES refurbishment.media_statement,
  test_sheet_id uuid UNIQUE REFERENCES refurbishment.test_sheet,
  grading_id uuid UNIQUE REFERENCES refurbishment.grading,
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  withdrawn_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT withdrawal_of_one CHECK (num_nonnulls(evidence_id, media_statement_id, test_sheet_id, grading_id) = 1)
);

-- What was done on a work order, for its page and for undoing. Append-only.
CREATE TABLE refurbishment.work_step (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  work_order_id uuid NOT NULL REFERENCES refurbishment.work_order,
  kind refurbishment.step_kind NOT NULL,
  -- What the step made: evidence, statement, sheet or grading; of an undo, the step undone.
  subject_id uuid,
  event_id bigint REFERENCES devices.device_event,
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  facts jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX work_step_order ON refurbishment.work_step (work_order_id, seq DESC);

REVOKE INSERT, UPDATE, DELETE ON refurbishment.epoch_start, refurbishment.result_use FROM bn_app;
REVOKE DELETE ON refurbishment.work_order FROM bn_app;
