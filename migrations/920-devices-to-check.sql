-- What a list that brought a device did not tell for certain, as long as nobody has looked at the device itself: an answer takes it off,
-- with a row of the history (devices.check_is_answered).
ALTER TABLE devices.device ADD COLUMN to_check text[] NOT NULL DEFAULT '{}'
  CONSTRAINT device_to_check_known CHECK (to_check <@ ARRAY['category', 'make', 'condition', 'number']);
CREATE INDEX device_to_check ON devices.device (id) WHERE to_check <> '{}';
