-- What every room that has a function of this name answers, so that a room asks those above it without naming them (docs/adr/0099). Such a
-- function takes one argument of the type of `about` and returns SETOF platform.answer; one that is not the type's owner's is not asked.
-- At a question that nobody answers, EXECUTE fails on its null.
CREATE OR REPLACE FUNCTION platform.answers(question text, about anyelement) RETURNS SETOF platform.answer LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
BEGIN
  RETURN QUERY EXECUTE (
    SELECT string_agg(format('SELECT * FROM %I.%I($1)', n.nspname, p.proname), ' UNION ALL ' ORDER BY n.nspname)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_type t ON t.oid = p.prorettype
    WHERE p.proname = question AND p.proargtypes[0] = pg_typeof(about) AND t.oid = 'platform.answer'::regtype AND p.proowner = t.typowner) USING about;
END $$;
