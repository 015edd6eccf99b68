-- Makes a table of dated rules (valid_from, source) one that the bank's administrator adds to: a row begins today or later, and one in
-- force neither changes nor goes. Its entry in libs/bank/rules/dated-tables.ts puts it on the page.
CREATE OR REPLACE PROCEDURE platform.dated_rules(rules regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER rule_in_force BEFORE INSERT OR UPDATE OR DELETE ON %s
    FOR EACH ROW EXECUTE FUNCTION platform.rule_in_force()', rules);
  EXECUTE format('REVOKE UPDATE, TRUNCATE ON %s FROM bn_app', rules);
END $$;
