DROP TRIGGER IF EXISTS stock_is_asked ON devices.snapshot;
CREATE CONSTRAINT TRIGGER stock_is_asked AFTER INSERT ON devices.snapshot DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refurbishment.stock_is_asked();
