-- What machines say of themselves: inventories, and every storage medium that was ever seen in a device.

-- An inventory attached to its device. Append-only.
CREATE TABLE devices.snapshot (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  event_id bigint NOT NULL REFERENCES devices.device_event,
  -- The reader of its format (docs/inventory-formats.md): the form of a name, not a list, so that one more needs no migration.
  source text NOT NULL CONSTRAINT snapshot_source CHECK (source ~ '^[a-z][a-z0-9_]*$'),
  received_at timestamptz NOT NULL DEFAULT now(),
  sha256 text NOT NULL CONSTRAINT snapshot_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- Whether it tells of storage at all: silence about disks is no knowledge of them.
  has_storage_section boolean NOT NULL,
  -- What the house understood (libs/bank/devices/inventory), and the document without what names a person.
  facts jsonb NOT NULL,
  raw jsonb NOT NULL,
  -- Beside the facts, which are long: machines without a serial are recognised by their board.
  board_key text GENERATED ALWAYS AS (devices.board_key(facts -> 'machine' ->> 'uuid')) STORED,
  board_serial text GENERATED ALWAYS AS (facts -> 'machine' ->> 'boardSerial') STORED
);
CREATE INDEX snapshot_device ON devices.snapshot (device_id, received_at DESC);
CREATE INDEX snapshot_board ON devices.snapshot (board_key) WHERE board_key IS NOT NULL;
CREATE INDEX snapshot_document ON devices.snapshot (device_id, sha256);

-- Every storage medium ever seen in a device. Append-only: that one left the device is evidence elsewhere.
CREATE TABLE devices.medium (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES devices.device,
  kind devices.medium_kind NOT NULL,
  serial text,
  serial_key text,
  model text NOT NULL DEFAULT '',
  size_bytes bigint,
  -- Tells apart media of one kind that have no serial.
  slot smallint NOT NULL DEFAULT 0,
  -- Where it was seen first: an inventory, or a person's word.
  snapshot_id uuid REFERENCES devices.snapshot,
  declared_by uuid, -- people.membership
  first_seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX medium_once ON devices.medium (device_id, serial_key) WHERE serial_key IS NOT NULL;
CREATE UNIQUE INDEX medium_unnamed_once ON devices.medium (device_id, kind, slot) WHERE serial_key IS NULL;
CREATE INDEX medium_serial ON devices.medium (serial_key) WHERE serial_key IS NOT NULL;
