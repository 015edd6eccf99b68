-- A day and an hour at which somebody comes to fetch the device that is kept for them: one for what is kept, moved or taken back by writing it
-- anew or deleting it. It is no history: it goes with its reservation, with what names the person, or a week after its day.
CREATE TABLE allocation.appointment (
  reservation_id uuid PRIMARY KEY REFERENCES allocation.reservation,
  -- A day and an hour of the bank.
  comes_on date NOT NULL,
  comes_at time(0) NOT NULL,
  set_by uuid NOT NULL REFERENCES people.membership,
  set_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX appointment_on ON allocation.appointment (comes_on);
