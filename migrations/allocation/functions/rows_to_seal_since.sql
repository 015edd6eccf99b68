-- Purges that are sealed, by their keys in `people.audit_sealed_row`.
CREATE OR REPLACE FUNCTION allocation.rows_to_seal_since(since timestamptz) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'purge/' || extract(epoch FROM p.purged_at)::bigint || '/' || p.id, NULL FROM allocation.purge_entry p WHERE p.purged_at >= since
$$;
