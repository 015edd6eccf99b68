-- Whatever an erasing tool writes is stored as it came, sealed, before anybody reads it (docs/adr/0119). What was read of it is noted once.
-- Files of before stay as they are stored: unsealed, and their own shown copy.
ALTER TABLE refurbishment.erasure_log
  ALTER COLUMN tool DROP NOT NULL,
  -- Null until it was read.
  ADD COLUMN kind refurbishment.evidence_file_kind,
  ADD COLUMN outcome refurbishment.file_outcome,
  ADD COLUMN read_at timestamptz,
  -- Its text without names, control characters made visible; null of what is no text.
  ADD COLUMN shown_blob_id uuid UNIQUE REFERENCES documents.blob,
  -- Of reading: how often it failed, and when it is due again.
  ADD COLUMN attempts smallint NOT NULL DEFAULT 0,
  ADD COLUMN due_at timestamptz NOT NULL DEFAULT platform.now();
ALTER TABLE refurbishment.erasure_log DISABLE TRIGGER USER;
UPDATE refurbishment.erasure_log SET kind = 'nwipe_log', outcome = 'read', read_at = received_at;
ALTER TABLE refurbishment.erasure_log ENABLE TRIGGER USER;
ALTER TABLE refurbishment.erasure_log
  ADD CONSTRAINT erasure_log_read_whole CHECK (num_nulls(kind, outcome, read_at) IN (0, 3)),
  ADD CONSTRAINT erasure_log_read_by_a_tool CHECK (outcome IS DISTINCT FROM 'read' OR tool IS NOT NULL);
CREATE INDEX erasure_log_unread ON refurbishment.erasure_log (due_at) WHERE read_at IS NULL;

-- The medium that somebody said a file is about. Append-only.
CREATE TABLE refurbishment.file_medium (
  log_id uuid NOT NULL REFERENCES refurbishment.erasure_log,
  medium_id uuid NOT NULL REFERENCES devices.medium,
  PRIMARY KEY (log_id, medium_id)
);
CREATE INDEX file_medium_medium ON refurbishment.file_medium (medium_id);
