-- What an organisation or a place was called before: papers already signed keep that name, and a history can say since when. Append-only.
CREATE TABLE people.former_name (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id uuid REFERENCES people.organisation,
  place_id uuid REFERENCES people.place,
  name text NOT NULL CHECK (name <> ''),
  reason people.name_reason NOT NULL,
  changed_by uuid REFERENCES people.app_user,
  -- Until when it was called so.
  at timestamptz NOT NULL DEFAULT now(),
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT former_name_of_one CHECK (num_nonnulls(organisation_id, place_id) = 1)
);
CREATE INDEX former_name_organisation ON people.former_name (organisation_id, id DESC) WHERE organisation_id IS NOT NULL;
CREATE INDEX former_name_place ON people.former_name (place_id, id DESC) WHERE place_id IS NOT NULL;

-- Looked up by what it is about: a person's name or address changes only with its entry.
CREATE INDEX audit_entry_subject ON people.audit_entry (subject_id, id DESC);
