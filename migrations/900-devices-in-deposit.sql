-- A public donor's device stands in deposit until the donor has decided: it belongs to the donor, and nobody is given it (CG3P, art. L. 3212-2).
-- Postgres says it of the device itself (intake.device_deposit), so that lists, counts and matching ask no other table.
ALTER TABLE devices.device ADD COLUMN in_deposit boolean NOT NULL DEFAULT false;
UPDATE devices.device d SET in_deposit = true
  WHERE d.public_origin AND d.donation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM intake.donation_decision x
    JOIN intake.donation n ON n.id = x.donation_id AND n.donor_id = x.donor_id WHERE x.donation_id = d.donation_id);
CREATE INDEX device_in_deposit ON devices.device (donation_id) WHERE in_deposit;
