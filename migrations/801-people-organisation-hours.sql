-- When somebody is there, and whether the person's copy of a hand-over may name address and hours: the organisation says both.
ALTER TABLE people.organisation
  ADD COLUMN opening_hours text NOT NULL DEFAULT '' CHECK (opening_hours = btrim(opening_hours) AND length(opening_hours) <= 200),
  ADD COLUMN on_papers boolean NOT NULL DEFAULT false;
