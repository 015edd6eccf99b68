CALL platform.append_only('allocation.quota_ledger');

CREATE OR REPLACE TRIGGER ledger_counts AFTER INSERT ON allocation.quota_ledger
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION allocation.ledger_counts();

DROP TRIGGER IF EXISTS unit_has_its_slot ON allocation.quota_ledger;
CREATE CONSTRAINT TRIGGER unit_has_its_slot AFTER INSERT ON allocation.quota_ledger
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION allocation.unit_has_its_slot();
