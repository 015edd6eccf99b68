-- The counter where the bank itself hands out: a structure of the bank's own, one of them at most.
ALTER TABLE people.organisation ADD COLUMN own_counter boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT organisation_own_counter_is_structure CHECK (NOT own_counter OR kind = 'structure');
CREATE UNIQUE INDEX organisation_one_own_counter ON people.organisation (own_counter) WHERE own_counter;
