-- A list may say that a battery is swollen: whoever handles the device reads it until somebody has looked.
ALTER TABLE devices.device DROP CONSTRAINT device_to_check_known;
ALTER TABLE devices.device ADD CONSTRAINT device_to_check_known CHECK (to_check <@ ARRAY['category', 'make', 'condition', 'number', 'battery']);
