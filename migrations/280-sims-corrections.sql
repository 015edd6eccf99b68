-- A card handed out wrongly: its person is put right, or the hand-out is undone and the card goes to somebody else.

-- Once for each time the card was with the structure: 1, and one more after each hand-out that was undone (sims.hand_out_turn).
ALTER TABLE sims.hand_out ADD COLUMN turn smallint NOT NULL DEFAULT 1;
ALTER TABLE sims.hand_out DROP CONSTRAINT sim_handed_out_once, ADD CONSTRAINT sim_handed_out_once UNIQUE (sim_id, turn);
