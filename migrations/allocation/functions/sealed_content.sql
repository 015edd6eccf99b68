-- What is sealed of purges as they are now.
CREATE OR REPLACE FUNCTION allocation.sealed_content(keys text[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT k, jsonb_build_array(p.id, (extract(epoch FROM p.purged_at) * 1000000)::bigint, p.beneficiary_id, p.what, p.reason, p.membership_id)::text
  FROM unnest(keys) k JOIN allocation.purge_entry p ON p.id = CASE WHEN k LIKE 'purge/%' THEN split_part(k, '/', 3)::bigint END
$$;
