-- Devices, their codes and names, their one history, who may see them. What machines say of themselves: 051-devices-inventory.sql.

CALL platform.open_schema('devices');

-- The moves a device may make: rows of libs/bank/devices/device/device.lifecycle.ts, read by the foreign key of device_event.
CREATE TABLE devices.lifecycle (
  verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  PRIMARY KEY (verb, from_state, to_state)
);
REVOKE INSERT, UPDATE, DELETE ON devices.lifecycle FROM bn_app;

-- A crate or a pallet: stands somewhere or is on the road, with all that is in it.
CREATE TABLE devices.container (
  id uuid PRIMARY KEY,
  -- Same alphabet as a device's; no code is both (logistics.crate_code_is_free, code_is_no_crate).
  code text NOT NULL UNIQUE CHECK (code ~ '^[2-9A-HJKMNP-Z]{7}$'),
  kind devices.container_kind NOT NULL,
  name text NOT NULL DEFAULT '',
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  place_id uuid REFERENCES people.place,
  transfer_id uuid, -- logistics.transfer
  -- The number of the seal that closes it. Null: open.
  seal text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT container_in_one_place CHECK (num_nonnulls(place_id, transfer_id) = 1)
);
CREATE INDEX container_organisation ON devices.container (organisation_id);

-- A device as it is now. State, place and holder change only with a history row of the same transaction (docs/adr/0004).
CREATE TABLE devices.device (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[2-9A-HJKMNP-Z]{7}$'),
  category devices.category NOT NULL,
  make text NOT NULL DEFAULT '',
  model text NOT NULL DEFAULT '',
  serial text,
  -- Upper case without spaces; null when there is none or it is a maker's placeholder.
  serial_key text,
  -- As the donor or whoever logged it said.
  condition devices.condition NOT NULL DEFAULT 'unknown',
  memory_mb integer,
  processor text,
  -- Of the last grading. Null: not graded yet.
  grade refurbishment.grade,
  state devices.state NOT NULL,
  -- Where it is: one of the three, none when a person has it.
  place_id uuid REFERENCES people.place,
  container_id uuid REFERENCES devices.container,
  transfer_id uuid, -- logistics.transfer
  -- Who has it: an organisation, or a person known by reference only (allocation.beneficiary).
  holder_org_id uuid REFERENCES people.organisation,
  holder_ref uuid,
  -- Counts up when it comes back from a person or from nowhere: proofs of erasure hold for one epoch (devices.count_epochs).
  data_epoch smallint NOT NULL DEFAULT 1,
  donation_id uuid, -- intake.donation
  -- What the law ties to its donor, copied when it was logged.
  donor_kind intake.donor_kind,
  public_origin boolean NOT NULL DEFAULT false,
  resale_forbidden boolean NOT NULL DEFAULT false,
  price_ceiling_cents integer CHECK (price_ceiling_cents >= 0),
  last_event_id bigint NOT NULL, -- devices.device_event, looked up by devices.history_tells
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT device_one_holder CHECK (num_nonnulls(holder_org_id, holder_ref) = 1),
  CONSTRAINT device_one_place CHECK (num_nonnulls(place_id, container_id, transfer_id) = CASE WHEN holder_ref IS NULL THEN 1 ELSE 0 END),
  CONSTRAINT device_with_a_person CHECK ((holder_ref IS NOT NULL) = (state = 'handed_over') OR state = 'lost'),
  CONSTRAINT device_on_the_road CHECK ((transfer_id IS NOT NULL) = (state = 'in_transit') OR state = 'lost')
) WITH (fillfactor = 85); -- room on the page, so that a change of state writes no index it does not touch
CREATE INDEX device_state ON devices.device (state, id DESC);
CREATE INDEX device_serial ON devices.device (serial_key) WHERE serial_key IS NOT NULL;
CREATE INDEX device_place ON devices.device (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX device_container ON devices.device (container_id) WHERE container_id IS NOT NULL;
CREATE INDEX device_transfer ON devices.device (transfer_id) WHERE transfer_id IS NOT NULL;
CREATE INDEX device_donation ON devices.device (donation_id) WHERE donation_id IS NOT NULL;
CREATE INDEX device_holder_ref ON devices.device (holder_ref) WHERE holder_ref IS NOT NULL;
-- One living device per maker's serial; a generic serial never becomes a key.
CREATE UNIQUE INDEX device_serial_once ON devices.device (lower(make), serial_key) WHERE serial_key IS NOT NULL AND state <> ALL (devices.gone_states());

-- Rolls of codes printed before their devices: each code knows its place on its roll and whose roll it is. A lost roll is
-- voided, and whoever finds it can do nothing with it.
CREATE TABLE devices.code_roll (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  place_id uuid REFERENCES people.place,
  codes integer NOT NULL CHECK (codes > 0),
  operator_number integer,
  made_at timestamptz NOT NULL DEFAULT now(),
  voided_at timestamptz,
  void_reason devices.void_reason,
  voided_by integer, -- an operator's number
  CONSTRAINT code_roll_voided_why CHECK ((voided_at IS NULL) = (void_reason IS NULL))
);
CREATE INDEX code_roll_organisation ON devices.code_roll (organisation_id, id DESC);

-- Every code ever drawn: printed on a roll first, or drawn with its device. A drawn code is written before its device.
CREATE TABLE devices.asset_code (
  code text PRIMARY KEY CHECK (code ~ '^[2-9A-HJKMNP-Z]{7}$'),
  -- Whose roll it is on; null for a code that was drawn with its device.
  organisation_id uuid REFERENCES people.organisation,
  batch uuid CONSTRAINT asset_code_roll REFERENCES devices.code_roll DEFERRABLE INITIALLY DEFERRED,
  device_id uuid UNIQUE REFERENCES devices.device DEFERRABLE INITIALLY DEFERRED,
  made_at timestamptz NOT NULL DEFAULT now(),
  printed_at timestamptz,
  -- Its place on the roll, from 1.
  n integer,
  voided_at timestamptz,
  CONSTRAINT asset_code_place_on_roll CHECK ((batch IS NULL) = (n IS NULL)),
  CONSTRAINT asset_code_void_is_free CHECK (voided_at IS NULL OR device_id IS NULL)
);
CREATE UNIQUE INDEX asset_code_of_roll ON devices.asset_code (batch, n) WHERE batch IS NOT NULL;
ALTER TABLE devices.device ADD CONSTRAINT device_code_exists FOREIGN KEY (code) REFERENCES devices.asset_code DEFERRABLE INITIALLY DEFERRED;

-- Other numbers of a device: of its donor's inventory, of another tool.
CREATE TABLE devices.alias (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  issuer text NOT NULL CHECK (issuer <> ''),
  number text NOT NULL CHECK (number <> ''),
  number_key text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Its device was logged by mistake: the number may come again on another.
  freed_at timestamptz
);
CREATE UNIQUE INDEX alias_once ON devices.alias (lower(issuer), number_key) WHERE freed_at IS NULL;
CREATE INDEX alias_number ON devices.alias (number_key);
CREATE INDEX alias_device ON devices.alias (device_id);

-- The one history of every device. Append-only. No foreign key to the device: devices.device_follows looks it up at commit, and
-- devices are never deleted.
CREATE TABLE devices.device_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id uuid NOT NULL,
  verb text NOT NULL,
  from_state text NOT NULL, -- 'none' before the first
  to_state text NOT NULL,
  -- As devices.location_of and devices.holder_of write them: place:…, container:…, transfer:…, holder; org:…, ref:….
  location_from text, location_to text,
  holder_from text, holder_to text,
  -- When it happened (a phone may send it later), when it was written.
  occurred_at timestamptz NOT NULL DEFAULT now(),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid,
  operator_number integer,
  organisation_id uuid,
  channel people.channel NOT NULL,
  reason text,
  -- The paper or flow it belongs to.
  cause_kind text, cause_id uuid, cause_label text,
  facts jsonb NOT NULL DEFAULT '{}',
  undoes bigint REFERENCES devices.device_event,
  -- 'declared': another tool said it, we did not see it (docs/adr/0019).
  origin devices.origin NOT NULL DEFAULT 'seen',
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT device_event_follows_lifecycle FOREIGN KEY (verb, from_state, to_state) REFERENCES devices.lifecycle (verb, from_state, to_state),
  -- A declared past begins a history, and nothing else does it.
  CONSTRAINT device_event_declared CHECK ((verb = 'declare') = (origin = 'declared'))
);
CREATE INDEX device_event_device ON devices.device_event (device_id, id DESC);
-- Counting hand-overs reads these rows of the history and no others.
CREATE INDEX device_event_handed_over ON devices.device_event (occurred_at) INCLUDE (organisation_id) WHERE verb = 'hand_over';
CREATE INDEX device_event_declared_out ON devices.device_event (occurred_at) WHERE verb = 'declare' AND to_state = 'handed_over';

-- Free text apart from history, so that it can be purged while the past stays.
CREATE TABLE devices.device_note (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  event_id bigint NOT NULL REFERENCES devices.device_event,
  organisation_id uuid,
  note text NOT NULL CHECK (length(note) <= 500),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX device_note_device ON devices.device_note (device_id);

-- Who else than the bank sees a device now: its holder, and whoever an open transfer, order, request or ticket names.
CREATE TABLE devices.visibility (
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  device_id uuid NOT NULL REFERENCES devices.device,
  cause_kind text NOT NULL,
  cause_id uuid NOT NULL,
  PRIMARY KEY (organisation_id, device_id, cause_kind, cause_id)
);
CREATE INDEX visibility_cause ON devices.visibility (cause_id);
CREATE INDEX visibility_device ON devices.visibility (device_id);

-- Past holders keep the history up to the end of their custody.
CREATE TABLE devices.custody_end (
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  device_id uuid NOT NULL REFERENCES devices.device,
  last_event_id bigint NOT NULL,
  PRIMARY KEY (organisation_id, device_id)
);

-- The words a device is found by. Apart from the hot table: a trigram index there would stall every change of state. How many
-- words may wait to be merged is said by the application's connection (docs/adr/0009).
CREATE TABLE devices.device_search (
  device_id uuid PRIMARY KEY REFERENCES devices.device,
  words text NOT NULL
);
CREATE INDEX device_search_words ON devices.device_search USING gin (words gin_trgm_ops) WITH (fastupdate = on);

-- A device, its code and its other numbers are for ever.
REVOKE DELETE ON devices.device, devices.asset_code, devices.alias, devices.container, devices.custody_end, devices.code_roll FROM bn_app;
REVOKE UPDATE ON devices.alias, devices.device_note, devices.asset_code, devices.code_roll FROM bn_app;
GRANT UPDATE (device_id, printed_at, voided_at) ON devices.asset_code TO bn_app;
GRANT UPDATE (voided_at, void_reason, voided_by) ON devices.code_roll TO bn_app;
