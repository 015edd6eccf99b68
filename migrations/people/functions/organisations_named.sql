-- Organisations whose names hold such words, as LIKE has them. It reads a table and yet says IMMUTABLE, so that it is worked out once, while
-- the query is planned: who plans it knows how many there are, and no row asks again. Only for statements that are planned with each call.
CREATE OR REPLACE FUNCTION people.organisations_named(pattern text) RETURNS uuid[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(x.id), '{}') FROM people.organisation x WHERE lower(x.name) LIKE lower($1)
$$;
