-- Writes, once, that a thing is late. For the functions of rooms that know what is late. @returns whether it was written now
CREATE OR REPLACE FUNCTION events.publish_late(of events.thing, how text, subject uuid, waits_since timestamptz, seen uuid[]) RETURNS boolean LANGUAGE sql AS $$
  WITH noted AS (
    INSERT INTO events.lateness (thing, verb, subject_id, since) VALUES (of, how, subject, waits_since) ON CONFLICT DO NOTHING RETURNING 1),
  written AS (
    INSERT INTO events.event (thing, verb, subject_id, seen_by) SELECT of, how, subject, seen FROM noted RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM written)
$$;
