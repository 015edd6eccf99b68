-- What was done, or refused, with one thing is said once.
CREATE OR REPLACE FUNCTION bulk.item_is_done_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'bulk.item is done once';
END $$;
