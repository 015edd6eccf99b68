CALL platform.append_only('devices.snapshot');

CREATE OR REPLACE TRIGGER snapshot_came BEFORE INSERT ON devices.snapshot FOR EACH ROW EXECUTE FUNCTION devices.snapshot_came();

CREATE OR REPLACE TRIGGER sizes_are_told AFTER INSERT ON devices.snapshot FOR EACH ROW EXECUTE FUNCTION devices.sizes_are_told();
