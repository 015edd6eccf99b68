-- A person whom nobody has seen for the time of the rule is no longer anybody's reference: the row stays for figures alone, under a word
-- that names no one. What bears the reference elsewhere (histories, papers) leads nowhere from then on.
ALTER TABLE allocation.beneficiary ADD COLUMN ended_on date;
ALTER TABLE allocation.beneficiary DROP CONSTRAINT beneficiary_reference;
ALTER TABLE allocation.beneficiary DROP CONSTRAINT beneficiary_reference_check;
ALTER TABLE allocation.beneficiary ADD CONSTRAINT beneficiary_reference_check
  CHECK (CASE WHEN ended_on IS NULL THEN reference ~ '^R-[2-9A-HJKMNP-Z]{5}$' ELSE reference = 'oubliée' AND created_by IS NULL END);
CREATE UNIQUE INDEX beneficiary_reference ON allocation.beneficiary (reference) WHERE ended_on IS NULL;
CREATE INDEX beneficiary_ends ON allocation.beneficiary (last_contact_on) WHERE ended_on IS NULL;
