-- The list by place walks places, and in each its devices; last come those that are in none.
CREATE INDEX device_nowhere ON devices.device (id) WHERE place_id IS NULL;
