-- What is sealed of looks as they are now, independent of the session's settings; nothing of one that is gone.
CREATE OR REPLACE FUNCTION people.sealed_content(keys text[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT k, jsonb_build_array(l.id, (extract(epoch FROM l.at) * 1000000)::bigint, l.organisation_id, l.membership_id, l.screen, l.subject_id, l.channel)::text
  FROM unnest(keys) k JOIN people.identity_look l ON l.id = CASE WHEN k LIKE 'look/%' THEN split_part(k, '/', 3)::bigint END
$$;
