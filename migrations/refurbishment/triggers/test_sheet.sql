CALL platform.append_only('refurbishment.test_sheet');

CREATE OR REPLACE TRIGGER sheet_fits BEFORE INSERT ON refurbishment.test_sheet FOR EACH ROW EXECUTE FUNCTION refurbishment.sheet_fits();

DROP TRIGGER IF EXISTS stock_is_asked ON refurbishment.test_sheet;
CREATE CONSTRAINT TRIGGER stock_is_asked AFTER INSERT ON refurbishment.test_sheet DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refurbishment.stock_is_asked();
