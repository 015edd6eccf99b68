-- An NVMe drive by the identifier of its namespace (EUI-64 or NGUID): all that Windows shows in place of its serial. Two of them are two
-- drives, also when neither tells its serial.
ALTER TABLE devices.medium ADD COLUMN eui text CONSTRAINT medium_eui CHECK (eui ~ '^([0-9a-f]{16}|[0-9a-f]{32})$');

DROP INDEX devices.medium_unnamed_once;
CREATE UNIQUE INDEX medium_unnamed_once ON devices.medium (device_id, kind, slot) WHERE serial_key IS NULL AND eui IS NULL;
CREATE UNIQUE INDEX medium_eui_once ON devices.medium (device_id, eui) WHERE serial_key IS NULL AND eui IS NOT NULL;
