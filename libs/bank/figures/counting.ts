/**
 * Counts everything in one statement, and writes only the counts that changed. What names a place is the structure: it stays when what
 * was known of a person is gone. A period is a year, or a month for what is told within a year.
 */
export const COUNT = `
  WITH given AS MATERIALIZED (
    SELECT to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY-MM') AS month, d.category, d.donor_kind, e.organisation_id,
      coalesce(array_to_string(p.proofs, ','), 'unread') AS proofs, count(*) AS n
    FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
      LEFT JOIN reporting.handover_proof p ON p.event_id = e.id
    WHERE e.verb = 'hand_over' AND NOT EXISTS (SELECT 1 FROM devices.device_event u WHERE u.undoes = e.id) GROUP BY 1, 2, 3, 4, 5
  ), structure AS MATERIALIZED (
    SELECT g.organisation_id, people.structure_stands(g.organisation_id) AS stands FROM (SELECT DISTINCT organisation_id FROM given) g
  ), placed AS MATERIALIZED (
    SELECT left(g.month, 4) AS year, g.month, g.category, g.proofs, coalesce(g.donor_kind, '') AS donor_kind, coalesce(s.stands::text, '') AS structure,
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
    UNION ALL SELECT 'handed_over_by_proof', year, proofs, sum(n) FROM placed GROUP BY 2, 3
    UNION ALL SELECT 'handed_over_declared', '', CASE WHEN e.facts ? 'noDate' THEN '' ELSE to_char(e.occurred_at AT TIME ZONE b.time_zone, 'YYYY') END, count(*)
      FROM devices.device_event e CROSS JOIN people.bank b JOIN devices.device d ON d.id = e.device_id
      WHERE e.verb = 'declare' AND e.to_state = 'handed_over' AND d.state <> 'withdrawn' GROUP BY 3
  ), gone AS (
    DELETE FROM reporting.figure f WHERE NOT EXISTS (SELECT 1 FROM counted c WHERE c.subject = f.subject AND c.period = f.period AND c.key = f.key)
  )
  INSERT INTO reporting.figure AS f (subject, period, key, count) SELECT subject, period, key, count FROM counted
  ON CONFLICT (subject, period, key) DO UPDATE SET count = EXCLUDED.count WHERE f.count <> EXCLUDED.count`;

/** Of one count, so many hand-overs are read for the first time, and so many again: about a millisecond each. */
const FIRST = 2000;
const AGAIN = 200;

/** Reads by what the data of hand-overs are proven: of those that were not read yet, the newest first; then again of those read longest ago. */
export const READ_PROOFS = `
  INSERT INTO reporting.handover_proof AS p (event_id, device_id, data_epoch, proofs)
  SELECT e.id, e.device_id, x.epoch, refurbishment.proofs_of(e.device_id, x.epoch)
  FROM (SELECT e.id, e.device_id FROM devices.device_event e
      WHERE e.verb = 'hand_over' AND NOT EXISTS (SELECT 1 FROM reporting.handover_proof p WHERE p.event_id = e.id) ORDER BY e.id DESC LIMIT ${FIRST}) e
    CROSS JOIN LATERAL (SELECT coalesce((SELECT max(b.data_epoch) FROM refurbishment.epoch_start b WHERE b.device_id = e.device_id AND b.event_id < e.id), 1)::smallint AS epoch) x`;

export const READ_PROOFS_AGAIN = `
  UPDATE reporting.handover_proof p SET proofs = refurbishment.proofs_of(p.device_id, p.data_epoch), read_at = platform.clock_timestamp()
  WHERE p.event_id IN (SELECT o.event_id FROM reporting.handover_proof o ORDER BY o.read_at LIMIT ${AGAIN})`;
