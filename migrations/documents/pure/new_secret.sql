-- 96 bits of the server's strong source; the fixed digits of a uuid are left out.
CREATE OR REPLACE FUNCTION documents.new_secret() RETURNS text LANGUAGE sql VOLATILE SET search_path = pg_catalog AS $$
  SELECT upper(left(h, 12) || right(h, 12)) FROM replace(gen_random_uuid()::text, '-', '') AS h
$$;
