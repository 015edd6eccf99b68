CALL platform.append_only('refurbishment.erasure_log');

CREATE OR REPLACE TRIGGER log_came BEFORE INSERT ON refurbishment.erasure_log FOR EACH ROW EXECUTE FUNCTION refurbishment.log_came();
