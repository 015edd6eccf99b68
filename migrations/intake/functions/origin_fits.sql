-- Whether a device keeps of its donor all that the law said of the donation on the day it came: kind, public origin, resale and ceiling.
CREATE OR REPLACE FUNCTION intake.origin_fits(d devices.device) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM intake.donation n JOIN intake.donor r ON r.id = n.donor_id CROSS JOIN people.bank b
    CROSS JOIN LATERAL (SELECT (coalesce(n.received_at, platform.now()) AT TIME ZONE b.time_zone)::date AS day) t
    CROSS JOIN LATERAL (SELECT k.public_origin, k.resale_forbidden, k.price_capped FROM intake.donor_rule k
      WHERE k.donor_kind = r.kind AND k.valid_from <= t.day ORDER BY k.valid_from DESC LIMIT 1) k
    WHERE n.id = d.donation_id AND d.donor_kind = r.kind AND d.public_origin = k.public_origin AND d.resale_forbidden = k.resale_forbidden
      AND d.price_ceiling_cents IS NOT DISTINCT FROM CASE WHEN k.price_capped THEN (SELECT c.cents FROM intake.price_ceiling c
        WHERE c.category = d.category AND c.valid_from <= t.day ORDER BY c.valid_from DESC LIMIT 1) END)
$$;
