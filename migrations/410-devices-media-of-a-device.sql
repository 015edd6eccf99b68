-- The media of a device, whatever is known of each: every other index on them is about some media only, so that each look at a device
-- read all media of the bank.
CREATE INDEX medium_device ON devices.medium (device_id);
