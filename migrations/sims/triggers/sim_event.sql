CALL platform.append_only('sims.sim_event');

DROP TRIGGER IF EXISTS card_follows ON sims.sim_event;
CREATE CONSTRAINT TRIGGER card_follows AFTER INSERT ON sims.sim_event DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION sims.card_follows();

CREATE OR REPLACE TRIGGER publish AFTER INSERT ON sims.sim_event REFERENCING NEW TABLE AS new_events
  FOR EACH STATEMENT EXECUTE FUNCTION sims.publish_sim_events();
