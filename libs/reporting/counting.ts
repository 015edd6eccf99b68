/**
 * Counts everything in one statement, and writes only the counts that changed. What names a place is the structure: it stays when what
 * was known of a person is gone. A period is a year, or a month for what is told within a year.
 */
export const COUNT = `
  WITH given AS MATERIALIZED (
    SELECT to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY-MM') AS month, d.category, d.donor_kind, e.organisation_id, count(*) AS n
    FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
    WHERE e.verb = 'hand_over' AND NOT EXISTS (SELECT 1 FROM devices.device_event u WHERE u.undoes = e.id) GROUP BY 1, 2, 3, 4
  ), structure AS MATERIALIZED (
    SELECT g.organisation_id, people.structure_stands(g.organisation_id) AS stands FROM (SELECT DISTINCT organisation_id FROM given) g
  ), placed AS MATERIALIZED (
    SELECT left(g.month, 4) AS year, g.month, g.category, coalesce(g.donor_kind, '') AS donor_kind, coalesce(s.stands::text, '') AS structure,
      coalesce(c.ept_name, c.epci_name, c.name || ' (' || c.departement || ')', '') AS territory, g.n
    FROM given g LEFT JOIN structure s ON s.organisation_id = g.organisation_id LEFT JOIN people.organisation o ON o.id = s.stands
    LEFT JOIN territory.commune c ON c.code = o.commune_code
  ), counted (subject, period, key, count) AS (
    SELECT 'devices_by_state', '', state, count(*) FROM devices.device WHERE state <> 'withdrawn' GROUP BY state
    UNION ALL SELECT 'handed_over_by_month', year, month, sum(n) FROM placed GROUP BY year, month
    UNION ALL SELECT 'handed_over_by_category', period, category, sum(n) FROM placed, LATERAL (VALUES (year), (month)) p (period) GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_by_donor_kind', period, donor_kind, sum(n) FROM placed, LATERAL (VALUES (year), (month)) p (period) GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_by_territory', month, territory, sum(n) FROM placed GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_by_structure', year, structure, sum(n) FROM placed GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_declared', '', CASE WHEN e.facts ? 'noDate' THEN '' ELSE to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY') END, count(*)
      FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
      WHERE e.verb = 'declare' AND e.to_state = 'handed_over' AND d.state <> 'withdrawn' GROUP BY 3
  ), gone AS (
    DELETE FROM reporting.figure f WHERE NOT EXISTS (SELECT 1 FROM counted c WHERE c.subject = f.subject AND c.period = f.period AND c.key = f.key)
  )
  INSERT INTO reporting.figure AS f (subject, period, key, count) SELECT subject, period, key, count FROM counted
  ON CONFLICT (subject, period, key) DO UPDATE SET count = EXCLUDED.count WHERE f.count <> EXCLUDED.count`;
