-- What stood on a card is said by the change that overwrites it, of a person, and dated by Postgres.
CREATE OR REPLACE FUNCTION intake.former_card_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.at IS DISTINCT FROM platform.now() OR NOT EXISTS (SELECT FROM intake.donor_event e JOIN intake.donor d ON d.id = e.donor_id AND d.kind = ANY (intake.person_kinds())
    WHERE e.id = NEW.event_id AND e.donor_id = NEW.donor_id AND e.txid = pg_current_xact_id()) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'intake.no_change_without_history';
  END IF;
  RETURN NULL;
END $$;
