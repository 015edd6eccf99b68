-- Why a structure cannot be merged into another: the code of a rule, or null. Nobody would work any more where something goes on, known here or not; a
-- lost device is looked for nowhere.
CREATE OR REPLACE FUNCTION people.why_structure_stays(structure uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN EXISTS (SELECT 1 FROM people.membership m WHERE m.organisation_id = structure AND m.active) THEN 'people.merge_has_members'
    ELSE (SELECT coalesce(r.code, 'people.merge_has_' || a.what || 's') FROM platform.answers('open_at_organisation', structure) a LEFT JOIN (VALUES
      (1, 'request', 'people.merge_has_requests'), (2, 'device', 'people.merge_has_devices'), (3, 'transfer', 'people.merge_has_transfers'),
      (4, 'handover', 'people.merge_has_handovers'), (5, 'person', 'people.merge_has_people'), (6, 'sim', 'people.merge_has_sims'),
      (7, 'ticket', 'people.merge_has_tickets')) r(n, what, code) USING (what) WHERE a.what <> 'lost' ORDER BY r.n LIMIT 1) END
$$;
