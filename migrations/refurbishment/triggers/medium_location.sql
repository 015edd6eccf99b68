CALL platform.append_only('refurbishment.medium_location');

CREATE OR REPLACE TRIGGER location_fits BEFORE INSERT ON refurbishment.medium_location FOR EACH ROW EXECUTE FUNCTION refurbishment.location_fits();

DROP TRIGGER IF EXISTS stock_is_asked ON refurbishment.medium_location;
CREATE CONSTRAINT TRIGGER stock_is_asked AFTER INSERT ON refurbishment.medium_location DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refurbishment.stock_is_asked();
