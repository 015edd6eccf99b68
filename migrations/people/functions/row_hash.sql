-- The hash of a row of `people.rows_to_seal` as it is now, independent of the session's settings; null when it is gone.
CREATE OR REPLACE FUNCTION people.row_hash(key text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to((CASE split_part(key, '/', 1)
    WHEN 'look' THEN (SELECT jsonb_build_array(l.id, (extract(epoch FROM l.at) * 1000000)::bigint, l.organisation_id, l.membership_id, l.screen, l.subject_id, l.channel)
      FROM people.identity_look l WHERE l.id = split_part(key, '/', 3)::bigint)
    WHEN 'correction' THEN (SELECT jsonb_build_array(c.id, (extract(epoch FROM c.at) * 1000000)::bigint, c.kind, c.subject_id, c.label, c.about_organisation_id,
        c.from_facts, c.to_facts, c.reason, c.touches, c.nobody_else, c.membership_id, c.operator_number, c.organisation_id, c.channel)
      FROM corrections.correction c WHERE c.id = split_part(key, '/', 3)::uuid)
    -- The same without the references of people, which end with them: what a reference is replaced by is sealed already. Seals of before have the whole row.
    WHEN 'corrected' THEN (SELECT regexp_replace(jsonb_build_array(c.id, (extract(epoch FROM c.at) * 1000000)::bigint, c.kind, c.subject_id, c.label, c.about_organisation_id,
        c.from_facts, c.to_facts, c.reason, c.touches, c.nobody_else, c.membership_id, c.operator_number, c.organisation_id, c.channel)::text,
        '"R-[2-9A-HJKMNP-Z]{5}"', '"oubliée"', 'g')::jsonb
      FROM corrections.correction c WHERE c.id = split_part(key, '/', 3)::uuid)
    ELSE (SELECT jsonb_build_array(p.id, (extract(epoch FROM p.purged_at) * 1000000)::bigint, p.beneficiary_id, p.what, p.reason, p.membership_id)
      FROM allocation.purge_entry p WHERE p.id = split_part(key, '/', 3)::bigint)
  END)::text, 'UTF8')), 'hex')
$$;
