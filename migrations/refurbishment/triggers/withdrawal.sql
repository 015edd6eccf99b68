CALL platform.append_only('refurbishment.withdrawal');

CREATE OR REPLACE TRIGGER withdrawal_fits BEFORE INSERT ON refurbishment.withdrawal FOR EACH ROW EXECUTE FUNCTION refurbishment.withdrawal_fits();

CREATE OR REPLACE TRIGGER result_is_free_again AFTER INSERT ON refurbishment.withdrawal FOR EACH ROW WHEN (NEW.evidence_id IS NOT NULL)
  EXECUTE FUNCTION refurbishment.result_is_free_again();
