-- What is still at some places, or comes to them: codes of devices, crates and media, numbers of lots and donations. A device that is out
-- keeps the place where it was last seen, and cannot be moved: it holds nothing open.
CREATE OR REPLACE FUNCTION people.held_at(places uuid[]) RETURNS TABLE (what text, label text) LANGUAGE sql STABLE AS $$
  SELECT 'device', d.code FROM devices.device d WHERE d.place_id = ANY (places) AND d.state <> ALL (devices.out_states())
  UNION ALL SELECT 'container', c.code FROM devices.container c WHERE c.place_id = ANY (places)
    AND EXISTS (SELECT 1 FROM devices.device d WHERE d.container_id = c.id AND d.state <> ALL (devices.out_states()))
  UNION ALL SELECT 'medium', m.code FROM refurbishment.removed_medium m WHERE m.place_id = ANY (places) AND m.state = 'kept'
  UNION ALL SELECT 'transfer', t.number FROM logistics.transfer t
    WHERE t.to_place_id = ANY (places) AND t.state <> ALL (logistics.ended_states())
  UNION ALL SELECT 'donation', n.number FROM intake.donation n WHERE n.place_id = ANY (places) AND n.state = ANY (intake.open_states())
$$;
