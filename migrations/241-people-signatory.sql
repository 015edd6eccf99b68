-- Who may sign what for an organisation, by name and quality, from a day to a day. A change is a new row: of an old one only the end is
-- written, once. What an act binds outside (an agreement, a tax receipt) is refused while nobody of the list may sign it.
CREATE TABLE people.signatory (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  -- The member who signs by this name here; null for somebody who signs by hand.
  membership_id uuid REFERENCES people.membership,
  name text NOT NULL CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 120),
  quality text NOT NULL CHECK (quality = btrim(quality) AND length(quality) BETWEEN 1 AND 120),
  act people.signatory_act NOT NULL,
  valid_from date NOT NULL,
  valid_until date CHECK (valid_until >= valid_from),
  -- A picture of their signature, which papers may print (documents.blob).
  image_blob uuid,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- Operator numbers. Null: the program.
  recorded_by integer,
  ended_at timestamptz,
  ended_by integer,
  CONSTRAINT signatory_once EXCLUDE USING gist
    (organisation_id WITH =, lower(name) WITH =, act WITH =, daterange(valid_from, valid_until, '[]') WITH &&),
  CONSTRAINT signatory_member_once EXCLUDE USING gist
    (membership_id WITH =, act WITH =, daterange(valid_from, valid_until, '[]') WITH &&) WHERE (membership_id IS NOT NULL)
);
CREATE INDEX signatory_of_organisation ON people.signatory (organisation_id, act);
REVOKE UPDATE, DELETE ON people.signatory FROM bn_app;
GRANT UPDATE (valid_until, ended_at, ended_by) ON people.signatory TO bn_app;
