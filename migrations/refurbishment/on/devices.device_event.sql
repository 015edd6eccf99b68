DROP TRIGGER IF EXISTS stock_is_asked ON devices.device_event;
CREATE CONSTRAINT TRIGGER stock_is_asked AFTER INSERT ON devices.device_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.verb = 'record_repair') EXECUTE FUNCTION refurbishment.stock_is_asked();

CREATE OR REPLACE TRIGGER run_holds_device BEFORE INSERT ON devices.device_event FOR EACH ROW EXECUTE FUNCTION refurbishment.run_holds_device();
