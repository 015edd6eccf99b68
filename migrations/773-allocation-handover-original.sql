-- Where the paper that somebody signed is stored, as it was typed in afterwards: the newest row stands. It goes with the picture of that paper,
-- at the sheet's date.
CREATE TABLE allocation.handover_original (
  id uuid PRIMARY KEY,
  handover_id uuid NOT NULL REFERENCES allocation.handover_signature ON DELETE CASCADE,
  place text NOT NULL CHECK (place = btrim(place) AND length(place) BETWEEN 1 AND 200),
  said_at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer NOT NULL
);
CREATE INDEX handover_original_newest ON allocation.handover_original (handover_id, id DESC);
