-- What a tool's clock said, without a zone; null for what is none.
CREATE OR REPLACE FUNCTION refurbishment.log_clock(said text) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
BEGIN
  IF said !~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$' THEN RETURN NULL; END IF;
  RETURN make_timestamp(substr(said, 1, 4)::int, substr(said, 6, 2)::int, substr(said, 9, 2)::int, substr(said, 12, 2)::int, substr(said, 15, 2)::int, substr(said, 18, 2)::float8);
EXCEPTION WHEN datetime_field_overflow OR invalid_parameter_value THEN RETURN NULL;
END $$;
