CALL platform.append_only('refurbishment.evidence');

CREATE OR REPLACE TRIGGER evidence_fits BEFORE INSERT ON refurbishment.evidence FOR EACH ROW EXECUTE FUNCTION refurbishment.evidence_fits();

CREATE OR REPLACE TRIGGER result_serves_once AFTER INSERT ON refurbishment.evidence FOR EACH ROW WHEN (NEW.kind = 'log')
  EXECUTE FUNCTION refurbishment.result_serves_once();

DROP TRIGGER IF EXISTS stock_is_asked ON refurbishment.evidence;
CREATE CONSTRAINT TRIGGER stock_is_asked AFTER INSERT ON refurbishment.evidence DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refurbishment.stock_is_asked();
