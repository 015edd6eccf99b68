-- Whose word a value is: a donation whose donor is put right waits for the other's.
ALTER TABLE receipts.declared_value ADD COLUMN donor_id uuid REFERENCES intake.donor;
ALTER TABLE receipts.declared_value DISABLE TRIGGER USER;
UPDATE receipts.declared_value v SET donor_id = n.donor_id FROM intake.donation n WHERE n.id = v.donation_id;
ALTER TABLE receipts.declared_value ENABLE TRIGGER USER;
ALTER TABLE receipts.declared_value ALTER COLUMN donor_id SET NOT NULL;
