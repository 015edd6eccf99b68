CALL platform.append_only('refurbishment.log_confirmation');

CREATE OR REPLACE TRIGGER log_confirmation_fits BEFORE INSERT ON refurbishment.log_confirmation FOR EACH ROW EXECUTE FUNCTION refurbishment.log_confirmation_fits();
