-- A voided roll and its codes stay voided.
CREATE OR REPLACE FUNCTION devices.code_stays_voided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'devices.roll_voided';
END $$;
