-- Epochs are counted here and nowhere else, so that old evidence can never serve twice. What undoes a hand-over says that the device was
-- never switched on: it opens none, and only its own history row, of this very statement, makes it so. Every change of a device comes by
-- here, so that only one that may begin an epoch asks the history: conditions without a subquery cost next to nothing.
CREATE OR REPLACE FUNCTION devices.count_epochs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.code <> OLD.code OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.code_is_for_ever';
  END IF;
  NEW.data_epoch := OLD.data_epoch;
  NEW.state_since := CASE WHEN NEW.state = OLD.state THEN OLD.state_since ELSE platform.now() END;
  IF OLD.holder_ref IS NOT NULL AND NEW.holder_ref IS NULL THEN
    PERFORM FROM devices.device_event e WHERE e.id = NEW.last_event_id AND e.device_id = NEW.id
      AND e.verb = 'undo_hand_over' AND e.txid = pg_current_xact_id()
      AND e.undoes = (SELECT max(g.id) FROM devices.device_event g WHERE g.device_id = NEW.id AND g.verb = 'hand_over');
    IF NOT FOUND THEN NEW.data_epoch := OLD.data_epoch + 1; END IF;
  ELSIF OLD.state = 'lost' AND NEW.state <> 'lost' THEN
    NEW.data_epoch := OLD.data_epoch + 1;
  END IF;
  -- The end of its words is no change of a device (`platform.end_words`): else what ends would seem to serve again.
  IF current_setting('bn.words_end', true) IS DISTINCT FROM 'yes' THEN NEW.changed_at := platform.now(); END IF;
  RETURN NEW;
END $$;
