CREATE OR REPLACE TRIGGER look_stays BEFORE UPDATE OR DELETE ON people.identity_look
  FOR EACH ROW EXECUTE FUNCTION people.look_stays();
CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON people.identity_look
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
REVOKE TRUNCATE ON people.identity_look FROM bn_app;
