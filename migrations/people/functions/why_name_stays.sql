-- What still needs a closed account's name: their colleagues read it there, and have to ask somebody. Null where their number is enough.
CREATE OR REPLACE FUNCTION people.why_name_stays(who uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT max(a.what) FROM platform.answers('name_needed', who) a
$$;
