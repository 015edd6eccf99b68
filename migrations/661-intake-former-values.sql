-- What stood in a donation, or on a donor's card, before it was put right or filled in (docs/adr/0056).

-- The history of what is said of a donor. Append-only.
CREATE TABLE intake.donor_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  donor_id uuid NOT NULL REFERENCES intake.donor,
  verb text NOT NULL CHECK (verb IN ('register', 'describe', 'correct_kind')),
  at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  organisation_id uuid REFERENCES people.organisation,
  channel people.channel NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX donor_event_donor ON intake.donor_event (donor_id, id DESC);

-- Written by the triggers `former_values` alone. Nothing of a person who gives stands here: a person's card has but its commune, and who they
-- are is a contact detail.
CREATE TABLE intake.former_value (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  donation_event_id bigint REFERENCES intake.donation_event,
  donor_event_id bigint REFERENCES intake.donor_event,
  -- Whose card of the donor it is; null: the donor of record, or a donation.
  organisation_id uuid REFERENCES people.organisation,
  field text NOT NULL,
  before text,
  after text,
  CONSTRAINT former_value_of_one CHECK (num_nonnulls(donation_event_id, donor_event_id) = 1),
  CONSTRAINT former_value_differs CHECK (before IS DISTINCT FROM after)
);
CREATE INDEX former_value_donation ON intake.former_value (donation_event_id) WHERE donation_event_id IS NOT NULL;
CREATE INDEX former_value_donor ON intake.former_value (donor_event_id) WHERE donor_event_id IS NOT NULL;
REVOKE INSERT, UPDATE, DELETE ON intake.former_value FROM bn_app;
