-- As history_tells, for all the devices of a statement at once, each by its row's key: a join might be planned to hold every row of the
-- history against every device, where Postgres believes the history empty (after a large import that was undone by a crash).
CREATE OR REPLACE FUNCTION devices.history_tells_of_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM new_devices d
    WHERE NOT coalesce((
      SELECT e.device_id = d.id AND e.txid = pg_current_xact_id()
        AND (e.from_state, e.to_state) IS NOT DISTINCT FROM ('none', d.state)
        AND e.location_from IS NULL AND e.holder_from IS NULL
        AND e.location_to IS NOT DISTINCT FROM CASE WHEN d.place_id IS NOT NULL THEN 'place:' || d.place_id
          WHEN d.container_id IS NOT NULL THEN 'container:' || d.container_id
          WHEN d.transfer_id IS NOT NULL THEN 'transfer:' || d.transfer_id ELSE 'holder' END
        AND e.holder_to IS NOT DISTINCT FROM CASE WHEN d.holder_org_id IS NOT NULL THEN 'org:' || d.holder_org_id ELSE 'ref:' || d.holder_ref END
      FROM devices.device_event e WHERE e.id = d.last_event_id), false)
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
