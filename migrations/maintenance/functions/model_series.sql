-- The models of which, by today's rule, as many faults were reported in as many months: of all, or of those that a structure takes care of.
-- What turned out to be no fault, reported twice, or no device of the bank is not counted.
CREATE OR REPLACE FUNCTION maintenance.model_series(of_structure uuid) RETURNS TABLE (model text, faults integer, devices integer, last_at timestamptz, tickets uuid[])
LANGUAGE sql STABLE AS $$
  WITH rule AS (
    SELECT r.faults, r.months FROM maintenance.series_rule r CROSS JOIN people.bank b
    WHERE r.valid_from <= (platform.now() AT TIME ZONE b.time_zone)::date ORDER BY r.valid_from DESC LIMIT 1)
  SELECT min(trim(concat_ws(' ', d.make, d.model))), count(*)::integer, count(DISTINCT t.device_id)::integer, max(t.opened_at), array_agg(t.id ORDER BY t.id DESC)
  FROM maintenance.ticket t JOIN devices.device d ON d.id = t.device_id
  WHERE t.opened_at > platform.now() - make_interval(months => (SELECT rule.months FROM rule)) AND d.model <> ''
    AND (t.close_reason IS NULL OR t.close_reason <> ALL (maintenance.uncounted_reasons()))
    AND (of_structure IS NULL OR t.structure_id = of_structure)
  GROUP BY maintenance.model_of(d.make, d.model) HAVING count(*) >= (SELECT rule.faults FROM rule)
$$;
