-- The structure to which a device goes back, as a person waits for it there; null of any other. Whether it is in repair, or with them, its state says.
CREATE OR REPLACE FUNCTION devices.goes_back_to(device uuid) RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT a.label::uuid FROM platform.answers('repaired_for', device) a
$$;
