-- Which class a method was for a kind of medium at a moment (refurbishment.method_rule); null: none.
CREATE OR REPLACE FUNCTION refurbishment.class_of(erased_by text, kind_of_medium text, at timestamptz) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT CASE kind_of_medium WHEN 'disk' THEN r.disk WHEN 'ssd' THEN r.ssd WHEN 'nvme' THEN r.nvme WHEN 'emmc' THEN r.emmc WHEN 'sd' THEN r.sd END
  FROM refurbishment.method_rule r WHERE r.method = erased_by AND r.valid_from <= (SELECT (at AT TIME ZONE b.time_zone)::date FROM people.bank b)
  ORDER BY r.valid_from DESC LIMIT 1 $$;
