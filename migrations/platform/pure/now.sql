-- What time it is for the bank: `now()`, unless the owner of a trial bank set its clock on (`platform.set_clock` writes this function anew). Postgres
-- inlines it, so that plans and indexes are those of `now()`.
CREATE OR REPLACE FUNCTION platform.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE RETURN pg_catalog.now();
