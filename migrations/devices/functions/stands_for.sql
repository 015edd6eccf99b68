-- The device that stands for this one: itself, or the end of the way that its merges lead. Null when there is no such device. As
-- doubles_of, the way is walked only where there is one.
CREATE OR REPLACE FUNCTION devices.stands_for(device uuid) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
  here uuid := device;
  next uuid;
BEGIN
  LOOP
    SELECT d.merged_into INTO next FROM devices.device d WHERE d.id = here;
    IF NOT FOUND THEN RETURN NULL; END IF;
    IF next IS NULL THEN RETURN here; END IF;
    here := next;
  END LOOP;
END $$;
