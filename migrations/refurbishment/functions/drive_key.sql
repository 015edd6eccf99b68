-- By what a drive of a log is known again: its serial, or, without one, its run.
CREATE OR REPLACE FUNCTION refurbishment.drive_key(result refurbishment.drive_result) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT coalesce((result).serial_key, (result).fingerprint) $$;
