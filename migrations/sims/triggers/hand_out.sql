CALL platform.append_only('sims.hand_out');

CREATE OR REPLACE TRIGGER cap_holds BEFORE INSERT ON sims.hand_out FOR EACH ROW EXECUTE FUNCTION sims.cap_holds();
CREATE OR REPLACE TRIGGER hand_out_turn BEFORE INSERT ON sims.hand_out FOR EACH ROW EXECUTE FUNCTION sims.hand_out_turn();
CREATE OR REPLACE TRIGGER card_given_to_person AFTER INSERT ON sims.hand_out
  FOR EACH ROW EXECUTE FUNCTION sims.card_given_to_person();
