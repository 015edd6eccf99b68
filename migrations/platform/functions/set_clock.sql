-- Sets the clock of a trial bank so much ahead of the machine's; no interval at all sets it right again. Whoever does not own the functions of the
-- clock cannot.
CREATE OR REPLACE FUNCTION platform.set_clock(ahead interval) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  -- Days of a time zone are not all of 24 hours: what is ahead is so by as many seconds at any moment.
  seconds numeric := extract(epoch FROM pg_catalog.now() + ahead) - extract(epoch FROM pg_catalog.now());
  more text := CASE WHEN seconds <> 0 THEN format(' + interval ''%s seconds''', seconds) ELSE '' END;
BEGIN
  IF seconds <> 0 AND NOT platform.is_trial() THEN RAISE EXCEPTION 'the clock of a bank is not moved' USING ERRCODE = 'object_not_in_prerequisite_state'; END IF;
  EXECUTE 'CREATE OR REPLACE FUNCTION platform.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE RETURN pg_catalog.now()' || more;
  EXECUTE 'CREATE OR REPLACE FUNCTION platform.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE RETURN pg_catalog.clock_timestamp()' || more;
  PERFORM pg_notify('bn_clock', (seconds * 1000)::bigint::text);
END $$;
REVOKE EXECUTE ON FUNCTION platform.set_clock FROM PUBLIC;
