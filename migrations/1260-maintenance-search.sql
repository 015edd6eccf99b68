-- The words of its device stand on a ticket: the list finds by them, and walks its own rows alone. Postgres copies them, and they end as the device's do.
ALTER TABLE maintenance.ticket ADD COLUMN device_words text NOT NULL DEFAULT '';
ALTER TABLE maintenance.ticket DISABLE TRIGGER USER;
UPDATE maintenance.ticket t SET device_words = s.words FROM devices.device_search s WHERE s.device_id = t.device_id;
ALTER TABLE maintenance.ticket ENABLE TRIGGER USER;
CREATE INDEX ticket_device_words ON maintenance.ticket USING gin (device_words gin_trgm_ops);
CREATE INDEX ticket_found ON maintenance.ticket (found, id) WHERE found IS NOT NULL;
