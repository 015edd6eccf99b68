-- A card is handed out once, and once more after a hand-out of it was undone.
CREATE OR REPLACE FUNCTION sims.hand_out_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.turn := 1 + (SELECT count(*) FROM sims.sim_event e WHERE e.sim_id = NEW.sim_id AND e.verb = 'undo_hand_out');
  RETURN NEW;
END $$;
