-- A delivery is ordered by the bank, and `sent` at once: when it was handed to whoever carries it is said where it lay.
ALTER TABLE logistics.transfer
  ADD COLUMN departed_at timestamptz,
  ADD COLUMN departed_by uuid REFERENCES people.membership,
  ADD COLUMN departed_operator integer,
  ADD CONSTRAINT transfer_departed CHECK (departed_at IS NULL OR (sent_at IS NOT NULL AND purpose = 'delivery'));
