CALL platform.append_only('refurbishment.test_sheet');

CREATE OR REPLACE TRIGGER sheet_fits BEFORE INSERT ON refurbishment.test_sheet FOR EACH ROW EXECUTE FUNCTION refurbishment.sheet_fits();
