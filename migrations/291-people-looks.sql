-- Who read whose identity, when, on which screen: references only. Each organisation reads its own. Nothing changes it; its end alone is dated.
CREATE TABLE people.identity_look (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  membership_id uuid NOT NULL REFERENCES people.membership,
  screen people.look_screen NOT NULL,
  subject_id uuid,
  channel people.channel NOT NULL
);
CREATE INDEX look_of_organisation ON people.identity_look (organisation_id, id DESC);
CREATE INDEX look_at_subject ON people.identity_look (subject_id, id DESC) WHERE subject_id IS NOT NULL;
CREATE INDEX look_ends ON people.identity_look (at);
REVOKE UPDATE ON people.identity_look FROM bn_app;

-- The first looks that were kept: of a card's codes.
INSERT INTO people.identity_look (at, organisation_id, membership_id, screen, subject_id, channel)
  SELECT c.at, m.organisation_id, m.id, 'sim_codes', c.sim_id, 'page'
  FROM sims.codes_reading c JOIN people.membership m ON m.id = c.membership_id ORDER BY c.id;
DROP TABLE sims.codes_reading;
