CALL platform.append_only('refurbishment.media_statement');

CREATE OR REPLACE TRIGGER statement_fits BEFORE INSERT ON refurbishment.media_statement FOR EACH ROW EXECUTE FUNCTION refurbishment.statement_fits();
