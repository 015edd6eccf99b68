CALL platform.append_only('refurbishment.erasure_log');
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON refurbishment.erasure_log FOR EACH ROW EXECUTE FUNCTION refurbishment.log_is_read();
GRANT UPDATE (kind, outcome, read_at, tool, version, machine_serial, machine_key, shown_blob_id, script_sha256, image_sha256, attempts, due_at) ON refurbishment.erasure_log TO bn_app;

CREATE OR REPLACE TRIGGER log_came BEFORE INSERT ON refurbishment.erasure_log FOR EACH ROW EXECUTE FUNCTION refurbishment.log_came();
