-- Drives that a machine's own log speaks of and that nothing lists in it are answered for, and the stations of a workshop that erase other
-- machines' drives are known: docs/adr/0060.

-- A station that erases drives of other machines. A log that it wrote is never its own. It ends; it is never taken out.
CREATE TABLE refurbishment.dock (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  -- Of the machine, as its logs write it, and as it is compared.
  serial text NOT NULL CHECK (length(serial) BETWEEN 3 AND 80),
  serial_key text NOT NULL CHECK (length(serial_key) >= 3),
  operator_number integer NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz,
  ended_by integer,
  CONSTRAINT dock_ended_whole CHECK (num_nulls(ended_at, ended_by) IN (0, 2))
);
CREATE UNIQUE INDEX dock_once ON refurbishment.dock (organisation_id, serial_key) WHERE ended_at IS NULL;
REVOKE DELETE ON refurbishment.dock FROM bn_app;

-- The machine that a log says it ran on, as serials are compared; and the station that it was, when it came.
ALTER TABLE refurbishment.erasure_log ADD COLUMN machine_key text, ADD COLUMN dock_id uuid REFERENCES refurbishment.dock;
ALTER TABLE refurbishment.erasure_log DISABLE TRIGGER USER;
UPDATE refurbishment.erasure_log l SET machine_key = k.key
FROM (SELECT id, upper(regexp_replace(machine_serial, '\s', '', 'g')) AS key FROM refurbishment.erasure_log) k
WHERE k.id = l.id AND EXISTS (SELECT 1 FROM devices.device d WHERE d.serial_key = k.key);
ALTER TABLE refurbishment.erasure_log ENABLE TRIGGER USER;
CREATE INDEX erasure_log_machine ON refurbishment.erasure_log (machine_key) WHERE machine_key IS NOT NULL;

-- The device that a log was sent for: it is that machine's where the log names none. Append-only.
CREATE TABLE refurbishment.log_sent_for (
  device_id uuid NOT NULL REFERENCES devices.device,
  log_id uuid NOT NULL REFERENCES refurbishment.erasure_log,
  PRIMARY KEY (device_id, log_id)
);
CREATE INDEX log_sent_for_log ON refurbishment.log_sent_for (log_id);

-- What a drive of a machine's log is, signed: asked once a drive and device; the newest counts. Append-only.
CREATE TABLE refurbishment.drive_answer (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  drive_result_id uuid NOT NULL REFERENCES refurbishment.drive_result,
  -- Its serial as it is compared; without one, its run.
  drive_key text NOT NULL,
  answer refurbishment.drive_answer_kind NOT NULL,
  -- Of one that belongs here: as it is listed now.
  medium_id uuid REFERENCES devices.medium,
  -- Of another's, when it is known whose.
  other_device_id uuid REFERENCES devices.device,
  stated_text text NOT NULL CHECK (length(stated_text) >= 20),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT drive_answer_here CHECK ((answer = 'belongs_here') = (medium_id IS NOT NULL)),
  CONSTRAINT drive_answer_of_another CHECK (other_device_id IS NULL OR answer = 'of_another' AND other_device_id <> device_id)
);
CREATE INDEX drive_answer_device ON refurbishment.drive_answer (device_id, drive_key, seq DESC);
CREATE INDEX drive_answer_other_device ON refurbishment.drive_answer (other_device_id) WHERE other_device_id IS NOT NULL;
CREATE INDEX drive_answer_result ON refurbishment.drive_answer (drive_result_id);
