CALL platform.append_only('devices.snapshot');

CREATE OR REPLACE TRIGGER snapshot_came BEFORE INSERT ON devices.snapshot FOR EACH ROW EXECUTE FUNCTION devices.snapshot_came();

CREATE OR REPLACE TRIGGER sizes_are_told AFTER INSERT ON devices.snapshot FOR EACH ROW EXECUTE FUNCTION devices.sizes_are_told();

DROP TRIGGER IF EXISTS stock_is_asked ON devices.snapshot;
CREATE CONSTRAINT TRIGGER stock_is_asked AFTER INSERT ON devices.snapshot DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refurbishment.stock_is_asked();
