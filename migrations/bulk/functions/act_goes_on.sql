-- An act that has ended stays as it ended, and none goes back to being prepared.
CREATE OR REPLACE FUNCTION bulk.act_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = ANY (bulk.ended_states()) OR (NEW.state = 'prepared' AND OLD.state <> 'prepared') THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'bulk.not_now', DETAIL = json_build_object('state', OLD.state)::text;
  END IF;
  RETURN NEW;
END $$;
