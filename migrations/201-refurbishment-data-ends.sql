-- A device goes out for good with proof that its media hold nothing, or with one signed sentence that says what becomes of its data.
-- A sentence may serve a whole lot. Append-only.
CREATE TABLE refurbishment.data_end (
  id uuid PRIMARY KEY,
  kind refurbishment.data_end_kind NOT NULL,
  stated_text text NOT NULL CHECK (length(stated_text) >= 20),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  txid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX data_end_organisation ON refurbishment.data_end (organisation_id, id DESC);

-- The devices of a sentence: those that were read when it was signed, and no other later. Append-only.
CREATE TABLE refurbishment.data_end_device (
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  data_end_id uuid NOT NULL REFERENCES refurbishment.data_end,
  PRIMARY KEY (device_id, data_epoch, data_end_id)
);
CREATE INDEX data_end_device_of ON refurbishment.data_end_device (data_end_id);

-- The number of the slip of whoever destroyed them, when it comes; one that was mistyped is written again. Append-only.
CREATE TABLE refurbishment.data_end_slip (
  id uuid PRIMARY KEY,
  data_end_id uuid NOT NULL REFERENCES refurbishment.data_end,
  slip text NOT NULL CHECK (length(slip) BETWEEN 1 AND 60),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  told_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX data_end_slip_of ON refurbishment.data_end_slip (data_end_id, id DESC);

-- Devices that had to go at once (a swollen battery), before anybody could say what becomes of their data: it is said afterwards. Written only by a
-- trigger (refurbishment.end_is_told), as the owner.
CREATE TABLE refurbishment.open_end (
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  began_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (device_id, data_epoch)
);
REVOKE INSERT, UPDATE, DELETE ON refurbishment.open_end FROM bn_app;
