-- A device that was entered twice: its open fault goes on with the device that stays, and where that one has a fault already, ends as already
-- reported; those who reported follow the one that goes on.
CREATE OR REPLACE FUNCTION maintenance.double_merged() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  stays uuid := devices.stands_for(NEW.id);
  moved maintenance.ticket;
  other maintenance.ticket;
  e bigint;
BEGIN
  SELECT * INTO moved FROM maintenance.ticket WHERE device_id = NEW.id AND ended_at IS NULL FOR UPDATE;
  IF moved.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO other FROM maintenance.ticket WHERE device_id = stays AND ended_at IS NULL FOR UPDATE;
  IF other.id IS NULL THEN
    INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, device_id, structure_id, owner_id, until, channel)
    VALUES (moved.id, 'follow', moved.state, moved.state, stays, moved.structure_id, moved.owner_id, moved.waits_until, 'system') RETURNING id INTO e;
    UPDATE maintenance.ticket SET device_id = stays, last_event_id = e WHERE id = moved.id;
  ELSE
    INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, reason, device_id, structure_id, owner_id, channel)
    VALUES (moved.id, 'close', moved.state, 'closed', 'duplicate', moved.device_id, moved.structure_id, moved.owner_id, 'system') RETURNING id INTO e;
    UPDATE maintenance.ticket SET state = 'closed', close_reason = 'duplicate', joined_to = other.id, ended_at = platform.now(), waits_for = NULL, waits_until = NULL, last_event_id = e WHERE id = moved.id;
    UPDATE maintenance.report SET ticket_id = other.id, after_event_id = other.last_event_id WHERE ticket_id = moved.id;
  END IF;
  RETURN NULL;
END $$;
