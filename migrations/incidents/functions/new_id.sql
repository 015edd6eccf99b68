-- An identifier that sorts by when it was made, as the program makes them (UUID version 7).
CREATE OR REPLACE FUNCTION incidents.new_id() RETURNS uuid LANGUAGE sql VOLATILE SET search_path = pg_catalog AS $$
  SELECT (lpad(to_hex((extract(epoch FROM platform.now()) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid $$;
