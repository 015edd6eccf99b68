-- Why a person's judgement that another tool erased a medium does not hold: the code of a rule, or null. It is of whoever judges, by a method that
-- erases such a medium; its file, where there is one, came in this epoch, is no command that proves nothing, and no log that says that it failed.
CREATE OR REPLACE FUNCTION refurbishment.judgement_refusal(e refurbishment.evidence, medium devices.medium) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
      WHERE m.id = (e).membership_id AND (o.kind = 'bank' OR m.roles && refurbishment.judging_roles())) THEN 'refurbishment.judged_by_supervisor'
    WHEN refurbishment.evidence_class(e, medium) IS NULL THEN 'refurbishment.method_not_of_medium'
    WHEN (e).file_id IS NULL THEN NULL
    WHEN l.outcome IS NULL OR l.outcome = 'no_proof' OR l.origin = 'declared' THEN 'refurbishment.file_proves_nothing'
    WHEN l.received_at < (SELECT b.began_at FROM refurbishment.epoch_start b WHERE b.device_id = (e).device_id AND b.data_epoch = (e).data_epoch) THEN 'refurbishment.log_too_old'
    WHEN l.outcome = 'read' AND NOT EXISTS (SELECT 1 FROM refurbishment.drive_result r WHERE r.log_id = l.id AND r.status = 'to_judge'
      AND (r.serial_key = (medium).serial_key OR num_nulls(r.serial_key, (medium).serial_key) > 0)) THEN 'refurbishment.file_judges_nothing' END
  FROM (SELECT (e).file_id AS id) f LEFT JOIN refurbishment.erasure_log l ON l.id = f.id $$;
