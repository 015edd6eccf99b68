-- Price ceilings and the ban on resale are copied to the device from its donor (CGPPP L3212-3, décret du 7 novembre 2022).
CREATE OR REPLACE FUNCTION allocation.price_keeps_the_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE d devices.device;
BEGIN
  IF NEW.mode <> 'sale' THEN RETURN NEW; END IF;
  SELECT * INTO d FROM devices.device WHERE id = NEW.device_id;
  IF (d.resale_forbidden OR d.public_origin) AND NEW.criterion IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.sale_forbidden';
  END IF;
  IF d.public_origin AND d.price_ceiling_cents IS NOT NULL AND NEW.price_cents > d.price_ceiling_cents THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'allocation.price_above_ceiling',
      DETAIL = json_build_object('ceilingCents', d.price_ceiling_cents)::text;
  END IF;
  RETURN NEW;
END $$;
