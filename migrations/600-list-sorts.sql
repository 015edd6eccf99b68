-- When a crate and an organisation changed last, and an index for each order of the lists that had none.
ALTER TABLE devices.container ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE devices.container DISABLE TRIGGER USER;
UPDATE devices.container c SET changed_at = coalesce(
  (SELECT max(e.at) FROM logistics.container_event e WHERE e.container_id = c.id), c.created_at);
ALTER TABLE devices.container ENABLE TRIGGER USER;
CREATE INDEX container_by_change ON devices.container (changed_at, id);
CREATE INDEX container_by_name ON devices.container (lower(name), id);
CREATE INDEX container_by_place ON devices.container ((coalesce(place_id, '00000000-0000-0000-0000-000000000000'::uuid)), id);

ALTER TABLE people.organisation ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE people.organisation DISABLE TRIGGER USER;
UPDATE people.organisation o SET changed_at = coalesce(
  (SELECT max(e.at) FROM people.audit_entry e WHERE e.subject_id = o.id AND e.subject_kind = 'organisation'), o.created_at);
ALTER TABLE people.organisation ENABLE TRIGGER USER;
CREATE INDEX organisation_by_change ON people.organisation (changed_at, id) WHERE merged_into IS NULL;
CREATE INDEX organisation_by_kind ON people.organisation (kind, name, id) WHERE merged_into IS NULL;
CREATE INDEX organisation_by_name ON people.organisation (name, id) WHERE merged_into IS NULL;

CREATE INDEX handover_by_change ON allocation.handover ((coalesce(ended_at, handed_over_at)), id);
