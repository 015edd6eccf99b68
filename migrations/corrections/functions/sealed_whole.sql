-- Whether a correction was sealed with the references of people in it, as seals once were: it keeps them until its seal goes, else the seal would not hold.
CREATE OR REPLACE FUNCTION corrections.sealed_whole(correction corrections.correction) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM people.audit_sealed_row s WHERE s.key = 'correction/' || extract(epoch FROM correction.at)::bigint || '/' || correction.id)
$$;
