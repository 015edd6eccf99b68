-- What the device list is walked by, in each order of libs/bank/devices/list/device-sorts.ts that is not the one of ids.
CREATE INDEX device_by_change ON devices.device (changed_at, id);
CREATE INDEX device_by_model ON devices.device (lower(make), lower(model), id);
CREATE INDEX device_by_grade ON devices.device (coalesce(grade::text, 'Z'), id);
