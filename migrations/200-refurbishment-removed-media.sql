-- A medium that was taken out of its device is a thing of its own until it is erased or destroyed: docs/adr/0030.

-- The moves that it may make: rows of libs/bank/workshop/media/removed-medium.lifecycle.ts.
CREATE TABLE refurbishment.removed_life (
  verb text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  PRIMARY KEY (verb, from_state, to_state)
);
REVOKE INSERT, UPDATE, DELETE ON refurbishment.removed_life FROM bn_app;

-- One row a medium for ever, so that the code written on it stays true if it goes back into its device and comes out again.
-- It changes only with a history row of the same transaction.
CREATE TABLE refurbishment.removed_medium (
  id uuid PRIMARY KEY,
  -- The symbols and the check of a device's code, shown like SUP-7K3F-92Q: on no label that a stranger scans.
  code text NOT NULL CHECK (code ~ '^[2-9A-HJKMNP-Z]{7}$'),
  medium_id uuid NOT NULL REFERENCES devices.medium,
  -- The device that it was taken out of.
  device_id uuid NOT NULL REFERENCES devices.device,
  -- The newest signed statement that it was taken out.
  evidence_id uuid NOT NULL REFERENCES refurbishment.evidence,
  removed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- Who has it and where it lies; no place: not put away yet.
  holder_org_id uuid NOT NULL REFERENCES people.organisation,
  place_id uuid REFERENCES people.place,
  state refurbishment.removed_state NOT NULL,
  -- The number of whoever destroyed it; may come later.
  slip text CHECK (length(slip) BETWEEN 1 AND 60),
  last_event_id bigint NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT removed_medium_code_once UNIQUE (code),
  CONSTRAINT removed_medium_once UNIQUE (medium_id),
  CONSTRAINT removed_medium_slip CHECK (slip IS NULL OR state = 'destroyed')
);
CREATE INDEX removed_medium_waiting ON refurbishment.removed_medium (holder_org_id, id DESC) WHERE state = 'kept';
CREATE INDEX removed_medium_holder ON refurbishment.removed_medium (holder_org_id, id DESC);
CREATE INDEX removed_medium_evidence ON refurbishment.removed_medium (evidence_id);
CREATE INDEX removed_medium_device ON refurbishment.removed_medium (device_id);

-- Its history; what ends it is signed here. Append-only.
CREATE TABLE refurbishment.removed_medium_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  removed_medium_id uuid NOT NULL REFERENCES refurbishment.removed_medium DEFERRABLE INITIALLY DEFERRED,
  verb text NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  holder_org_id uuid NOT NULL REFERENCES people.organisation,
  place_id uuid REFERENCES people.place,
  evidence_id uuid NOT NULL REFERENCES refurbishment.evidence,
  -- What a log says of it, or the sentence that was signed.
  drive_result_id uuid REFERENCES refurbishment.drive_result,
  stated_text text,
  slip text,
  reason refurbishment.removed_reason,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  channel people.channel NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT removed_event_follows_life FOREIGN KEY (verb, from_state, to_state) REFERENCES refurbishment.removed_life (verb, from_state, to_state),
  CONSTRAINT removed_event_result CHECK (drive_result_id IS NULL OR verb = 'erase'),
  -- An end is proven by a log, or stated in a sentence.
  CONSTRAINT removed_event_is_signed CHECK (verb <> ALL (refurbishment.removed_signed_verbs()) OR drive_result_id IS NOT NULL
    OR coalesce(length(stated_text), 0) >= 20)
);
CREATE INDEX removed_event_medium ON refurbishment.removed_medium_event (removed_medium_id, id DESC);
CREATE INDEX removed_event_result ON refurbishment.removed_medium_event (drive_result_id) WHERE drive_result_id IS NOT NULL;
ALTER TABLE refurbishment.removed_medium ADD CONSTRAINT removed_medium_last_event
  FOREIGN KEY (last_event_id) REFERENCES refurbishment.removed_medium_event DEFERRABLE INITIALLY DEFERRED;

-- One result serves one medium, in a device or out of one.
ALTER TABLE refurbishment.result_use
  ALTER COLUMN evidence_id DROP NOT NULL,
  ADD COLUMN removed_event_id bigint UNIQUE REFERENCES refurbishment.removed_medium_event,
  ADD CONSTRAINT result_use_of_one CHECK (num_nonnulls(evidence_id, removed_event_id) = 1);

REVOKE DELETE ON refurbishment.removed_medium FROM bn_app;
