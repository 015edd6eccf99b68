-- A file never changes; what was read of it is noted once, and until then how often reading failed. The copy that is shown is text whose bytes
-- hash to what its row says.
CREATE OR REPLACE FUNCTION refurbishment.log_is_read() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE noted text[] := ARRAY['kind', 'outcome', 'read_at', 'tool', 'version', 'machine_serial', 'machine_key', 'dock_id', 'shown_blob_id', 'script_sha256', 'image_sha256', 'attempts', 'due_at'];
BEGIN
  IF TG_OP = 'DELETE' OR OLD.read_at IS NOT NULL OR to_jsonb(NEW) - noted IS DISTINCT FROM to_jsonb(OLD) - noted THEN
    IF platform.word_ends(TG_RELID, to_jsonb(OLD), CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(NEW) END) THEN
      RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'platform.append_only', DETAIL = json_build_object('table', 'refurbishment.erasure_log')::text;
  END IF;
  IF NEW.read_at IS NULL THEN
    IF num_nonnulls(NEW.kind, NEW.tool, NEW.version, NEW.machine_key, NEW.dock_id, NEW.shown_blob_id, NEW.script_sha256, NEW.image_sha256) > 0 THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'platform.append_only', DETAIL = json_build_object('table', 'refurbishment.erasure_log')::text;
    END IF;
    RETURN NEW;
  END IF;
  NEW.read_at := platform.clock_timestamp();
  IF NEW.shown_blob_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM documents.blob b WHERE b.id = NEW.shown_blob_id AND b.key_id IS NULL
      AND b.sha256 = (SELECT encode(sha256(string_agg(c.bytes, '' ORDER BY c.n)), 'hex') FROM documents.blob_chunk c WHERE c.blob_id = b.id)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'refurbishment.log_not_kept';
  END IF;
  NEW.dock_id := (SELECT k.id FROM refurbishment.dock k
    WHERE k.organisation_id = NEW.organisation_id AND k.serial_key = NEW.machine_key AND k.ended_at IS NULL);
  RETURN NEW;
END $$;
