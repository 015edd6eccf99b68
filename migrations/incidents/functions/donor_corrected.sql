-- Of a device whose gift, or the donor of whose gift, was put right: its data of the first epoch are the right donor's. The wrong one stays listed,
-- with the notice that went; the right one is told, so that an incident that was over for want of an answer goes on.
CREATE OR REPLACE FUNCTION incidents.donor_corrected(device uuid, membership uuid, operator integer, organisation uuid, channel text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
#variable_conflict use_variable
DECLARE
  item record;
  giver uuid := (SELECT intake.donor_stands(n.donor_id) FROM devices.device d JOIN intake.donation n ON n.id = d.donation_id WHERE d.id = device);
  bank uuid := (SELECT o.id FROM people.organisation o WHERE o.kind = 'bank');
  was uuid;
  becomes uuid;
BEGIN
  FOR item IN SELECT DISTINCT x.incident_id, i.state, l.controller_id, c.donor_id FROM incidents.lost_item x JOIN incidents.incident i ON i.id = x.incident_id
    JOIN incidents.lost_medium l ON l.lost_item_id = x.id AND l.data_epoch = 1 JOIN incidents.controller c ON c.id = l.controller_id
    WHERE x.device_id = device AND NOT x.by_mistake
  LOOP
    CONTINUE WHEN intake.donor_stands(item.donor_id) IS NOT DISTINCT FROM giver;
    was := item.controller_id;
    PERFORM FROM incidents.incident i WHERE i.id = item.incident_id FOR UPDATE;
    becomes := incidents.controller_for(item.incident_id, CASE WHEN giver IS NULL THEN 'bank' ELSE 'donor' END, giver, CASE WHEN giver IS NULL THEN bank END);
    UPDATE incidents.lost_medium l SET controller_id = becomes FROM incidents.lost_item x
      WHERE x.id = l.lost_item_id AND x.incident_id = item.incident_id AND x.device_id = device AND l.data_epoch = 1 AND l.controller_id = was;
    PERFORM incidents.step(item.incident_id, 'follow',
      CASE WHEN (item.state = 'told' OR item.state = 'closed') AND EXISTS (SELECT FROM incidents.controller c WHERE c.id = becomes AND c.told_at IS NULL) THEN 'open' ELSE item.state END,
      NULL, becomes, NULL, membership, operator, organisation, channel);
    IF NOT EXISTS (SELECT FROM incidents.lost_medium l WHERE l.controller_id = was) THEN
      UPDATE incidents.controller c SET replaced_at = platform.now() WHERE c.id = was;
    END IF;
    UPDATE incidents.controller c SET replaced_at = NULL WHERE c.id = becomes AND c.replaced_at IS NOT NULL;
  END LOOP;
END $$;
