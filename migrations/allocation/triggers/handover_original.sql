-- What was said stays until it ends with its signature; what is put right is a new row.
CREATE OR REPLACE TRIGGER original_stays BEFORE UPDATE ON allocation.handover_original FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON allocation.handover_original FROM bn_app;
