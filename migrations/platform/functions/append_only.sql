-- Makes a table a history: rows come, and never change or go. Held twice: the application's role lacks the privilege, and a trigger
-- stops whoever has it (a superuser who disables triggers leaves the bank's promises by the door).
CREATE OR REPLACE PROCEDURE platform.append_only(history regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON %s
    FOR EACH ROW EXECUTE FUNCTION platform.refuse_change()', history);
  EXECUTE format('CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change()', history);
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM bn_app', history);
END $$;
