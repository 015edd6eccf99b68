-- A member looked for somebody by name or telephone: a row for each who was found, or one for nobody, unless they looked too often. One after
-- the other: each statement here sees what those before it wrote, so that of many at the same instant no more pass than are allowed.
CREATE OR REPLACE FUNCTION people.note_search(organisation uuid, membership uuid, looked text, subjects uuid[], by_channel text, most integer, minutes integer)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('person search ' || membership, 0));
  INSERT INTO people.identity_look (organisation_id, membership_id, screen, subject_id, channel)
  SELECT organisation, membership, looked, x.subject, by_channel FROM unnest(subjects) AS x(subject)
  WHERE (SELECT count(DISTINCT l.at) FROM people.identity_look l WHERE l.membership_id = membership AND l.screen = looked
    AND l.at > platform.now() - make_interval(mins => minutes)) < most;
  RETURN FOUND;
END $$;
