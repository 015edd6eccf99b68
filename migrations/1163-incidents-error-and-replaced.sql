-- A loss that was said by mistake ends its incident as such; a controller that never was one stays listed, and says since when.
ALTER TABLE incidents.lost_item ADD COLUMN by_mistake boolean NOT NULL DEFAULT false;
ALTER TABLE incidents.controller ADD COLUMN replaced_at timestamptz;
