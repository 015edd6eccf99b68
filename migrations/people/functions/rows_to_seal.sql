-- What is sealed besides the audit itself, by its key in `people.audit_sealed_row`.
CREATE OR REPLACE FUNCTION people.rows_to_seal(since timestamptz) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT 'look/' || extract(epoch FROM l.at)::bigint || '/' || l.id FROM people.identity_look l WHERE l.at >= since
  UNION ALL SELECT 'corrected/' || extract(epoch FROM c.at)::bigint || '/' || c.id FROM corrections.correction c WHERE c.at >= since
  UNION ALL SELECT 'purge/' || extract(epoch FROM p.purged_at)::bigint || '/' || p.id FROM allocation.purge_entry p WHERE p.purged_at >= since
$$;
