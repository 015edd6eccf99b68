-- Why a device that is repaired for a person does not go to an organisation; null: it may. A collection point would take it for a gift, and another
-- structure than theirs has nobody to give it to.
CREATE OR REPLACE FUNCTION logistics.repair_refusal(device uuid, receiver uuid) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT CASE o.kind WHEN 'structure' THEN 'logistics.in_repair_elsewhere' ELSE 'logistics.in_repair' END
  FROM devices.device d JOIN people.organisation o ON o.id = receiver AND (o.kind = 'structure' OR o.kind = 'collection_point')
  WHERE d.id = device AND d.state = 'in_maintenance' AND devices.goes_back_to(d.id) <> o.id
$$;
