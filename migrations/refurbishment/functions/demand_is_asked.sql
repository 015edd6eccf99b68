-- A demand that comes later asks the proofs of what is in stock already. As the owner, as refurbishment.stock_is_asked.
CREATE OR REPLACE FUNCTION refurbishment.demand_is_asked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE asked uuid;
BEGIN
  FOR asked IN SELECT d.id FROM devices.device d WHERE d.donation_id = NEW.donation_id ORDER BY d.id LOOP
    PERFORM refurbishment.leave_stock(asked);
  END LOOP;
  RETURN NULL;
END $$;
