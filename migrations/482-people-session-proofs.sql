-- Opened by two proofs elsewhere: what the bank requires later asks it for none.
ALTER TABLE people.session ADD COLUMN two_proofs boolean NOT NULL DEFAULT false;
