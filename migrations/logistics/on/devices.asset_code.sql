CREATE OR REPLACE TRIGGER code_is_no_crate AFTER INSERT ON devices.asset_code REFERENCING NEW TABLE AS new_codes
  FOR EACH STATEMENT EXECUTE FUNCTION logistics.code_is_no_crate();
