-- What class of erasure a donor demands for the media of its donation; null: none any more. The newest row counts, and the gate holds it.
CREATE TABLE intake.erasure_demand (
  id uuid PRIMARY KEY,
  donation_id uuid NOT NULL REFERENCES intake.donation,
  demanded intake.erasure_class,
  recorded_at timestamptz NOT NULL DEFAULT platform.now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer
);
CREATE INDEX erasure_demand_of_donation ON intake.erasure_demand (donation_id, id DESC);
