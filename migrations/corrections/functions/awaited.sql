-- The newest correction of a thing that a second person has still to read, and that concerns this organisation (null: any); null where none is.
CREATE OR REPLACE FUNCTION corrections.awaited(subject uuid, organisation uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT c.id FROM corrections.correction c
  WHERE c.subject_id = $1 AND ($2 IS NULL OR c.about_organisation_id = $2) AND c.touches <> '{}' AND NOT EXISTS (SELECT FROM corrections.countersignature s WHERE s.correction_id = c.id)
  ORDER BY c.id DESC LIMIT 1
$$;
