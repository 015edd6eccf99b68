-- Whether what was merged by a correction of this kind may still be separated: for a day.
CREATE OR REPLACE FUNCTION corrections.merge_is_fresh(subject uuid, kind text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT c.at > platform.now() - interval '1 day' FROM corrections.correction c
    WHERE c.subject_id = $1 AND c.kind = $2 ORDER BY c.id DESC LIMIT 1), false)
$$;
