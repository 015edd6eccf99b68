-- Who would get which device, computed over all that wait and all that is free, by a worker (docs/adr/0123). Proposes only.
CREATE TABLE allocation.matching_run (
  id uuid PRIMARY KEY,
  state allocation.matching_state NOT NULL DEFAULT 'asked',
  asked_at timestamptz NOT NULL DEFAULT platform.now(),
  -- Null: by itself, because something had changed.
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  started_at timestamptz,
  ended_at timestamptz,
  -- The printed order it followed, by its day.
  order_since date,
  -- The newest rows of both histories when it read: what came later, it does not know.
  seen_request_event bigint,
  seen_device_event bigint,
  categories smallint,
  categories_done smallint NOT NULL DEFAULT 0,
  units integer,
  devices integer,
  served integer,
  attempts smallint NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT platform.now(),
  CONSTRAINT matching_run_ended CHECK ((state = 'asked' OR state = 'running') = (ended_at IS NULL)),
  CONSTRAINT matching_run_done CHECK (state <> 'done' OR num_nulls(order_since, units, devices, served, seen_request_event, seen_device_event) = 0)
);
-- Whoever asks while one is open waits for that one.
CREATE UNIQUE INDEX matching_run_open ON allocation.matching_run ((true)) WHERE ended_at IS NULL;
CREATE INDEX matching_run_done_last ON allocation.matching_run (ended_at DESC) WHERE state = 'done';
CREATE INDEX matching_run_membership ON allocation.matching_run (membership_id);

-- What it proposes for each who waits, and why; of who is served by nothing, what is missing. Of an older run only what a person decided.
CREATE TABLE allocation.matching_line (
  run_id uuid NOT NULL REFERENCES allocation.matching_run,
  -- In the order of service.
  position integer NOT NULL,
  unit_id uuid NOT NULL REFERENCES allocation.request_unit,
  device_id uuid REFERENCES devices.device,
  why jsonb NOT NULL,
  missing jsonb,
  decision allocation.matching_decision,
  decided_at timestamptz,
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  PRIMARY KEY (run_id, position),
  UNIQUE (run_id, unit_id),
  CONSTRAINT matching_line_device_once UNIQUE (run_id, device_id),
  CONSTRAINT matching_line_either CHECK (num_nulls(device_id, missing) = 1),
  CONSTRAINT matching_line_decided CHECK (num_nulls(decision, decided_at) IN (0, 2))
);
CREATE INDEX matching_line_unit ON allocation.matching_line (unit_id);
CREATE INDEX matching_line_device ON allocation.matching_line (device_id);
CREATE INDEX matching_line_membership ON allocation.matching_line (membership_id);
