-- What machines said of themselves, document by document: attached to a device, waiting for a person, or discarded. A document is known
-- by the hash of its content, so that the same one sent again makes nothing twice.

CALL platform.open_schema('inventories');

CREATE TABLE inventories.received (
  id uuid PRIMARY KEY,
  -- Who sent it, and by which way.
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  channel inventories.channel NOT NULL,
  -- Of the document after unpacking, byte for byte as it came: packing it otherwise does not make it another one.
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- The reader of its format, the program that sent it.
  source text NOT NULL CHECK (source ~ '^[a-z][a-z0-9_]*$'),
  agent text,
  -- It tells of a part of the machine only.
  partial boolean NOT NULL DEFAULT false,
  received_at timestamptz NOT NULL DEFAULT now(),
  -- 'replaced': a newer document of the same machine took over its question.
  state inventories.state NOT NULL,
  -- By what its device was recognised, or why a person has to say (libs/bank/inventories/matching.ts).
  matched_by inventories.matched_by,
  reason text,
  -- One open question a machine: its serial and maker, else its board. Null when it tells neither.
  machine_key text,
  -- A code or an inventory number that was read in the name, the tag or the asset tag; never a host's name.
  number text,
  make text, model text, serial text, category text,
  candidates uuid[] NOT NULL DEFAULT '{}',
  device_id uuid REFERENCES devices.device,
  snapshot_id uuid REFERENCES devices.snapshot,
  -- The scrubbed inventory, for as long as nobody has decided.
  inventory jsonb,
  decided_at timestamptz,
  decided_by integer, -- an operator's number
  decision_reason text,
  CONSTRAINT received_knows_its_device CHECK ((state = 'attached') = (device_id IS NOT NULL)),
  CONSTRAINT received_waits_with_a_reason CHECK (state <> 'waiting' OR (reason IS NOT NULL AND inventory IS NOT NULL)),
  CONSTRAINT received_decided_keeps_no_copy CHECK (state = 'waiting' OR inventory IS NULL)
);
CREATE UNIQUE INDEX received_once ON inventories.received (organisation_id, sha256);
CREATE UNIQUE INDEX received_one_question ON inventories.received (organisation_id, machine_key) WHERE state = 'waiting' AND machine_key IS NOT NULL;
CREATE INDEX received_waiting ON inventories.received (id DESC) WHERE state = 'waiting';
CREATE INDEX received_organisation ON inventories.received (organisation_id, id DESC);
CREATE INDEX received_device ON inventories.received (device_id) WHERE device_id IS NOT NULL;

REVOKE DELETE ON inventories.received FROM bn_app;
