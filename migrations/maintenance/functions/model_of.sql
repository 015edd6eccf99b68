-- Make and model as one compares them: « Dell Latitude 5490 » and « DELL latitude 5490 » are one model.
CREATE OR REPLACE FUNCTION maintenance.model_of(make text, model text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT lower(public.unaccent(trim(concat_ws(' ', make, model))))
$$;
