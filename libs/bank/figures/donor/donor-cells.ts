/**
 * SQL that makes `DonorCells` of all devices of the donor `$1`, as one JSON value. The commune is that of the structure which handed over last: it
 * stays when what was known of a person is gone. The donor's data is that of a device's first epoch. A year is told apart once a proof of it was made, a collection point once it made a link.
 */
export const DONOR_CELLS = `
  SELECT json_build_object(
    'cells', coalesce((SELECT json_agg(c) FROM (
      SELECT CASE WHEN n.state = ANY (intake.arrived_states()) THEN extract(year FROM n.received_at AT TIME ZONE b.time_zone)::int END AS year,
        n.organisation_id AS "organisationId", d.category, d.state, place.commune,
        refurbishment.proofs_of(d.id, 1::smallint) AS proofs, d.in_deposit AS "inDeposit", count(*)::int AS n
      FROM intake.donation n CROSS JOIN people.bank b JOIN devices.device d ON d.donation_id = n.id
      LEFT JOIN LATERAL (SELECT coalesce(o.commune, '') AS commune FROM devices.device_event e LEFT JOIN people.organisation o ON o.id = e.organisation_id
        WHERE d.state = 'handed_over' AND e.device_id = d.id AND e.verb = ANY (devices.handing_verbs()) ORDER BY e.id DESC LIMIT 1) place ON true
      WHERE n.donor_id = ANY (intake.donors_of($1)) AND d.state <> 'withdrawn' GROUP BY 1, 2, 3, 4, 5, 6, 7) c), '[]'),
    'years', array(SELECT DISTINCT (p.facts->>'year')::int FROM documents.document p
      WHERE p.type = 'reuse_proof' AND p.cause_kind = 'donor' AND p.cause_id = ANY (intake.donors_of($1))),
    'organisations', array(SELECT DISTINCT l.organisation_id FROM reporting.donor_link l
      WHERE l.donor_id = ANY (intake.donors_of($1)) AND l.organisation_id IS NOT NULL))`;
