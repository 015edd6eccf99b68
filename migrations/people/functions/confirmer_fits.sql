CREATE OR REPLACE FUNCTION people.confirmer_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT people.may_confirm_reset(NEW, NEW.confirmed_by) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'people.reset_by_a_newcomer',
      DETAIL = json_build_object('days', people.reset_confirmer_days())::text;
  END IF;
  RETURN NEW;
END $$;
