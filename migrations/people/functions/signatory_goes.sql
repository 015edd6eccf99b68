-- Whether somebody who may sign goes: not in force any more, or for so long, as `people.retention` says, and named on no paper: a receipt leads to its
-- signatory until its own words end (platform.endings).
CREATE OR REPLACE FUNCTION people.signatory_goes(s people.signatory) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(s.valid_until, greatest(s.valid_from, (s.recorded_at AT TIME ZONE b.time_zone)::date)) <= ((platform.now() - people.kept_for('signatory')) AT TIME ZONE b.time_zone)::date
    AND NOT EXISTS (SELECT FROM receipts.receipt r WHERE r.signatory_id = s.id)
    AND NOT EXISTS (SELECT FROM documents.document d WHERE strpos(d.facts::text, btrim(to_jsonb(s.name)::text, '"')) > 0)
  FROM people.bank b
$$;
