CALL platform.append_only('refurbishment.grading');

CREATE OR REPLACE TRIGGER grading_fits BEFORE INSERT ON refurbishment.grading FOR EACH ROW EXECUTE FUNCTION refurbishment.grading_fits();
