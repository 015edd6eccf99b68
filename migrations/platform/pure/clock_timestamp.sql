-- As `platform.now`, at the moment of the call.
CREATE OR REPLACE FUNCTION platform.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE RETURN pg_catalog.clock_timestamp();
