-- The other direction: a history row that its ticket did not follow is refused.
CREATE OR REPLACE FUNCTION maintenance.ticket_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM maintenance.ticket WHERE id = NEW.ticket_id AND last_event_id >= NEW.id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'maintenance.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
