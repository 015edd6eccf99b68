-- What is sealed of corrections as they are now: all but the references of people, which end with them; what a reference is replaced by is sealed
-- already. Seals of before (`correction/…`) have the whole row.
CREATE OR REPLACE FUNCTION corrections.sealed_content(keys text[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT k, CASE WHEN k LIKE 'correction/%' THEN x.row::text ELSE regexp_replace(x.row::text, '"R-[2-9A-HJKMNP-Z]{5}"', '"oubliée"', 'g')::jsonb::text END
  FROM unnest(keys) k JOIN corrections.correction c ON c.id = CASE WHEN k LIKE 'correct%' THEN split_part(k, '/', 3)::uuid END
  CROSS JOIN LATERAL (SELECT jsonb_build_array(c.id, (extract(epoch FROM c.at) * 1000000)::bigint, c.kind, c.subject_id, c.label, c.about_organisation_id,
    c.from_facts, c.to_facts, c.reason, c.touches, c.nobody_else, c.membership_id, c.operator_number, c.organisation_id, c.channel) AS row) x
$$;
