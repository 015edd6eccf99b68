-- What another tool knew of a purchase beside its date: each of them may be all that is known.
ALTER TABLE intake.device_purchase
  ALTER COLUMN year DROP NOT NULL,
  ADD COLUMN cost_cents integer CHECK (cost_cents > 0),
  ADD COLUMN supplier text CHECK (length(supplier) BETWEEN 1 AND 120),
  ADD COLUMN purchase_warranty_end date,
  ADD CONSTRAINT purchase_tells CHECK (num_nonnulls(year, cost_cents, supplier, purchase_warranty_end) > 0),
  ADD CONSTRAINT purchase_day_has_year CHECK (day IS NULL OR year IS NOT NULL);
