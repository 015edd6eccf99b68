-- Transfers between holders, their lines, the crates that travel with them.

CALL platform.open_schema('logistics');

-- The moves a transfer may make: rows of libs/bank/logistics/transfers/transfer.lifecycle.ts.
CREATE TABLE logistics.transfer_lifecycle (
  verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  PRIMARY KEY (verb, from_state, to_state)
);
REVOKE INSERT, UPDATE, DELETE ON logistics.transfer_lifecycle FROM bn_app;

CREATE TABLE logistics.transfer (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  purpose logistics.purpose NOT NULL,
  state logistics.transfer_state NOT NULL DEFAULT 'preparing',
  from_org_id uuid NOT NULL REFERENCES people.organisation,
  from_place_id uuid NOT NULL,
  to_org_id uuid NOT NULL REFERENCES people.organisation,
  to_place_id uuid NOT NULL,
  -- What asked for it: a request.
  cause_kind text, cause_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid REFERENCES people.membership,
  sent_at timestamptz, sent_by uuid REFERENCES people.membership, sent_operator integer,
  ended_at timestamptz, ended_by uuid REFERENCES people.membership, ended_operator integer,
  FOREIGN KEY (from_place_id, from_org_id) REFERENCES people.place (id, organisation_id),
  FOREIGN KEY (to_place_id, to_org_id) REFERENCES people.place (id, organisation_id),
  CONSTRAINT transfer_changes_holder CHECK (from_org_id <> to_org_id),
  CONSTRAINT transfer_dated CHECK ((sent_at IS NOT NULL) = (state = ANY (logistics.sent_states())) OR state = 'cancelled'),
  CONSTRAINT transfer_ended CHECK ((ended_at IS NOT NULL) = (state = ANY (logistics.ended_states())))
);
CREATE INDEX transfer_from ON logistics.transfer (from_org_id, id DESC);
CREATE INDEX transfer_to ON logistics.transfer (to_org_id, id DESC);
CREATE INDEX transfer_cause ON logistics.transfer (cause_id) WHERE cause_id IS NOT NULL;
REVOKE DELETE ON logistics.transfer FROM bn_app;
-- What is on the road is on the road of a transfer.
ALTER TABLE devices.device ADD CONSTRAINT device_transfer FOREIGN KEY (transfer_id) REFERENCES logistics.transfer;
ALTER TABLE devices.container ADD CONSTRAINT container_transfer FOREIGN KEY (transfer_id) REFERENCES logistics.transfer;

-- A crate on a transfer's list, with the seal it left with. 'intact': it arrived under that seal, so its content counts as confirmed.
CREATE TABLE logistics.transfer_container (
  transfer_id uuid NOT NULL REFERENCES logistics.transfer,
  container_id uuid NOT NULL REFERENCES devices.container,
  place_before uuid NOT NULL REFERENCES people.place,
  seal text,
  outcome logistics.crate_outcome NOT NULL DEFAULT 'pending',
  open boolean GENERATED ALWAYS AS (outcome = ANY (logistics.open_crate_outcomes())) STORED,
  PRIMARY KEY (transfer_id, container_id),
  CONSTRAINT intact_needs_a_seal CHECK (outcome <> 'intact' OR seal IS NOT NULL)
);
CREATE UNIQUE INDEX container_in_one_open_transfer ON logistics.transfer_container (container_id) WHERE open;

-- A device on a transfer's list and what came of it.
CREATE TABLE logistics.transfer_line (
  id uuid PRIMARY KEY,
  transfer_id uuid NOT NULL REFERENCES logistics.transfer,
  device_id uuid REFERENCES devices.device,
  -- What was scanned and is not on the list: the text alone when the receiver may not see the device.
  typed text,
  -- Where a device that is called back goes back to.
  state_before text,
  place_before uuid REFERENCES people.place,
  container_id uuid REFERENCES devices.container,
  outcome logistics.line_outcome NOT NULL DEFAULT 'pending',
  how logistics.line_how,
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  at timestamptz,
  arrived_at timestamptz,
  -- What became of a missing one.
  resolution logistics.resolution,
  open boolean GENERATED ALWAYS AS (
    outcome = 'pending' OR (outcome = 'confirmed' AND arrived_at IS NULL) OR (outcome = 'missing' AND resolution IS NULL)
  ) STORED,
  CONSTRAINT line_listed_or_extra CHECK ((outcome = 'extra') = (typed IS NOT NULL) AND (outcome = 'extra' OR device_id IS NOT NULL)),
  CONSTRAINT line_confirmed_how CHECK (outcome <> 'confirmed' OR how IS NOT NULL),
  CONSTRAINT line_arrived_confirmed CHECK (arrived_at IS NULL OR outcome = 'confirmed'),
  FOREIGN KEY (transfer_id, container_id) REFERENCES logistics.transfer_container (transfer_id, container_id)
);
CREATE UNIQUE INDEX device_in_one_open_transfer ON logistics.transfer_line (device_id) WHERE open;
CREATE UNIQUE INDEX line_once ON logistics.transfer_line (transfer_id, device_id) WHERE outcome <> 'extra';
CREATE UNIQUE INDEX extra_once ON logistics.transfer_line (transfer_id, upper(typed)) WHERE outcome = 'extra';
CREATE INDEX line_device ON logistics.transfer_line (device_id) WHERE device_id IS NOT NULL;

-- The life of a crate: moving one is one row here, however many devices are in it. Append-only.
CREATE TABLE logistics.container_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  container_id uuid NOT NULL REFERENCES devices.container,
  verb logistics.crate_verb NOT NULL,
  place_from uuid, place_to uuid,
  transfer_id uuid REFERENCES logistics.transfer,
  seal text,
  at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid, operator_number integer, organisation_id uuid
);
CREATE INDEX container_event_container ON logistics.container_event (container_id, id DESC);
