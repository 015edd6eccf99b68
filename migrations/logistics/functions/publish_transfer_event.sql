-- What happened to a lot, for its sender, and for its receiver once it was sent. A lot has no history of its own: its row says where it
-- was and is.
CREATE OR REPLACE FUNCTION logistics.publish_transfer_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  before text := CASE WHEN TG_OP = 'INSERT' THEN 'none' ELSE OLD.state::text END;
  done text := CASE
    WHEN TG_OP = 'INSERT' OR OLD.state <> NEW.state
      THEN (SELECT l.verb FROM logistics.transfer_lifecycle l WHERE (l.from_state, l.to_state) = (before, NEW.state::text))
    WHEN NEW.departed_at IS NULL THEN 'undo_departure' ELSE 'depart' END;
BEGIN
  INSERT INTO events.event (thing, verb, subject_id, from_state, to_state, organisation_id, seen_by)
  VALUES ('transfer', done, NEW.id, before, NEW.state,
    CASE WHEN done = 'finish' THEN NEW.to_org_id ELSE NEW.from_org_id END, ARRAY[NEW.from_org_id, CASE WHEN NEW.sent_at IS NOT NULL THEN NEW.to_org_id END]);
  RETURN NULL;
END $$;
