CALL platform.append_only('allocation.purge_entry');

CREATE OR REPLACE TRIGGER publish AFTER INSERT ON allocation.purge_entry REFERENCING NEW TABLE AS new_entries
  FOR EACH STATEMENT EXECUTE FUNCTION allocation.publish_forgotten();
