CALL platform.append_only('refurbishment.data_end');

CREATE OR REPLACE TRIGGER data_end_fits BEFORE INSERT ON refurbishment.data_end FOR EACH ROW EXECUTE FUNCTION refurbishment.data_end_fits();
