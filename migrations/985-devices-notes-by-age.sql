-- Notes end at their period, the oldest first: lists of other tools bring one with every device.
CREATE INDEX device_note_by_age ON devices.device_note (created_at);
