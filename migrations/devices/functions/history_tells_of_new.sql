-- As history_tells, for all the devices of a statement at once.
CREATE OR REPLACE FUNCTION devices.history_tells_of_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM new_devices d LEFT JOIN devices.device_event e ON e.id = d.last_event_id
    WHERE e.id IS NULL OR e.device_id <> d.id OR e.txid <> pg_current_xact_id()
      OR (e.from_state, e.to_state) IS DISTINCT FROM ('none', d.state)
      OR e.location_from IS NOT NULL OR e.holder_from IS NOT NULL
      OR e.location_to IS DISTINCT FROM CASE WHEN d.place_id IS NOT NULL THEN 'place:' || d.place_id
        WHEN d.container_id IS NOT NULL THEN 'container:' || d.container_id
        WHEN d.transfer_id IS NOT NULL THEN 'transfer:' || d.transfer_id ELSE 'holder' END
      OR e.holder_to IS DISTINCT FROM CASE WHEN d.holder_org_id IS NOT NULL THEN 'org:' || d.holder_org_id ELSE 'ref:' || d.holder_ref END
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
