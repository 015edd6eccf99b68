-- What reopens the question of media (docs/adr/0058). What is told of a device's media gets its number in the one order of what was told of
-- devices, that of devices.device_event, when it comes: no clock says what came first. Rows of before have none: by their time.
GRANT USAGE ON SEQUENCE devices.device_event_id_seq TO bn_app;
ALTER TABLE devices.snapshot ADD COLUMN order_no bigint;
ALTER TABLE devices.medium ADD COLUMN order_no bigint;
ALTER TABLE refurbishment.media_statement ADD COLUMN order_no bigint;
ALTER TABLE refurbishment.test_sheet ADD COLUMN order_no bigint;
ALTER TABLE refurbishment.evidence
  ADD COLUMN order_no bigint,
  -- Of a medium that is said to be new: the number of its invoice.
  ADD COLUMN invoice text CONSTRAINT evidence_invoice_length CHECK (length(invoice) BETWEEN 2 AND 60),
  ADD CONSTRAINT new_has_an_invoice CHECK ((kind = 'new') = (invoice IS NOT NULL));

-- Sizes of a medium that later inventories told and that are larger than the first. Written by a trigger, as the owner.
CREATE TABLE devices.medium_size (
  medium_id uuid NOT NULL REFERENCES devices.medium,
  snapshot_id uuid NOT NULL REFERENCES devices.snapshot,
  size_bytes bigint NOT NULL,
  order_no bigint NOT NULL,
  PRIMARY KEY (medium_id, snapshot_id)
);
REVOKE INSERT, UPDATE, DELETE ON devices.medium_size FROM bn_app;
INSERT INTO devices.medium_size (medium_id, snapshot_id, size_bytes, order_no)
SELECT m.id, s.id, max((seen ->> 'sizeBytes')::numeric)::bigint, s.event_id
FROM devices.snapshot s CROSS JOIN LATERAL jsonb_path_query(s.facts, '$.media[*] ? (@.sizeBytes.type() == "number")') seen
JOIN devices.medium m ON m.device_id = s.device_id AND m.serial_key = upper(regexp_replace(seen ->> 'serial', '\s', '', 'g'))
WHERE (seen ->> 'sizeBytes')::numeric > coalesce(m.size_bytes, 0) AND m.snapshot_id IS DISTINCT FROM s.id
GROUP BY m.id, s.id, s.event_id;

-- Where a medium is whose serial is proven in two devices, as somebody who looked signed. The newest counts. Append-only.
CREATE TABLE refurbishment.medium_location (
  id uuid PRIMARY KEY,
  order_no bigint NOT NULL,
  -- In `device_id`, and not in the other; or two media that bear one number.
  kind refurbishment.medium_location_kind NOT NULL,
  serial_key text NOT NULL,
  device_id uuid NOT NULL REFERENCES devices.device,
  data_epoch smallint NOT NULL,
  other_device_id uuid NOT NULL REFERENCES devices.device,
  stated_text text NOT NULL CHECK (length(stated_text) >= 20),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT medium_location_of_two CHECK (device_id <> other_device_id)
);
CREATE INDEX medium_location_device ON refurbishment.medium_location (device_id);
CREATE INDEX medium_location_other_device ON refurbishment.medium_location (other_device_id);
CREATE INDEX medium_location_serial ON refurbishment.medium_location (serial_key, order_no DESC);

-- A new medium wants a witness too.
DROP INDEX refurbishment.evidence_witnessed;
CREATE INDEX evidence_witnessed ON refurbishment.evidence (organisation_id, signed_at) WHERE kind = ANY (refurbishment.witnessed_kinds());
