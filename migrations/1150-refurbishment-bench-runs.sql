-- Bench PCs sign in with a key of their own, and announce each machine before its first byte is erased (docs/adr/0121).
ALTER TABLE people.machine_credential DROP CONSTRAINT machine_credential_scopes,
  ADD CONSTRAINT machine_credential_scopes CHECK (cardinality(scopes) > 0 AND scopes <@ CASE kind
    WHEN 'person' THEN people.key_scopes() WHEN 'bench' THEN people.bench_key_scopes() ELSE people.organisation_key_scopes() END);

CREATE TABLE refurbishment.bench_run (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  -- As whom the PC signed in.
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  -- By the server's clock; the PC's is not asked.
  announced_at timestamptz NOT NULL DEFAULT platform.clock_timestamp(),
  heard_at timestamptz NOT NULL DEFAULT platform.clock_timestamp(),
  ended_at timestamptz,
  outcome refurbishment.bench_outcome,
  -- The operator who gave it up.
  abandoned_by integer,
  CONSTRAINT bench_run_ended_whole CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT bench_run_abandoned CHECK ((abandoned_by IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'abandoned'))
);
-- Of two that announce one machine the second is refused.
CREATE UNIQUE INDEX bench_run_live ON refurbishment.bench_run (device_id) WHERE ended_at IS NULL;
CREATE INDEX bench_run_device ON refurbishment.bench_run (device_id, data_epoch);
CREATE INDEX bench_run_membership ON refurbishment.bench_run (membership_id);
CREATE INDEX bench_run_shown ON refurbishment.bench_run (organisation_id, announced_at);
REVOKE DELETE ON refurbishment.bench_run FROM bn_app;

CREATE TABLE refurbishment.bench_run_drive (
  run_id uuid NOT NULL REFERENCES refurbishment.bench_run,
  position smallint NOT NULL,
  serial text NOT NULL CHECK (length(serial) <= 80),
  model text NOT NULL CHECK (length(model) <= 120),
  size_bytes bigint CHECK (size_bytes >= 0),
  bus text NOT NULL CHECK (length(bus) <= 20),
  state refurbishment.bench_drive_state NOT NULL DEFAULT 'waiting',
  percent smallint NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
  PRIMARY KEY (run_id, position)
);
REVOKE DELETE ON refurbishment.bench_run_drive FROM bn_app;
