-- A device begins with epoch 1, whatever an INSERT says.
CREATE OR REPLACE FUNCTION devices.first_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.data_epoch := 1;
  RETURN NEW;
END $$;
