-- A sale keeps the rules of its day: the bank sells at all, at the price of its grid; of public origin, also the law's (CG3P, art. L. 3212-2
-- and L. 3212-3; loi 3DS, art. 178; decree of 7 November 2022): a bank whose title permits it, a text for the structure that sells, an
-- attested criterion, and no more than the ceiling copied to the device. A replacement under the warranty costs what was paid, and is bound by
-- the law's rules of its own origin. A sale has a paper: without the text of its box, and the seller's address, it is none.
CREATE OR REPLACE FUNCTION allocation.price_keeps_the_rules() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  today date := (platform.now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date;
  d devices.device;
  due integer;
  wrong text;
  swapped boolean;
BEGIN
  IF NEW.mode <> 'sale' THEN RETURN NEW; END IF;
  swapped := EXISTS (SELECT 1 FROM allocation.handover o WHERE o.id = NEW.replaces AND o.mode = NEW.mode AND o.price_cents = NEW.price_cents
    AND o.beneficiary_id = NEW.beneficiary_id);
  SELECT * INTO d FROM devices.device WHERE id = NEW.device_id;
  SELECT CASE d.grade WHEN 'A' THEN g.grade_a WHEN 'B' THEN g.grade_b WHEN 'C' THEN g.grade_c END INTO due
  FROM allocation.price_grid g WHERE g.category = d.category::text AND g.valid_from <= today ORDER BY g.valid_from DESC LIMIT 1;
  wrong := CASE
    WHEN NEW.replaces IS NOT NULL AND NOT swapped THEN 'allocation.price_not_of_grid'
    WHEN NOT swapped AND (SELECT s.mode FROM intake.selling_rule s WHERE s.valid_from <= today ORDER BY s.valid_from DESC LIMIT 1) <> 'priced'
      THEN 'allocation.bank_gives'
    WHEN d.public_origin AND NOT coalesce((SELECT c.capacity::text = ANY (intake.reselling_capacities()) FROM intake.receiving_capacity c
      WHERE c.valid_from <= today ORDER BY c.valid_from DESC LIMIT 1), false) THEN 'allocation.bank_may_not_resell'
    WHEN d.public_origin AND NOT coalesce((SELECT l.settled FROM intake.law_rule l
      WHERE l.subject = 'structure_resale' AND l.valid_from <= today ORDER BY l.valid_from DESC LIMIT 1), false) THEN 'allocation.structure_may_not_resell'
    WHEN (d.resale_forbidden OR d.public_origin) AND NEW.criterion IS NULL THEN 'allocation.sale_forbidden'
    WHEN d.public_origin AND NEW.price_cents > d.price_ceiling_cents THEN 'allocation.price_above_ceiling'
    WHEN NOT swapped AND due IS NULL THEN 'allocation.no_price'
    WHEN NOT swapped AND NEW.price_cents <> CASE WHEN d.public_origin THEN least(due, d.price_ceiling_cents) ELSE due END THEN 'allocation.price_not_of_grid'
    WHEN NOT swapped AND NOT coalesce((SELECT l.settled FROM intake.law_rule l
      WHERE l.subject = 'sale_box' AND l.valid_from <= today ORDER BY l.valid_from DESC LIMIT 1), false) THEN 'allocation.sale_box_missing'
    WHEN NOT swapped AND EXISTS (SELECT 1 FROM people.organisation o CROSS JOIN people.bank b WHERE o.id = NEW.structure_id
      AND o.address = '' AND NOT (o.own_counter AND b.address <> '')) THEN 'allocation.seller_address_missing'
  END;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = wrong, DETAIL = json_build_object('ceilingCents', d.price_ceiling_cents)::text;
  END IF;
  RETURN NEW;
END $$;
