-- Looks at who people are that are sealed besides the audit, by their keys in `people.audit_sealed_row`.
CREATE OR REPLACE FUNCTION people.rows_to_seal_since(since timestamptz) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'look/' || extract(epoch FROM l.at)::bigint || '/' || l.id, NULL FROM people.identity_look l WHERE l.at >= since
$$;
