-- Devices and crates that are at some places. A device that is out keeps the place where it was last seen, and cannot be moved: it holds nothing open.
CREATE OR REPLACE FUNCTION devices.open_at_places(places uuid[]) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'device', d.code FROM devices.device d WHERE d.place_id = ANY (places) AND d.state <> ALL (devices.out_states())
  UNION ALL SELECT 'container', c.code FROM devices.container c WHERE c.place_id = ANY (places)
    AND EXISTS (SELECT 1 FROM devices.device d WHERE d.container_id = c.id AND d.state <> ALL (devices.out_states()))
$$;
