CALL platform.append_only('refurbishment.drive_answer');

CREATE OR REPLACE TRIGGER drive_answer_fits BEFORE INSERT ON refurbishment.drive_answer FOR EACH ROW EXECUTE FUNCTION refurbishment.drive_answer_fits();
