-- Until a public donor has decided, what it brought is in deposit: collected, erased, tested, and given to nobody. The decision's number and
-- day end it; a mistake is another row, the newest counts.
CREATE TABLE intake.donation_decision (
  id uuid PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES intake.donation,
  -- Whose decision: a donation whose donor is put right waits for the other's.
  donor_id uuid NOT NULL REFERENCES intake.donor,
  kind intake.decision_kind NOT NULL,
  number text NOT NULL CHECK (number = btrim(number) AND length(number) BETWEEN 1 AND 60),
  decided_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer
);
CREATE INDEX decision_of_donation ON intake.donation_decision (donation_id, id DESC);

-- Who represents a donor from a day on, as it said: never guessed from a contact. The newest row of the last day counts.
CREATE TABLE intake.donor_representative (
  id uuid PRIMARY KEY,
  donor_id uuid NOT NULL REFERENCES intake.donor,
  -- Who was told: one collection point does not read, nor print, what another wrote of a donor.
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  name text NOT NULL CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 120),
  quality text NOT NULL CHECK (quality = btrim(quality) AND length(quality) BETWEEN 1 AND 120),
  valid_from date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer
);
CREATE INDEX representative_of_donor ON intake.donor_representative (donor_id, valid_from DESC, id DESC);
