-- The logs that another tool left behind (docs/adr/0019); its files are imports.

CALL platform.open_schema('data_import');

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

REVOKE DELETE ON data_import.log_batch, data_import.old_log FROM bn_app;
