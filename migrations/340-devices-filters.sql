-- The list by who holds a device, newest first; and by place, in the order of ids.
CREATE INDEX device_by_holder ON devices.device (holder_org_id, id DESC) WHERE holder_org_id IS NOT NULL;
CREATE INDEX device_by_place ON devices.device (place_id, id) WHERE place_id IS NOT NULL;
DROP INDEX devices.device_place;
