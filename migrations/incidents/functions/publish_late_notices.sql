-- Incidents of which a controller was not told within half the hours that agreements promise. @returns how many were written now
CREATE OR REPLACE FUNCTION incidents.publish_late_notices() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT count(*) FILTER (WHERE events.publish_late('incident', 'late', i.id, i.opened_at,
    ARRAY(SELECT DISTINCT x.custodian_id FROM incidents.lost_item x WHERE x.incident_id = i.id AND x.custodian_id IS NOT NULL)))::integer
  FROM incidents.incident i WHERE i.state = 'open' AND i.opened_at + make_interval(mins => i.notice_hours * 30) < platform.now()
    AND EXISTS (SELECT FROM incidents.controller c WHERE c.incident_id = i.id AND c.told_at IS NULL AND c.replaced_at IS NULL)
$$;
