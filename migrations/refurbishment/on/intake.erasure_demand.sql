DROP TRIGGER IF EXISTS stock_is_asked ON intake.erasure_demand;
CREATE CONSTRAINT TRIGGER stock_is_asked AFTER INSERT ON intake.erasure_demand DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refurbishment.demand_is_asked();
