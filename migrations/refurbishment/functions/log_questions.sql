-- What a log that proves something of a device leaves to confirm, and nobody did: a clock that was never set (or gives no day that exists), is ahead of our receipt or
-- behind the gift that the device was of then (no zone is further than 14 hours ahead or 12 behind), a version of a tool that was never seen, a size that no drive can have.
CREATE OR REPLACE FUNCTION refurbishment.log_questions(device uuid, result refurbishment.drive_result)
RETURNS SETOF refurbishment.log_question LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT q.question::refurbishment.log_question FROM refurbishment.erasure_log l
  JOIN devices.device d ON d.id = device LEFT JOIN intake.donation g ON g.id = refurbishment.gift_at(d.id, l.received_at)
  CROSS JOIN LATERAL (SELECT refurbishment.log_clock((result).began_at_log) AS began, refurbishment.log_clock((result).ended_at_log) AS ended) c
  CROSS JOIN LATERAL (VALUES
    ('clock_unset', coalesce(c.began < timestamp '2005-01-01', true)),
    ('clock_ahead', greatest(c.began, c.ended) > l.received_at AT TIME ZONE 'UTC' + interval '14 hours'),
    ('clock_before_gift', c.began >= timestamp '2005-01-01' AND c.began < g.created_at AT TIME ZONE 'UTC' - interval '12 hours'),
    ('version_unknown', replace(l.tool || '_' || coalesce(l.version, ''), '.', '_') <> ALL (refurbishment.known_tools())),
    ('size_impossible', (result).said_size IS NOT NULL)) q(question, asked)
  WHERE l.id = (result).log_id AND l.origin = 'seen' AND (result).began_at_log IS NOT NULL AND q.asked
    AND NOT EXISTS (
      SELECT 1 FROM refurbishment.log_confirmation k WHERE k.question = q.question
        AND (k.log_id = l.id OR k.donation_id = d.donation_id OR k.donation_id = g.id OR k.tool = l.tool AND CASE k.question::text WHEN 'size_impossible' THEN k.model = coalesce((result).model, '') ELSE k.version IS NOT DISTINCT FROM l.version END)) $$;
