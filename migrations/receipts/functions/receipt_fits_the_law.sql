-- A receipt is of the donor's kind (CGI, art. 238 bis: businesses; art. 200: persons; nobody else), the bank has a ground in force for it,
-- and a person's value was checked by the bank. A business is named by its SIREN (one that is a person, on the sealed paper alone); the value was declared on the day of the gift or after; and
-- somebody of the bank's dated list signs, whose signature is legible (notices of CERFA 16216 and 11580).
CREATE OR REPLACE FUNCTION receipts.receipt_fits_the_law() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  today date := (platform.now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date;
  donor record;
  ground record;
BEGIN
  -- Of the card that stands for the one that the donation names.
  SELECT r.kind::text AS kind, intake.donor_rna(r.id) AS rna INTO donor
    FROM intake.donation d JOIN intake.donor r ON r.id = intake.donor_stands(d.donor_id) WHERE d.id = NEW.donation_id;
  IF NEW.kind::text <> donor.kind OR (NEW.kind = 'company' AND donor.rna IS NOT NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.not_for_this_donor', DETAIL = json_build_object('kind', donor.kind)::text;
  END IF;
  -- Of the donor that the donation has now, not of one who was put right.
  IF NOT EXISTS (SELECT 1 FROM receipts.declared_value v JOIN intake.donation d ON d.id = v.donation_id AND d.donor_id = v.donor_id
      WHERE v.id = NEW.value_id AND v.donation_id = NEW.donation_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.value_missing', DETAIL = json_build_object('number', NEW.number)::text;
  END IF;
  SELECT g.for_companies, g.for_persons INTO ground FROM people.bank b JOIN people.eligibility_ground g ON g.ground = b.eligibility_ground
  WHERE g.valid_from <= today ORDER BY g.valid_from DESC LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.bank_not_eligible';
  END IF;
  IF (NEW.kind <> 'person' AND NOT ground.for_companies) OR (NEW.kind = 'person' AND NOT ground.for_persons) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.ground_not_for_this_donor';
  END IF;
  IF NEW.kind = 'company' AND coalesce(NEW.donor_siren, '') !~ '^[0-9]{9}$' THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.siren_missing';
  END IF;
  IF EXISTS (SELECT 1 FROM receipts.declared_value v JOIN intake.donation d ON d.id = v.donation_id CROSS JOIN people.bank b
      WHERE v.id = NEW.value_id AND v.declared_on < (d.received_at AT TIME ZONE b.time_zone)::date) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.declared_before_gift';
  END IF;
  IF NEW.kind = 'person' AND NOT EXISTS (SELECT 1 FROM receipts.value_check c WHERE c.value_id = NEW.value_id) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.value_not_checked';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM people.signatory s JOIN people.organisation o ON o.id = s.organisation_id AND o.kind = 'bank'
      WHERE s.id = NEW.signatory_id AND s.act = 'receipt' AND s.image_legible AND daterange(s.valid_from, s.valid_until, '[]') @> today) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.signature_missing';
  END IF;
  RETURN NEW;
END $$;
