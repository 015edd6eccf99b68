CALL platform.append_only('refurbishment.drive_result');

CREATE OR REPLACE TRIGGER result_is_in_the_log BEFORE INSERT ON refurbishment.drive_result FOR EACH ROW EXECUTE FUNCTION refurbishment.result_is_in_the_log();
