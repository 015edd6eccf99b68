-- When somebody answers, in the bank's own words: said where its telephone is.
ALTER TABLE people.bank ADD COLUMN opening_hours text NOT NULL DEFAULT '';
