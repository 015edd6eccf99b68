/**
 * Counts everything in one statement, and writes only the counts that changed. What names a place is the structure: it stays when what
 * was known of a person is gone.
 */
export const COUNT = `
  WITH given AS MATERIALIZED (
    SELECT to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY-MM') AS month, d.category, d.donor_kind, e.organisation_id, count(*) AS n
    FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
    WHERE e.verb = 'hand_over' AND NOT EXISTS (SELECT 1 FROM devices.device_event u WHERE u.undoes = e.id) GROUP BY 1, 2, 3, 4
  ), counted (subject, year, key, count) AS (
    SELECT 'devices_by_state', '', state, count(*) FROM devices.device WHERE state <> 'withdrawn' GROUP BY state
    UNION ALL SELECT 'handed_over_by_month', left(month, 4), month, sum(n) FROM given GROUP BY month
    UNION ALL SELECT 'handed_over_by_category', left(month, 4), category, sum(n) FROM given GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_by_donor_kind', left(month, 4), coalesce(donor_kind, ''), sum(n) FROM given GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_by_structure', left(month, 4), coalesce(people.structure_stands(organisation_id)::text, ''), sum(n) FROM given GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_declared', '', CASE WHEN e.facts ? 'noDate' THEN '' ELSE to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY') END, count(*)
      FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
      WHERE e.verb = 'declare' AND e.to_state = 'handed_over' AND d.state <> 'withdrawn' GROUP BY 3
  ), gone AS (
    DELETE FROM reporting.figure f WHERE NOT EXISTS (SELECT 1 FROM counted c WHERE c.subject = f.subject AND c.year = f.year AND c.key = f.key)
  )
  INSERT INTO reporting.figure AS f (subject, year, key, count) SELECT subject, year, key, count FROM counted
  ON CONFLICT (subject, year, key) DO UPDATE SET count = EXCLUDED.count WHERE f.count <> EXCLUDED.count`;
