-- Somebody is away, and a colleague of the same organisation takes over their work: for these days the colleague holds their roles too, and
-- signs everything in their own name. Append-only but for its end, which is written once.
CREATE TABLE people.absence (
  id uuid PRIMARY KEY,
  membership_id uuid NOT NULL REFERENCES people.membership,
  deputy_id uuid NOT NULL REFERENCES people.membership,
  -- Days of the bank, both included.
  from_day date NOT NULL,
  until_day date NOT NULL,
  -- Who noted it: whoever is away, or who manages the organisation.
  noted_at timestamptz NOT NULL DEFAULT now(),
  noted_by uuid NOT NULL REFERENCES people.membership,
  noted_operator integer NOT NULL,
  ended_at timestamptz,
  ended_operator integer,
  CONSTRAINT absence_of_somebody_else CHECK (deputy_id <> membership_id),
  CONSTRAINT absence_days CHECK (until_day >= from_day AND until_day - from_day <= 366),
  CONSTRAINT absence_ended_by CHECK ((ended_at IS NULL) = (ended_operator IS NULL)),
  CONSTRAINT absence_one_at_a_time EXCLUDE USING gist (membership_id WITH =, daterange(from_day, until_day, '[]') WITH &&) WHERE (ended_at IS NULL)
);
CREATE INDEX absence_deputy ON people.absence (deputy_id) WHERE ended_at IS NULL;
REVOKE UPDATE, DELETE ON people.absence FROM bn_app;
GRANT UPDATE (ended_at, ended_operator) ON people.absence TO bn_app;
