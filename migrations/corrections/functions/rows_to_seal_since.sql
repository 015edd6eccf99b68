-- Corrections that are sealed, by their keys in `people.audit_sealed_row`.
CREATE OR REPLACE FUNCTION corrections.rows_to_seal_since(since timestamptz) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'corrected/' || extract(epoch FROM c.at)::bigint || '/' || c.id, NULL FROM corrections.correction c WHERE c.at >= since
$$;
